using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Orderly.Engine.Ids;
using Orderly.Engine.Work;

namespace Orderly.Web.Api.Tasks;

/// <summary>Words on tasks that ask for authority.</summary>
internal static class ApprovalApi
{
    public static void MapApprovals(this IEndpointRouteBuilder task)
    {
        TaskApi.Change(task.MapPost("/decide", Decide), "DecideApproval", "Approves, rejects or returns what is asked for");
        TaskApi.Change(
            task.MapPost("/lend-vote", (HttpContext http, Guid id, LendRequest body, TaskChanges to) => to.Do(http, new DelegateApproval(new TaskId(id), body.To, body.Limit, body.Until), body)),
            "DelegateApproval", "Lends one's vote on this request to someone else");
        TaskApi.Change(
            task.MapPost("/emergency", (HttpContext http, Guid id, EmergencyRequest body, TaskChanges to) => to.Do(http, new DeclareEmergency(new TaskId(id), body.Justification), body)),
            "DeclareEmergency", "Takes the emergency path, to be ratified afterwards");
    }

    private static async Task<Results<Ok<ChangedDocument>, ProblemHttpResult>> Decide(HttpContext http, Guid id, DecideRequest body, TaskChanges to)
    {
        Verdict? verdict = body.Verdict switch
        {
            "approve" => Verdict.Approve,
            "reject" => Verdict.Reject,
            "return" => Verdict.Return,
            _ => null,
        };
        return verdict is { } known
            ? await to.Do(http, new DecideApproval(new TaskId(id), known, body.Reason), body)
            : Problems.Invalid($"Expected 'verdict' as approve, reject or return, but it is {(body.Verdict.Length <= 40 ? $"'{body.Verdict}'" : $"{body.Verdict.Length} characters")}");
    }
}

/// <param name="Verdict">approve, reject or return; the latter two need a reason.</param>
internal sealed record DecideRequest(string Verdict, string? Reason = null);

internal sealed record LendRequest(string To, decimal Limit, DateTimeOffset Until);

/// <param name="Justification">Coded, such as STOCK_OUT.</param>
internal sealed record EmergencyRequest(string Justification);

/// <summary>What is asked for, of whom, and what was said so far.</summary>
internal sealed record ApprovalDocument(string Kind, decimal Amount, string Currency, string Requester, int Step, IReadOnlyList<ApprovalStep> Steps, DateTimeOffset ExpiresAt)
{
    public string? Emergency { get; init; }

    public DateTimeOffset? RatifyBy { get; init; }

    public bool Overdue { get; init; }

    public required IReadOnlyList<string> VotedBy { get; init; }

    public static ApprovalDocument Of(Approval approval) => new(approval.Kind, approval.Amount, approval.Currency, approval.Requester, approval.At + 1, approval.Steps, approval.ExpiresAt)
    {
        Emergency = approval.Emergency,
        RatifyBy = approval.RatifyBy,
        Overdue = approval.Overdue,
        VotedBy = [.. (approval.Votes ?? []).Select(vote => vote.By)],
    };
}
