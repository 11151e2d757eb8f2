using Orderly.Engine.Feel;
using Orderly.Engine.Ids;
using Orderly.Engine.Work;

namespace Orderly.Engine.Process;

public sealed record TimerNotOpen(TimerId Timer) : Rejection($"Expected timer {Timer} to be open, but it fired, was cancelled or never was");

public sealed record TimerNotDue(DateTimeOffset Due, DateTimeOffset At) : Rejection($"Expected a timer that is due, but it is due at {Due:O} and it is {At:O}");

/// <summary>A due time has come.</summary>
internal static class FiringTimer
{
    public static Rejection? Decide(Execution run, FireTimer command)
    {
        if (!run.State.Timers.TryGet(command.Timer, out var timer))
            return new TimerNotOpen(command.Timer);
        if (run.At < timer.Due)
            return new TimerNotDue(timer.Due, run.At);
        run.Emit(new TimerFired(timer.Id));
        switch (timer.Purpose)
        {
            case TimerPurpose.Clock: ClockRunning.Fire(run, new ClockId(timer.Subject!.Value)); break;
            case TimerPurpose.Hold when run.State.Tasks[new TaskId(timer.Subject!.Value)] is { State: TaskState.OnHold } task: TaskDeciding.Resume(run, task, expired: true); break;
            case TimerPurpose.Hold: break;
            case TimerPurpose.Approval when run.State.Tasks[new TaskId(timer.Subject!.Value)] is { State: TaskState.AwaitingApproval } task: Approving.Expire(run, task); break;
            case TimerPurpose.Approval: break;
            default: Event(run, timer); break;
        }
        return null;
    }

    private static void Event(Execution run, TimerWait timer)
    {
        var (holder, target) = (run.State.Known(timer.Holder), run.Model[timer.Target]);
        if (Catching.StaysOpen(target))
            Subscribing.Again(run, timer);
        Catching.Came(run, holder, target, timer.Part, FeelContext.Empty);
    }
}
