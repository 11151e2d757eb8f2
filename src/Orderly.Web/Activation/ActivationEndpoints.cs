using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Orderly.Runtime.Activation;
using Orderly.Runtime.Submission;
using Orderly.Web.Layout;
using Orderly.Web.Security;
using Orderly.Web.Sources;

namespace Orderly.Web.Activation;

internal static class ActivationEndpoints
{
    public const string Path = "/activation";

    public static void MapActivation(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, Show).RequireAuthorization(Policies.SeeActivation);
        pages.MapPost(Path, Set).RequireAuthorization(Policies.SeeActivation);
    }

    private static Task<RazorComponentResult> Show(HttpContext http, ActivationReading reading, Shells shells, string? said, CancellationToken cancel) =>
        Page(http, reading, shells, said switch
        {
            "listens" => "It listens only. What was under way has ended, and nothing leaves it any more.",
            "acts" => "It acts. What was kept back before stays back; what comes from now on is sent.",
            _ => null,
        }, null, cancel);

    private static async Task<Results<RazorComponentResult, RedirectHttpResult>> Set(
        HttpContext http, ActivationReading reading, Activations activations, Shells shells, CancellationToken cancel)
    {
        var form = await PostedForm.Read(http, cancel);
        var listens = form["do"] == "listen";
        if (form["place"].ToString().Split('|') is not [var site, var unit] || !short.TryParse(site, NumberStyles.None, CultureInfo.InvariantCulture, out var facility) || !(listens || form["do"] == "act"))
        {
            return await Page(http, reading, shells, null, "Expected a button of this page, but it is none. Load the page again.", cancel);
        }

        var reply = await activations.SetAsync(facility, unit, listens, form["reason"].ToString(), new Terms(Caller.Person(shells.Viewer(http).Id)));
        return reply is Reply.Accepted
            ? TypedResults.LocalRedirect($"{Path}?said={(listens ? "listens" : "acts")}")
            : await Page(http, reading, shells, null, $"{RefusalWords.Of(reply)}.", cancel);
    }

    private static async Task<RazorComponentResult> Page(HttpContext http, ActivationReading reading, Shells shells, string? done, string? refusal, CancellationToken cancel)
    {
        var viewer = shells.Viewer(http);
        var view = await reading.Read(viewer, cancel) with { Done = done, Refusal = refusal };
        return new RazorComponentResult<ActivationPage>(new { Shell = await shells.Of(viewer, "Activation", Path, ["cases"], cancel), View = view })
        {
            StatusCode = refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
            PreventStreamingRendering = true,
        };
    }
}
