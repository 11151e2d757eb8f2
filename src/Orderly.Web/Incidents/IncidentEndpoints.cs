using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Orderly.Runtime.Submission;
using Orderly.Web.Layout;
using Orderly.Web.Security;
using Orderly.Web.Sources;

namespace Orderly.Web.Incidents;

internal static class IncidentEndpoints
{
    public static void MapIncidents(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/incidents", Show).RequireAuthorization(Policies.SeeIncidents);
        pages.MapPost("/incidents", Retry).RequireAuthorization(Policies.SeeIncidents);
    }

    private static Task<RazorComponentResult> Show(HttpContext http, IncidentReading reading, Shells shells, string? said, CancellationToken cancel) =>
        Page(http, reading, shells, said == "retried" ? "Tried again. If it is stuck still, it comes back with its reason." : null, null, StatusCodes.Status200OK, cancel);

    private static async Task<Results<RazorComponentResult, RedirectHttpResult>> Retry(
        HttpContext http, IncidentReading reading, Submissions submissions, Shells shells, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        if (!Guid.TryParse(form["incident"], out var incident))
        {
            return await Page(http, reading, shells, null, "Expected an incident of this page, but it is none.", StatusCodes.Status422UnprocessableEntity, cancel);
        }

        var reply = await submissions.ResolveIncidentAsync(incident, "{}", new Terms(Caller.Person(shells.Viewer(http).Id)));
        return reply is Reply.Accepted
            ? TypedResults.LocalRedirect("/incidents?said=retried")
            : await Page(http, reading, shells, null, $"{RefusalWords.Of(reply)}.", StatusCodes.Status409Conflict, cancel);
    }

    private static async Task<RazorComponentResult> Page(
        HttpContext http, IncidentReading reading, Shells shells, string? done, string? refusal, int status, CancellationToken cancel)
    {
        var viewer = shells.Viewer(http);
        var view = await reading.Read(viewer, done, refusal, cancel);
        return new RazorComponentResult<IncidentsPage>(new { Shell = shells.For(viewer, "Incidents", "/incidents", ["incidents"]), View = view })
        {
            StatusCode = status,
            PreventStreamingRendering = true,
        };
    }
}
