using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Orderly.Web.Escalations;
using Orderly.Web.Layout;
using Orderly.Web.Security;

namespace Orderly.Web.Worklist;

internal static class WorklistEndpoints
{
    public static void MapWorklist(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(WorklistFilter.Path, Show).RequireAuthorization(Policies.AtWork);
        pages.MapPost(WorklistFilter.Path, Press).RequireAuthorization(Policies.AtWork);
    }

    private static async Task<RazorComponentResult> Show(HttpContext http, WorklistReading reading, EscalationReading escalated, Shells shells, CancellationToken cancel)
    {
        var said = http.Request.Query["said"].ToString() is { Length: > 0 } verb ? TaskPress.Said(verb) : null;
        return await Page(http, reading, escalated, shells, new Pressed { Done = said }, StatusCodes.Status200OK, cancel);
    }

    // What went through is answered by a redirect, so that loading again does not press again. What did not is answered
    // with the page itself, because that keeps what was typed.
    private static async Task<Results<RazorComponentResult, RedirectHttpResult>> Press(
        HttpContext http, WorklistReading reading, EscalationReading escalated, TaskPress press, Shells shells, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        var viewer = shells.Viewer(http);
        var filter = Filter(http);
        if (form["do"] == "next")
        {
            if (await reading.NextBest(viewer, cancel) is not { } best)
            {
                return await Page(http, reading, escalated, shells, new Pressed { Refusal = "Expected a task that no one has, but every task of your queues has someone." }, StatusCodes.Status409Conflict, cancel);
            }

            filter = filter with { Task = best.Id };
            var taken = await press.Claim(viewer, best.Id, best.Version);
            return taken.IsDone ? Redirect(filter, taken.Verb ?? "claim") : await Page(http, reading, escalated, shells, taken, StatusCodes.Status409Conflict, cancel);
        }

        var pressed = await press.Take(viewer, filter.Task, form, cancel);
        return pressed.IsDone
            ? Redirect(filter, pressed.Verb ?? form["do"].ToString().Split(' ')[0])
            : await Page(http, reading, escalated, shells, pressed, StatusCodes.Status422UnprocessableEntity, cancel);
    }

    private static RedirectHttpResult Redirect(WorklistFilter filter, string verb) =>
        TypedResults.LocalRedirect($"{filter.Address}{(filter.Address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}said={Uri.EscapeDataString(verb)}");

    private static async Task<RazorComponentResult> Page(
        HttpContext http, WorklistReading reading, EscalationReading escalated, Shells shells, Pressed pressed, int status, CancellationToken cancel)
    {
        var viewer = shells.Viewer(http);
        var filter = Filter(http);
        var view = await reading.Read(viewer, filter, pressed, cancel) with { Escalated = await escalated.Read(viewer, http.Request.Query["told"] == "all", cancel) };
        var watch = await shells.WatchQueues(viewer, cancel);
        return new RazorComponentResult<WorklistPage>(new { Shell = await shells.Of(viewer, view.Title, WorklistFilter.Path, watch, cancel), View = view })
        {
            StatusCode = status,
            PreventStreamingRendering = true,
        };
    }

    private static WorklistFilter Filter(HttpContext http)
    {
        string? Value(string name) => http.Request.Query.TryGetValue(name, out var value) ? value.ToString() : null;
        return WorklistFilter.Parse(Value("show"), Value("q"), Value("role"), Value("unit"), Value("sort"), Value("task"));
    }
}
