using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Orderly.Runtime.Nodes;
using Orderly.Runtime.Submission;
using Orderly.Web.Layout;
using Orderly.Web.Messages.Outgoing;
using Orderly.Web.Security;
using Orderly.Web.Sources;

namespace Orderly.Web.Messages;

internal static class MessageEndpoints
{
    public static void MapMessages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/messages", List).RequireAuthorization(Policies.SeeMessages);
        pages.MapGet("/messages/{id:guid}", Show).RequireAuthorization(Policies.SeeMessages);
        pages.MapGet("/messages/refused/{id:guid}", Refused).RequireAuthorization(Policies.SeeMessages);
        pages.MapGet("/messages/out/{instance:guid}/{id:guid}", Out).RequireAuthorization(Policies.SeeMessages);
        pages.MapPost("/messages/{id:guid}", Replay).RequireAuthorization(Policies.SeeMessages);
    }

    private static async Task<RazorComponentResult> List(
        HttpContext http, MessageListReading reading, Shells shells, string? q, string? state, string? before, CancellationToken cancel)
    {
        var viewer = shells.Viewer(http);
        var view = await reading.Read(viewer, MessageFilter.Parse(q, state, before), cancel);
        return new RazorComponentResult<MessagesPage>(new { Shell = await shells.Of(viewer, "Messages", MessageFilter.Path, ["inbox", "cases"], cancel), View = view }) { PreventStreamingRendering = true };
    }

    private static async Task<RazorComponentResult> Show(HttpContext http, MessageReading reading, Shells shells, Guid id, string? names, string? said, CancellationToken cancel)
    {
        var done = said == "replay" ? "Taken up again. It is mapped by the route as it is now; what came of it is shown here." : null;
        return await Page(http, reading, shells, id, names != "shown", new Said(done, null), cancel);
    }

    // What went through is answered by a redirect, and the page goes on by itself: mapping takes a moment.
    private static async Task<Results<RazorComponentResult, RedirectHttpResult>> Replay(HttpContext http, MessageReading reading, Shells shells, RuntimeNode node, Guid id, CancellationToken cancel)
    {
        var reply = await node.ReplayInboundAsync(id, new Terms(Caller.Person(shells.Viewer(http).Id)));
        return reply is Reply.Accepted
            ? TypedResults.LocalRedirect($"{MessageFilter.Path}/{id}?said=replay")
            : await Page(http, reading, shells, id, masked: true, new Said(null, $"{RefusalWords.Of(reply)}."), cancel);
    }

    private static async Task<RazorComponentResult> Refused(HttpContext http, MessageReading reading, Shells shells, Guid id, string? names, CancellationToken cancel)
    {
        var viewer = shells.Viewer(http);
        return await reading.Refused(viewer, id, names != "shown", cancel) is { } view
            ? await Shown(shells, viewer, view, StatusCodes.Status200OK, cancel)
            : Missing(shells, viewer);
    }

    private static async Task<RazorComponentResult> Out(HttpContext http, OutgoingReading reading, Shells shells, Guid instance, Guid id, CancellationToken cancel)
    {
        var viewer = shells.Viewer(http);
        return await reading.One(viewer, instance, id, cancel) is { } view
            ? new RazorComponentResult<OutgoingPage>(new { Shell = await shells.Of(viewer, $"{view.Line.Type} to {view.Line.System}", MessageFilter.Path, [$"case:{instance}"], cancel), View = view }) { PreventStreamingRendering = true }
            : Missing(shells, viewer);
    }

    private static async Task<RazorComponentResult> Page(HttpContext http, MessageReading reading, Shells shells, Guid id, bool masked, Said said, CancellationToken cancel)
    {
        var viewer = shells.Viewer(http);
        return await reading.One(viewer, id, masked, cancel) is { } view
            ? await Shown(shells, viewer, view with { Done = said.Done, Refusal = said.Refusal }, said.Refusal is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict, cancel)
            : Missing(shells, viewer);
    }

    private static async Task<RazorComponentResult> Shown(Shells shells, Viewer viewer, MessageView view, int status, CancellationToken cancel) =>
        new RazorComponentResult<MessagePage>(new { Shell = await shells.Of(viewer, $"{view.Line.Type} {view.Line.Key}", MessageFilter.Path, ["inbox"], cancel), View = view })
        {
            StatusCode = status,
            PreventStreamingRendering = true,
        };

    private static RazorComponentResult Missing(Shells shells, Viewer viewer) =>
        shells.NotFound(viewer, "message", "Expected a message under this address, but there is none. Raw messages are kept for 90 days.");

    private sealed record Said(string? Done, string? Refusal);
}
