using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Orderly.Journal.Read;
using Orderly.Web.Layout;
using Orderly.Web.Security;
using Orderly.Web.Security.Authentication;
using Orderly.Web.Sources;

namespace Orderly.Web.SignIn;

internal static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder pages, OrderlyWebOptions options)
    {
        pages.MapGet("/", Home).AllowAnonymous();
        pages.MapPost("/sign-out", SignOut).RequireAuthorization();
        if (options.Demo)
        {
            pages.MapGet("/sign-in", Show).AllowAnonymous();
            pages.MapPost("/sign-in", SignIn).AllowAnonymous();
        }
        else
        {
            pages.MapGet("/sign-in", NoSignIn).AllowAnonymous();
        }
    }

    private static RedirectHttpResult Home(HttpContext http, Shells shells) =>
        TypedResults.LocalRedirect(shells.Find(http) is null ? "/sign-in" : "/worklist");

    private static RazorComponentResult NoSignIn(Shells shells) => shells.Notice(
        null, "Sign-in is not set up", "Expected an identity provider in orderly.yaml, but there is none, and the demonstration is off. Programs sign in with their tokens.", StatusCodes.Status503ServiceUnavailable);

    private static Task<RazorComponentResult> Show(HttpContext http, Hospital hospital, Shells shells, OrderlyWebOptions options, CancellationToken cancel) =>
        Page(hospital, shells, options.Sight, LocalPath.OrHome(http.Request.Query["return"]), null, StatusCodes.Status200OK, cancel);

    private static async Task<Results<RazorComponentResult, RedirectHttpResult>> SignIn(HttpContext http, Hospital hospital, Shells shells, OrderlyWebOptions options, CancellationToken cancel)
    {
        var form = await PostedForm.Read(http, cancel);
        var back = LocalPath.OrHome(form["return"]);
        if (Viewer.Of(hospital.Organisation, form["person"].ToString(), hospital.Now) is not { } viewer)
        {
            return await Page(hospital, shells, options.Sight, back, "Expected a person of this list, but there is none with that id.", StatusCodes.Status422UnprocessableEntity, cancel);
        }

        await http.SignInAsync(Session.SchemeName, Session.Principal(viewer.Id));
        return TypedResults.LocalRedirect(back);
    }

    private static async Task<RedirectHttpResult> SignOut(HttpContext http, EndedSessions ended, CancellationToken cancel)
    {
        ended.Add(http.User.FindFirst(Claims.Session)?.Value);
        await http.SignOutAsync(Session.SchemeName);
        cancel.ThrowIfCancellationRequested();
        return TypedResults.LocalRedirect("/sign-in");
    }

    private static async Task<RazorComponentResult> Page(Hospital hospital, Shells shells, SightOptions sight, string back, string? refusal, int status, CancellationToken cancel)
    {
        var queues = await Queues.Read(hospital.Store, cancel);
        var people = new List<DemoPerson>();
        foreach (var person in hospital.Organisation.Persons)
        {
            if (Viewer.Of(hospital.Organisation, person.Id, hospital.Now) is { } viewer)
            {
                people.Add(await Row(viewer, hospital, queues, sight, cancel));
            }
        }

        return new RazorComponentResult<SignInPage>(new { Shell = shells.For(null, "Sign in", null, []), People = people, Return = back, Refusal = refusal })
        {
            StatusCode = status,
            PreventStreamingRendering = true,
        };
    }

    private static async ValueTask<DemoPerson> Row(Viewer viewer, Hospital hospital, Queues queues, SightOptions sight, CancellationToken cancel)
    {
        var open = await hospital.Store.Read.Work.Count(queues.OpenTo(viewer), cancel);
        var units = viewer.Bindings.Select(binding => binding.Unit).Distinct().ToList();
        return new DemoPerson(
            viewer.Id,
            viewer.Name,
            viewer.RoleNames,
            units.Contains(null) ? hospital.Facility(viewer.Facility)?.Name ?? "" : string.Join(", ", units.OfType<string>().Select(hospital.UnitName)),
            Sees(viewer, sight),
            open > WorkReads.CountLimit ? "1,000+" : open.ToString(CultureInfo.InvariantCulture));
    }

    private static string Sees(Viewer viewer, SightOptions sight)
    {
        var seen = new List<string>();
        if (viewer.Roles.Count > 0)
        {
            seen.Add("Own worklist");
            seen.Add(viewer.Holds(sight.AllCases) ? "every case" : "the cases it belongs to");
        }

        if (viewer.Holds(sight.Messages))
        {
            seen.Add("messages");
        }

        if (viewer.Holds(sight.Incidents))
        {
            seen.Add("incidents");
        }

        return seen.Count == 0 ? "Nothing now" : string.Join(", ", seen);
    }
}
