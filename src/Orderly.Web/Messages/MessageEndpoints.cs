using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Orderly.Runtime.Nodes;
using Orderly.Runtime.Submission;
using Orderly.Web.Layout;
using Orderly.Web.Security;
using Orderly.Web.Sources;

namespace Orderly.Web.Messages;

internal static class MessageEndpoints
{
    public static void MapMessages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/messages", List).RequireAuthorization(Policies.SeeMessages);
        pages.MapGet("/messages/{id:guid}", Show).RequireAuthorization(Policies.SeeMessages);
        pages.MapPost("/messages/{id:guid}", Replay).RequireAuthorization(Policies.SeeMessages);
    }

    private static async Task<RazorComponentResult> List(
        HttpContext http, MessageReading reading, Shells shells, string? q, string? state, string? before, CancellationToken cancel)
    {
        var viewer = shells.Viewer(http);
        var view = await reading.List(viewer, MessageFilter.Parse(q, state, before), cancel);
        return new RazorComponentResult<MessagesPage>(new { Shell = await shells.Of(viewer, "Messages", "/messages", ["inbox"], cancel), View = view }) { PreventStreamingRendering = true };
    }

    private static async Task<RazorComponentResult> Show(HttpContext http, MessageReading reading, Shells shells, Guid id, string? names, CancellationToken cancel) =>
        await Page(http, reading, shells, id, names != "shown", null, StatusCodes.Status200OK, cancel);

    private static async Task<RazorComponentResult> Replay(HttpContext http, MessageReading reading, Shells shells, RuntimeNode node, Guid id, CancellationToken cancel)
    {
        var reply = await node.ReplayInboundAsync(id, new Terms(Caller.Person(shells.Viewer(http).Id)));
        return await Page(http, reading, shells, id, masked: true, reply, reply is Reply.Accepted ? StatusCodes.Status200OK : StatusCodes.Status409Conflict, cancel);
    }

    private static async Task<RazorComponentResult> Page(
        HttpContext http, MessageReading reading, Shells shells, Guid id, bool masked, Reply? reply, int status, CancellationToken cancel)
    {
        var viewer = shells.Viewer(http);
        if (await reading.One(viewer, id, masked, cancel) is not { } view)
        {
            return shells.NotFound(viewer, "message", "Expected a message under this address, but there is none. Raw messages are kept for 90 days.");
        }

        view = reply switch
        {
            null => view,
            Reply.Accepted => view with { Done = "Taken up again. It is mapped by the route as it is now; load the page to see what came of it." },
            _ => view with { Refusal = $"{RefusalWords.Of(reply)}." },
        };
        return new RazorComponentResult<MessagePage>(new { Shell = await shells.Of(viewer, $"{view.Line.Type} {view.Line.ControlId}", "/messages", ["inbox"], cancel), View = view })
        {
            StatusCode = status,
            PreventStreamingRendering = true,
        };
    }
}
