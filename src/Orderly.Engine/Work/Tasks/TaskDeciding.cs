using Orderly.Engine.Bpmn;
using Orderly.Engine.Ids;
using Orderly.Engine.Process;
using Orderly.Engine.Time;

namespace Orderly.Engine.Work;

/// <summary>What the moves of a task lead to.</summary>
internal static class TaskDeciding
{
    public static Rejection? Decide(Execution run, TaskCommand command) => command switch
    {
        ClaimTask => Claim(run, command),
        ReleaseTask c => Move(run, command, TaskMove.Release, task => run.Emit(new TaskReleased(task.Id, c.Reason))),
        StartTask => Move(run, command, TaskMove.Start, task =>
        {
            run.Emit(new TaskStarted(task.Id));
            ClockRunning.Reach(run, task, TaskMoment.Started);
        }),
        CompleteTask c => Move(run, command, TaskMove.Complete, task => Complete(run, task, c)),
        HoldTask c => c.Until <= run.At ? new HoldIsOver(c.Until.Value) : Move(run, command, TaskMove.Hold, task => Hold(run, task, c)),
        ResumeTask => Move(run, command, TaskMove.Resume, task => Resume(run, task, expired: false)),
        FailTask c => Move(run, command, TaskMove.Fail, task => Fail(run, task, c)),
        SkipTask c => Move(run, command, TaskMove.Skip, task => Skip(run, task, c)),
        AssignTask c => Ask(run, command, TaskMove.Assign, task => TaskDirecting.Assign(run, task, c)),
        DelegateTask c => Ask(run, command, TaskMove.Delegate, task => TaskDirecting.Delegate(run, task, c)),
        ForwardTask c => Ask(run, command, TaskMove.Forward, task => TaskDirecting.Forward(run, task, c)),
        NominateForTask c => Ask(run, command, TaskMove.Nominate, task => TaskDirecting.Nominate(run, task, c)),
        AddTaskCandidates c => Ask(run, command, TaskMove.AddCandidates, task => TaskDirecting.AddCandidates(run, task, c)),
        ExcludeFromTask c => Ask(run, command, TaskMove.Exclude, task => TaskDirecting.Exclude(run, task, c)),
        PrioritiseTask c => Ask(run, command, TaskMove.Prioritise, task => TaskPriority.Set(run, task, c)),
        DeclineTask c => Ask(run, command, TaskMove.Decline, task => TaskDirecting.Decline(run, task, c)),
        MarkTaskEnteredInError c => TaskDirecting.Unreasoned(c.Reason) ?? Move(run, command, TaskMove.MarkEnteredInError, task => EnteredInError(run, task, c)),
        CommentOnTask c => Ask(run, command, TaskMove.Comment, task => TaskNoting.Comment(run, task, c)),
        AttachToTask c => Ask(run, command, TaskMove.Attach, task => TaskNoting.Attach(run, task, c)),
        SaveTaskDraft c => Move(run, command, TaskMove.SaveDraft, task => run.Emit(new TaskDraftSaved(task.Id, c.Values))),
        DecideApproval c => Ask(run, command, TaskMove.DecideApproval, task => Approving.Vote(run, task, c)),
        DelegateApproval c => Ask(run, command, TaskMove.DelegateApproval, task => Approving.Delegate(run, task, c)),
        DeclareEmergency c => Ask(run, command, TaskMove.DeclareEmergency, task => Approving.Declare(run, task, c)),
        ReopenTask c => TaskReopening.Decide(run, c),
        _ => throw new InvalidOperationException($"Expected a task command, but was {command.GetType().Name}"),
    };

    /// <summary>Ends a hold: the clocks go on, the task is where it was.</summary>
    public static void Resume(Execution run, TaskItem task, bool expired)
    {
        EndHold(run, task);
        run.Emit(new TaskResumed(task.Id, expired));
    }

    private static Rejection? Claim(Execution run, TaskCommand command) =>
        // Before the version: of two who saw the same page the second wants to know who was first, not that a number moved.
        run.State.Tasks[command.Task] is { Owner: { } owner } && owner != run.Actor.Id
            ? new TaskTaken(owner)
            : Ask(run, command, TaskMove.Claim, task => TaskDirecting.Claim(run, task));

    private static Rejection? Move(Execution run, TaskCommand command, TaskMove move, Action<TaskItem> decide) => Ask(run, command, move, task =>
    {
        decide(task);
        return null;
    });

    private static Rejection? Ask(Execution run, TaskCommand command, TaskMove move, Func<TaskItem, Rejection?> decide)
    {
        if (!run.State.Tasks.TryGet(command.Task, out var task))
            return new TaskNotOpen(command.Task);
        if (command.IfVersion is { } version && version != task.Version)
            return new TaskVersionDiffers(version, task.Version);
        if (!TaskGuards.Allows(move, task.State))
            return new TaskStateForbids(move, task.State);
        if (run.Actor.Kind == ActorKind.Person && TaskGuards.OwnerOnly(move) && task.Owner != (run.Actor.OnBehalfOf ?? run.Actor.Id))
            return new TaskOwnedByAnother(task.Owner, run.Actor.Id);
        return decide(task);
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

    private static void EnteredInError(Execution run, TaskItem task, MarkTaskEnteredInError command)
    {
        EndHold(run, task);
        run.Emit(new TaskEnteredInError(task.Id, command.Reason));
        run.Push(new Step(StepKind.Complete, task.Holder));
    }

    private static void Hold(Execution run, TaskItem task, HoldTask hold)
    {
        var slas = run.Model[task.Element].Slas;
        var most = slas.Select(sla => ClockStopRules.Most(sla, hold.Reason)).FirstOrDefault(limit => limit is not null) ?? ClockStop.DefaultMost;
        var latest = run.At + most;
        var until = hold.Until is { } wanted && wanted < latest ? UtcMicroseconds.Truncate(wanted) : latest;
        run.Emit(new TaskHeld(task.Id, hold.Reason, until, hold.Note));
        run.Emit(new TimerScheduled(new TimerId(run.NewId()), task.Holder, task.Element, TimerPurpose.Hold, task.Id.Value, until));
        foreach (var clock in ClocksOf(run, task))
        {
            ClockBearing.Charge(run, clock, ClockBearing.Of(hold.Reason, hold.WaitsFor), hold.Reason);
            if (slas.FirstOrDefault(sla => sla.Metric == clock.Metric) is { } sla && ClockStopRules.Most(sla, hold.Reason) is not null)
                ClockRunning.Pause(run, clock.Id, hold.Reason, until);
        }
    }

    public static void EndHold(Execution run, TaskItem task)
    {
        if (task.State != TaskState.OnHold)
            return;
        foreach (var timer in run.State.Timers.Where(timer => timer.Purpose == TimerPurpose.Hold && timer.Subject == task.Id.Value))
            run.Emit(new TimerCancelled(timer.Id));
        foreach (var clock in ClocksOf(run, task))
        {
            ClockBearing.Charge(run, clock, Bearer.Own, ClockBearing.ReasonGoesOn);
            ClockRunning.Resume(run, clock.Id);
        }
    }

    private static List<SlaClock> ClocksOf(Execution run, TaskItem task) => [.. run.State.Clocks.Where(clock => clock.Task == task.Id)];
}
