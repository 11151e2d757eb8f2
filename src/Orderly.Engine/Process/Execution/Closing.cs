using Orderly.Engine.Ids;
using Orderly.Engine.Work;

namespace Orderly.Engine.Process;

/// <summary>Ends everything an activation waits for.</summary>
internal static class Closing
{
    /// <summary>True when a called instance was asked to end, or listeners were told that their task is withdrawn, and have yet to answer.</summary>
    /// <param name="listens">Whether listeners of withdrawn tasks are told.</param>
    public static bool Close(Execution run, ElementInstance instance, bool completed, bool listens = false)
    {
        if (instance.Waits is not { Count: > 0 } waits)
            return false;
        var awaiting = false;
        foreach (var wait in waits.ToArray())
            awaiting |= (listens && wait.Kind == WaitKind.Task && MoveAsking.BeginCancel(run, instance, run.State.Tasks.Known(new(wait.Id)))) || Close(run, wait, completed);
        return awaiting;
    }

    private static bool Close(Execution run, WaitRef wait, bool completed)
    {
        switch (wait.Kind)
        {
            // A clock's own closing takes its timer along.
            case WaitKind.Timer when run.State.Timers.Contains(new(wait.Id)): run.Emit(new TimerCancelled(new TimerId(wait.Id))); break;
            case WaitKind.Timer: break;
            case WaitKind.Subscription: run.Emit(new SubscriptionClosed(new SubscriptionId(wait.Id))); break;
            case WaitKind.Condition: run.Emit(new ConditionClosed(new ConditionId(wait.Id))); break;
            // A listener's job ends with the move it was asked about.
            case WaitKind.Job when !run.State.Jobs.Contains(new(wait.Id)): break;
            case WaitKind.Job: run.Emit(new JobCancelled(new JobId(wait.Id))); break;
            case WaitKind.Call: run.Emit(new CallCancelled(new CallId(wait.Id))); break;
            case WaitKind.Incident: run.Emit(new IncidentResolved(new IncidentId(wait.Id), Withdrawn: true)); break;
            case WaitKind.Task: run.Emit(new TaskCancelled(new TaskId(wait.Id))); break;
            case WaitKind.Clock: ClockRunning.Stop(run, new ClockId(wait.Id), completed); break;
            case WaitKind.Child: return EndChild(run, new InstanceId(wait.Id));
            default: throw new InvalidOperationException($"Expected a kind of wait, but was {wait.Kind}");
        }
        return false;
    }

    private static bool EndChild(Execution run, InstanceId child)
    {
        if (!run.State.Children.Known(child).Terminating)
            run.Emit(new ChildTerminationRequested(child));
        return true;
    }
}
