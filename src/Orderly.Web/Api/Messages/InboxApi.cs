using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Orderly.Journal;
using Orderly.Journal.Rows;
using Orderly.Runtime.Nodes;
using Orderly.Runtime.Submission;
using Orderly.Web.Security;
using Orderly.Web.Sources;

namespace Orderly.Web.Api.Messages;

/// <summary>An inbound message without its content: programs find and replay, people read.</summary>
internal sealed record InboxDocument(Guid Id, string Source, string ControlId, string Type, string State, string? Route, string? Reason, bool ControlIdReused, DateTimeOffset Received)
{
    /// <summary>Hospital time; only of a message that is held for order.</summary>
    public DateTimeOffset? HeldUntil { get; init; }
}

internal static class InboxApi
{
    public static void MapInbox(this IEndpointRouteBuilder api)
    {
        var inbox = api.MapGroup("/inbox").RequireAuthorization(Policies.SeeMessages);
        inbox.MapGet("", List).WithName("ListInbox").WithSummary("Inbound messages, newest first").ProducesProblem(400);
        inbox.MapGet("/{id:guid}", One).WithName("ReadInbox").WithSummary("One inbound message").ProducesProblem(404);
        inbox.MapPost("/{id:guid}/replay", Replay).WithName("ReplayInbox").WithSummary("Maps a quarantined message again").ProducesProblem(403).ProducesProblem(404).ProducesProblem(422);
    }

    private static async Task<Results<Ok<Page<InboxDocument>>, ProblemHttpResult>> List(InboxState? state, int? limit, string? cursor, IStore store, CancellationToken cancel)
    {
        if (Paging.Objection(limit) is { } objection)
        {
            return objection;
        }

        if (cursor is not null && PageKey.Parse(cursor) is null)
        {
            return Paging.BadCursor();
        }

        var most = limit ?? Paging.DefaultLimit;
        var rows = await store.Read.Inbox.Page(state, PageKey.Parse(cursor) ?? (Micros.Never, Guid.AllBitsSet), most + 1, cancel);
        var items = rows.Take(most).Select(Document).ToList();
        return TypedResults.Ok(new Page<InboxDocument>(items, rows.Count > most ? PageKey.Write(rows[most - 1].Received, rows[most - 1].Id) : null));
    }

    private static async Task<Results<Ok<InboxDocument>, ProblemHttpResult>> One(Guid id, IStore store, CancellationToken cancel) =>
        await store.Read.Inbox.One(id, cancel) is { } row ? TypedResults.Ok(Document(row)) : Problems.NotFound($"Expected an inbound message {id}, but there is none");

    private static async Task<Results<NoContent, ProblemHttpResult>> Replay(HttpContext http, Guid id, RuntimeNode node)
    {
        var reply = await node.ReplayInboundAsync(id, new Terms(ApiCaller.Of(http)));
        return reply is Reply.Accepted ? TypedResults.NoContent() : Problems.Of(reply);
    }

    private static InboxDocument Document(InboxRow row) =>
        new(row.Id, row.Source, row.ControlId, row.Type, row.State.ToString(), row.Route, row.Reason, row.Flagged, Micros.ToTime(row.Received))
        {
            HeldUntil = row.HeldUntil is { } until ? Micros.ToTime(until) : null,
        };
}
