using Orderly.Engine.Bpmn;
using Orderly.Engine.Ids;
using Orderly.Engine.Process;
using Orderly.Engine.Time;

namespace Orderly.Engine.Work;

public sealed record TaskNotOpen(TaskId Task) : Rejection($"Expected task {Task} to be open, but it has ended or never was");

public sealed record TaskStateForbids(TaskMove Move, TaskState State) : Rejection($"Expected a task that one may {Move switch { TaskMove.Hold => "put on hold", var m => m.ToString().ToLowerInvariant() }}, but it is {State}");

public sealed record TaskOwnedByAnother(string? Owner, string Actor) : Rejection($"Expected the task's owner, but '{Actor}' is not '{Owner}'");

public sealed record TaskVersionDiffers(int Expected, int Actual) : Rejection($"Expected version {Expected} of the task, but it is at {Actual}");

public sealed record HoldIsOver(DateTimeOffset Until) : Rejection($"Expected a hold that ends in the future, but it ends at {Until:O}");

/// <summary>What the moves of a task lead to.</summary>
internal static class TaskDeciding
{
    public static Rejection? Decide(Execution run, TaskCommand command) => command switch
    {
        ClaimTask => Move(run, command, TaskMove.Claim, task => run.Emit(new TaskClaimed(task.Id, run.Actor.Id))),
        ReleaseTask release => Move(run, command, TaskMove.Release, task => run.Emit(new TaskReleased(task.Id, release.Reason))),
        StartTask => Move(run, command, TaskMove.Start, task => run.Emit(new TaskStarted(task.Id))),
        CompleteTask complete => Move(run, command, TaskMove.Complete, task => Complete(run, task, complete)),
        HoldTask hold => hold.Until <= run.At ? new HoldIsOver(hold.Until.Value) : Move(run, command, TaskMove.Hold, task => Hold(run, task, hold)),
        ResumeTask => Move(run, command, TaskMove.Resume, task => Resume(run, task, expired: false)),
        FailTask fail => Move(run, command, TaskMove.Fail, task => Fail(run, task, fail)),
        SkipTask skip => Move(run, command, TaskMove.Skip, task => Skip(run, task, skip)),
        AssignTask assign => Move(run, command, TaskMove.Assign, task => Assign(run, task, assign)),
        _ => throw new InvalidOperationException($"Expected a task command, but was {command.GetType().Name}"),
    };

    /// <summary>Ends a hold: the clocks go on, the task is where it was.</summary>
    public static void Resume(Execution run, TaskItem task, bool expired)
    {
        EndHold(run, task);
        run.Emit(new TaskResumed(task.Id, expired));
    }

    private static Rejection? Move(Execution run, TaskCommand command, TaskMove move, Action<TaskItem> decide)
    {
        if (!run.State.Tasks.TryGet(command.Task, out var task))
            return new TaskNotOpen(command.Task);
        if (command.IfVersion is { } version && version != task.Version)
            return new TaskVersionDiffers(version, task.Version);
        if (!TaskGuards.Allows(move, task.State))
            return new TaskStateForbids(move, task.State);
        if (run.Actor.Kind == ActorKind.Person && TaskGuards.OwnerOnly(move) && task.Owner != (run.Actor.OnBehalfOf ?? run.Actor.Id))
            return new TaskOwnedByAnother(task.Owner, run.Actor.Id);
        decide(task);
        return null;
    }

    private static void Complete(Execution run, TaskItem task, CompleteTask complete)
    {
        EndHold(run, task);
        run.Emit(new TaskCompleted(task.Id, complete.Values, complete.Outcome));
        run.Push(new Step(StepKind.Complete, task.Holder, Values: complete.Values));
    }

    private static void Skip(Execution run, TaskItem task, SkipTask skip)
    {
        EndHold(run, task);
        run.Emit(new TaskSkipped(task.Id, skip.Reason));
        run.Push(new Step(StepKind.Complete, task.Holder));
    }

    private static void Fail(Execution run, TaskItem task, FailTask fail)
    {
        EndHold(run, task);
        run.Emit(new TaskFailed(task.Id, fail.Reason));
        if (fail.ErrorCode is { } code)
            run.Push(new Step(StepKind.Throw, task.Holder, Code: code, Message: fail.Reason));
        else
            Incidents.Raise(run, run.State.Known(task.Holder), IncidentKind.TaskFailed, $"Expected task '{task.Name ?? task.Element}' to be done, but it failed: {fail.Reason}");
    }

    private static void Assign(Execution run, TaskItem task, AssignTask assign)
    {
        EndHold(run, task);
        run.Emit(new TaskAssigned(task.Id, assign.To));
    }

    private static void Hold(Execution run, TaskItem task, HoldTask hold)
    {
        var sla = run.Model[task.Element].Sla;
        var most = sla is null ? ClockStop.DefaultMost : ClockStopRules.Most(sla, hold.Reason) ?? ClockStop.DefaultMost;
        var latest = run.At + most;
        var until = hold.Until is { } wanted && wanted < latest ? UtcMicroseconds.Truncate(wanted) : latest;
        run.Emit(new TaskHeld(task.Id, hold.Reason, until, hold.Note));
        run.Emit(new TimerScheduled(new TimerId(run.NewId()), task.Holder, task.Element, TimerPurpose.Hold, task.Id.Value, until));
        if (sla is null || ClockStopRules.Most(sla, hold.Reason) is null)
            return;
        foreach (var clock in ClocksOf(run, task))
            ClockRunning.Pause(run, clock.Id, hold.Reason, until);
    }

    private static void EndHold(Execution run, TaskItem task)
    {
        if (task.State != TaskState.OnHold)
            return;
        foreach (var timer in run.State.Timers.Where(timer => timer.Purpose == TimerPurpose.Hold && timer.Subject == task.Id.Value))
            run.Emit(new TimerCancelled(timer.Id));
        foreach (var clock in ClocksOf(run, task))
            ClockRunning.Resume(run, clock.Id);
    }

    private static List<SlaClock> ClocksOf(Execution run, TaskItem task) => [.. run.State.Clocks.Where(clock => clock.Task == task.Id)];
}
