using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Orderly.Engine.Process;
using Orderly.Journal;
using Orderly.Runtime.Ownership;
using Orderly.Runtime.Submission;
using Orderly.Web.Api.Tasks;
using Orderly.Web.Sources;

namespace Orderly.Web.Api.Instances;

/// <param name="Facility">Id of the facility it runs at.</param>
/// <param name="BusinessKey">What people call the case by; never a name or a record number.</param>
internal sealed record StartRequest(string Process, short Facility, string? BusinessKey = null, JsonElement? Variables = null);

/// <param name="Reason">Kept in the journal and told to whoever asks why.</param>
internal sealed record CancelRequest(string? Reason);

internal sealed record StartedDocument(Guid Instance, long Entry);

internal sealed record InstanceDocument(Guid Id, short Facility, string Process, int Version, string? BusinessKey, string Status, long Entry, DateTimeOffset Started, DateTimeOffset? Ended, Guid? Parent, Guid Case);

/// <summary>One journal entry by the names of its events; their contents stay in the journal.</summary>
internal sealed record EntryDocument(long Entry, DateTimeOffset At, string Actor, IReadOnlyList<EventDocument> Events);

internal sealed record EventDocument(string Event, string? Element, Guid? Task);

internal static class InstanceApi
{
    private const int LongestReason = 500;

    public static void MapInstances(this IEndpointRouteBuilder api)
    {
        api.MapPost("/instances", Start).WithName("StartInstance").WithSummary("Starts the newest version of a process")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapPost("/instances/{id:guid}/cancel", Cancel).WithName("CancelInstance").WithSummary("Ends an instance with all that is open in it")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/instances/{id:guid}", One).WithName("ReadInstance").WithSummary("Where an instance stands").ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/instances/{id:guid}/history", History).WithName("ReadHistory").WithSummary("What happened, entry by entry").ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Created<StartedDocument>, ProblemHttpResult>> Start(HttpContext http, StartRequest request, Submissions submissions, Hospital hospital)
    {
        if ((Given.Text("process", request.Process) ?? Given.AtMost("businessKey", request.BusinessKey) ?? Given.Facility(hospital, request.Facility) ?? Given.Object("variables", request.Variables)) is { } objection)
        {
            return objection;
        }

        var variables = request.Variables is { ValueKind: JsonValueKind.Object } given ? given.GetRawText() : "{}";
        var (terms, problem) = ApiCaller.Creating(http, $"{request.Process}\n{request.Facility}\n{request.BusinessKey}\n{variables}");
        if (terms is null)
        {
            return problem!;
        }

        var reply = await submissions.StartAsync(new NewInstance(request.Process, request.Facility, variables) { BusinessKey = request.BusinessKey }, terms);
        if (reply is not Reply.Accepted accepted)
        {
            return Problems.Of(reply);
        }

        ApiCaller.Tell(http, accepted);
        return TypedResults.Created($"/api/v1/instances/{accepted.Instance}", new StartedDocument(accepted.Instance, accepted.Seq));
    }

    private static async Task<Results<Ok<ChangedDocument>, ProblemHttpResult>> Cancel(HttpContext http, Guid id, CancelRequest request, Submissions submissions)
    {
        if (request.Reason is not { Length: > 0 and <= LongestReason } reason)
        {
            return Problems.BadRequest("reason-missing", "A reason is missing", $"Expected 'reason' of 1 to {LongestReason} characters, but it has {request.Reason?.Length ?? 0}");
        }

        var reply = await submissions.CommandAsync(id, new CancelInstance(reason), new Terms(ApiCaller.Of(http)));
        return reply is Reply.Accepted accepted ? TypedResults.Ok(new ChangedDocument(accepted.Instance, accepted.Seq)) : Problems.Of(reply);
    }

    private static async Task<Results<Ok<InstanceDocument>, ProblemHttpResult>> One(HttpContext http, Guid id, Hospital hospital, InstanceSight sight, CaseFactsMemory facts, CancellationToken cancel)
    {
        if (await hospital.Store.Read.Instances.Head(id, cancel) is not { } head || !await sight.MaySee(http, head, cancel) || await facts.Of(id, cancel) is not { } fact)
        {
            return Problems.NotFound($"Expected an instance {id} this caller may see, but there is none");
        }

        http.Response.Headers.ETag = ETag.Of(head.Seq);
        return TypedResults.Ok(new InstanceDocument(
            head.Id, head.Facility, fact.Process, fact.Version, head.BusinessKey, ((StatusCode)head.Status).ToString(), head.Seq,
            Micros.ToTime(head.Started), head.Ended is { } ended ? Micros.ToTime(ended) : null, head.Parent, head.Root));
    }

    private static async Task<Results<Ok<Page<EntryDocument>>, ProblemHttpResult>> History(
        HttpContext http, Guid id, int? limit, string? cursor, Hospital hospital, InstanceSight sight, CancellationToken cancel)
    {
        if (Paging.Objection(limit) is { } objection)
        {
            return objection;
        }

        var after = 0L;
        if (cursor is not null)
        {
            if (PageKey.Parse(cursor) is not { } key)
            {
                return Paging.BadCursor();
            }

            after = key.Position;
        }

        if (await hospital.Store.Read.Instances.Head(id, cancel) is not { } head || !await sight.MaySee(http, head, cancel))
        {
            return Problems.NotFound($"Expected an instance {id} this caller may see, but there is none");
        }

        var most = limit ?? Paging.DefaultLimit;
        var rows = await hospital.Store.Read.Instances.Journal(id, after, limit: most + 1, cancel: cancel);
        var items = rows.Take(most).Select(row => new EntryDocument(row.Seq, Micros.ToTime(row.At), row.Actor, [.. EventJson.Read(row.Body).Select(EventWords.Document)])).ToList();
        return TypedResults.Ok(new Page<EntryDocument>(items, rows.Count > most ? PageKey.Write(items[^1].Entry, Guid.Empty) : null));
    }
}
