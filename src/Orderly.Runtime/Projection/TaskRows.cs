using Orderly.Engine.Process;
using Orderly.Engine.Work;
using Orderly.Journal;
using Orderly.Journal.Rows;

namespace Orderly.Runtime.Projection;

/// <summary>A task and its clock as the row that worklists read.</summary>
internal static class TaskRows
{
    /// <summary>Variables of the process whose values rows carry: the patient's token.</summary>
    public const string PatientVariable = "patient";

    public static TaskRow Of(InstanceState state, TaskItem task, TaskState shown, SlaClock? clock, int queue)
    {
        var due = task.Due ?? clock?.BreachAt ?? task.Approval?.ExpiresAt;
        return new TaskRow(
            Id: task.Id.Value,
            Facility: task.Queue.Facility,
            Instance: state.Id.Value,
            Queue: queue,
            State: (short)shown,
            Open: shown is TaskState.Offered or TaskState.Claimed or TaskState.InProgress or TaskState.OnHold or TaskState.Failed or TaskState.PreAlerted or TaskState.Declined or TaskState.AwaitingApproval,
            Owner: task.Owner,
            Priority: (short)task.Priority,
            Rank: 100 - task.Priority,
            Due: due is { } at ? Micros.From(at) : Micros.Never,
            Patient: PatientOf(state),
            Focus: state.RootInstance.Value,
            Version: task.Version,
            View: View(state, task, clock).ToBytes());
    }

    /// <summary>The token in the process's variables; null where there is none or it is no token.</summary>
    public static Guid? PatientOf(InstanceState state) =>
        state.Variables is { } variables && variables.TryGet(PatientVariable, out var value) && Guid.TryParseExact(value.ToString(), "N", out var token) ? token : null;

    private static TaskView View(InstanceState state, TaskItem task, SlaClock? clock) => new()
    {
        Process = state.Process,
        Element = task.Element,
        Name = task.Name ?? task.Element,
        Form = task.FormId,
        Created = task.Created,
        Started = task.Started,
        Due = task.Due,
        FollowUp = task.FollowUp,
        HoldReason = task.HoldReason,
        HeldUntil = task.HeldUntil,
        Reason = task.Reason,
        Approval = task.Approval,
        PriorityReason = task.PriorityReason,
        OnBehalfOf = task.OnBehalfOf,
        Nominated = task.Nominated,
        Excluded = task.Excluded,
        DeclinedBy = task.DeclinedBy,
        Asked = task.Asked?.Move.ToString(),
        Comments = task.Comments,
        Attachments = task.Attachments,
        CandidateUsers = task.CandidateUsers,
        CandidateGroups = task.CandidateGroups,
        Clock = clock is null ? null : new ClockView(
            clock.Id.Value, clock.Started, clock.Target, clock.WarnAt, clock.BreachAt, clock.Warned, clock.Breached, clock.Level,
            clock.PausedAt, clock.PauseReason, clock.QuietUntil),
    };
}
