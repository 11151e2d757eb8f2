using Orderly.Engine.Process;

namespace Orderly.Engine.Work;

/// <summary>How approvals come, change and go.</summary>
internal static class ApprovalEvolution
{
    /// <summary>False when the event is not about an approval.</summary>
    public static bool Evolve(InstanceState state, Event happened)
    {
        switch (happened)
        {
            case ApprovalRequested e: Set(state, state.Tasks.Known(e.Task) with { State = TaskState.AwaitingApproval, Owner = null, Queue = e.Queue, Approval = e.Approval }); break;
            case ApprovalVoted e: Change(state, e, approval => approval with { Votes = [.. approval.Votes ?? [], new(e.Step, e.By, e.OnBehalfOf, e.Verdict, e.Limit, state.At)] }); break;
            case ApprovalDelegated e: Change(state, e, approval => approval with { Delegations = [.. approval.Delegations ?? [], e.Delegation] }); break;
            case ApprovalAdvanced e: Change(state, e, approval => approval with { At = e.Step }, e.Queue); break;
            case EmergencyDeclared e:
                Change(state, e, approval => approval with { Emergency = e.Justification, Steps = approval.EmergencySteps!, At = 0, Votes = null, Delegations = null }, e.Queue);
                break;
            case ApprovalAmountChanged e: Changed(state, e); break;
            case RatificationOverdue e: Change(state, e, approval => approval with { Overdue = true }); break;
            case ApprovalEnded e: Ended(state, e); break;
            case ApprovalLapsed e: state.Known(e.Scope).Remembering().Granted!.RemoveAll(granted => granted.Element == e.Element); break;
            case ElementBesideFlow e: BesideFlow(state, e); break;
            default: return false;
        }
        return true;
    }

    private static void Set(InstanceState state, TaskItem task) => state.Tasks.Set(task.Id, task with { Version = task.Version + 1 });

    private static void Change(InstanceState state, ITaskEvent e, Func<Approval, Approval> change, WorkQueue? queue = null)
    {
        var task = state.Tasks.Known(e.Task);
        Set(state, task with { Approval = change(task.Approval!), Queue = queue ?? task.Queue });
    }

    private static void Changed(InstanceState state, ApprovalAmountChanged e) => Change(
        state, e, approval => e.Restarts ? approval with { Amount = e.To, Steps = e.Steps, At = 0, Votes = null, Delegations = null } : approval with { Amount = e.To }, e.Queue);

    /// <summary>An approval is remembered where it was given, with the amount it covers.</summary>
    private static void Ended(InstanceState state, ApprovalEnded e)
    {
        if (e.Outcome is not (ApprovalOutcome.Approved or ApprovalOutcome.Ratified))
            return;
        var holder = state.Known(state.Tasks.Known(e.Task).Holder);
        var granted = holder.Parent!.Remembering().Granted ??= [];
        granted.RemoveAll(one => one.Element == holder.Element);
        granted.Add(new(holder.Element, e.Amount));
    }

    private static void BesideFlow(InstanceState state, ElementBesideFlow e)
    {
        var memory = state.Known(e.Element).Remembering();
        (memory.BesideFlow, memory.Ratifies) = (true, e.Ratifies);
    }
}
