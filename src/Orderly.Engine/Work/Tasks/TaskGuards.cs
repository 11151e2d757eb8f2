using System.Collections.Frozen;

namespace Orderly.Engine.Work;

/// <summary>The guard table: which move is allowed from which state. Everything else is rejected.</summary>
public static class TaskGuards
{
    private static readonly FrozenDictionary<TaskMove, TaskState[]> From = new Dictionary<TaskMove, TaskState[]>
    {
        [TaskMove.Claim] = [TaskState.Offered],
        [TaskMove.Release] = [TaskState.Claimed, TaskState.InProgress],
        [TaskMove.Start] = [TaskState.Claimed],
        // A milestone that arrives by message may complete what nobody has claimed; see OwnerOnly.
        [TaskMove.Complete] = [TaskState.Offered, TaskState.Claimed, TaskState.InProgress, TaskState.OnHold, TaskState.Declined],
        [TaskMove.Hold] = [TaskState.Claimed, TaskState.InProgress],
        [TaskMove.Resume] = [TaskState.OnHold],
        [TaskMove.Fail] = [TaskState.Claimed, TaskState.InProgress, TaskState.OnHold],
        [TaskMove.Skip] = [TaskState.Offered, TaskState.Claimed, TaskState.InProgress, TaskState.OnHold, TaskState.Declined],
        [TaskMove.Assign] = [TaskState.Offered, TaskState.Claimed, TaskState.InProgress, TaskState.OnHold, TaskState.Declined],
        [TaskMove.Delegate] = [TaskState.Claimed, TaskState.InProgress, TaskState.OnHold],
        [TaskMove.Forward] = [TaskState.Offered, TaskState.Claimed, TaskState.InProgress, TaskState.OnHold, TaskState.Declined],
        [TaskMove.Nominate] = [TaskState.Offered, TaskState.Declined],
        [TaskMove.AddCandidates] = [TaskState.Offered, TaskState.Declined],
        [TaskMove.Exclude] = [TaskState.Offered, TaskState.Claimed, TaskState.InProgress, TaskState.OnHold, TaskState.Declined, TaskState.PreAlerted, TaskState.AwaitingApproval],
        [TaskMove.Prioritise] = [TaskState.Offered, TaskState.Claimed, TaskState.InProgress, TaskState.OnHold, TaskState.Declined, TaskState.PreAlerted, TaskState.AwaitingApproval],
        [TaskMove.Decline] = [TaskState.Offered, TaskState.Claimed],
        // Not from an approval: the flow would go on without the authority it asked for.
        [TaskMove.MarkEnteredInError] = [TaskState.Offered, TaskState.Claimed, TaskState.InProgress, TaskState.OnHold, TaskState.Declined, TaskState.PreAlerted],
        [TaskMove.Comment] = [TaskState.Offered, TaskState.Claimed, TaskState.InProgress, TaskState.OnHold, TaskState.Declined, TaskState.PreAlerted, TaskState.Failed, TaskState.AwaitingApproval],
        [TaskMove.Attach] = [TaskState.Offered, TaskState.Claimed, TaskState.InProgress, TaskState.OnHold, TaskState.Declined, TaskState.PreAlerted, TaskState.Failed, TaskState.AwaitingApproval],
        [TaskMove.SaveDraft] = [TaskState.Claimed, TaskState.InProgress, TaskState.OnHold],
        [TaskMove.DecideApproval] = [TaskState.AwaitingApproval],
        [TaskMove.DelegateApproval] = [TaskState.AwaitingApproval],
        [TaskMove.DeclareEmergency] = [TaskState.AwaitingApproval],
        // A failed task waits as an incident, and its mending offers it anew; a cancelled one belongs to a course that was left.
        [TaskMove.Reopen] = [TaskState.Completed, TaskState.Skipped, TaskState.EnteredInError],
        // The process's own; nobody asks for them.
        [TaskMove.Create] = [],
        [TaskMove.Cancel] = [],
    }.ToFrozenDictionary();

    public static bool Allows(TaskMove move, TaskState from) => Array.IndexOf(From[move], from) >= 0;

    /// <summary>Moves that only the owner may make, when a person makes them. Skipping, assigning and other directing are for whoever has the authority, which the host checks.</summary>
    public static bool OwnerOnly(TaskMove move) => move is TaskMove.Release or TaskMove.Start or TaskMove.Complete or TaskMove.Hold or TaskMove.Resume or TaskMove.Fail
        or TaskMove.Delegate or TaskMove.SaveDraft;
}
