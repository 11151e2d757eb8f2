using System.Text.Json;
using Orderly.Engine.Work;
using Orderly.Journal;
using Orderly.Journal.Rows;
using Orderly.Runtime.Projection;

namespace Orderly.Web.Api.Tasks;

/// <summary>A task as programs read it. Names nobody: <see cref="Patient"/> is a token.</summary>
internal sealed record TaskDocument(Guid Id, Guid Instance, Guid Case, string Element, string Name, string State, long Version)
{
    public required QueueDocument? Queue { get; init; }

    public string? Owner { get; init; }

    public int Priority { get; init; }

    public string? PriorityReason { get; init; }

    public DateTimeOffset Created { get; init; }

    public DateTimeOffset? Due { get; init; }

    public string? Form { get; init; }

    public string? HoldReason { get; init; }

    public DateTimeOffset? HeldUntil { get; init; }

    /// <summary>What was last given as the reason for where it is.</summary>
    public string? Reason { get; init; }

    public string? OnBehalfOf { get; init; }

    /// <summary>Who alone was asked; absent when the whole queue is.</summary>
    public IReadOnlyList<string>? Nominated { get; init; }

    public IReadOnlyList<string>? DeclinedBy { get; init; }

    /// <summary>The move that waits for the task's listeners; absent when none does.</summary>
    public string? Asked { get; init; }

    public int Comments { get; init; }

    public int Attachments { get; init; }

    public ApprovalDocument? Approval { get; init; }

    public int? Rung { get; init; }

    public Guid? Patient { get; init; }

    public static TaskDocument Of(TaskRow row, QueueRow? queue)
    {
        var view = TaskView.Read(row.View);
        return new TaskDocument(row.Id, row.Instance, row.Focus ?? row.Instance, view.Element, view.Name, JsonNamingPolicy.CamelCase.ConvertName(((TaskState)row.State).ToString()), row.Version)
        {
            Queue = queue is null ? null : new QueueDocument(queue.Id, queue.Facility, queue.Unit.Length == 0 ? null : queue.Unit, queue.Role),
            Owner = row.Owner,
            Priority = row.Priority,
            PriorityReason = view.PriorityReason,
            Created = view.Created,
            Due = row.Due == Micros.Never ? null : Micros.ToTime(row.Due),
            Form = view.Form,
            HoldReason = view.HoldReason,
            HeldUntil = view.HeldUntil,
            Reason = view.Reason,
            OnBehalfOf = view.OnBehalfOf,
            Nominated = view.Nominated,
            DeclinedBy = view.DeclinedBy,
            Asked = view.Asked is { } asked ? JsonNamingPolicy.CamelCase.ConvertName(asked) : null,
            Comments = view.Comments,
            Attachments = view.Attachments,
            Approval = view.Approval is { } approval ? ApprovalDocument.Of(approval) : null,
            Rung = view.Clock?.Rung,
            Patient = row.Patient,
        };
    }
}

internal sealed record QueueDocument(int Id, short Facility, string? Unit, string Role);

internal sealed record CompleteRequest(JsonElement? Variables = null, string? Outcome = null);

internal sealed record ReleaseRequest(string? Reason = null);

/// <param name="Reason">A coded reason, such as ORDER_INCOMPLETE.</param>
/// <param name="Until">At most as far as the reason allows; absent: just as far.</param>
/// <param name="Note">Who is waited for; needed with WAIT_UPSTREAM and WAIT_EXTERNAL.</param>
/// <param name="WaitsFor">The department or party, whose the minutes then are.</param>
internal sealed record HoldRequest(string Reason, DateTimeOffset? Until = null, string? Note = null, string? WaitsFor = null);

internal sealed record FailRequest(string Reason, string? ErrorCode = null);

internal sealed record SkipRequest(string Reason);

internal sealed record ChangedDocument(Guid Instance, long Entry);
