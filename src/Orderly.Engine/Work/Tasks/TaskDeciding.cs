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
        ReopenTask c => TaskReopening.Decide(run, c),
        // Before the version: of two who saw the same page the second wants to know who was first, not that a number moved.
        ClaimTask when run.State.Tasks[command.Task] is { Owner: { } owner } && owner != run.Actor.Id => new TaskTaken(owner),
        HoldTask c when c.Until <= run.At => new HoldIsOver(c.Until.Value),
        MarkTaskEnteredInError c when TaskDirecting.Unreasoned(c.Reason) is { } unreasoned => unreasoned,
        _ => Ask(run, command, TaskMoves.Of(command)),
    };

    private static Rejection? Ask(Execution run, TaskCommand command, TaskMove move)
    {
        if (!run.State.Tasks.TryGet(command.Task, out var task))
            return new TaskNotOpen(command.Task);
        if (command.IfVersion is { } version && version != task.Version)
            return new TaskVersionDiffers(version, task.Version);
        if (task.Asked is { } asked && !MoveAsking.IsBeside(move))
            return new TaskMoveUnderWay(asked.Move);
        if (!TaskGuards.Allows(move, task.State))
            return new TaskStateForbids(move, task.State);
        if (run.Actor.Kind == ActorKind.Person && TaskGuards.OwnerOnly(move) && task.Owner != (run.Actor.OnBehalfOf ?? run.Actor.Id))
            return new TaskOwnedByAnother(task.Owner, run.Actor.Id);
        return MoveAsking.Listens(run.Model[task.Element], move) ? MoveAsking.Ask(run, task, move, command) : Make(run, task, command);
    }

    /// <summary>Makes a move that is allowed and that nobody has to be asked about any more. What is impossible is refused before anything happens.</summary>
    public static Rejection? Make(Execution run, TaskItem task, TaskCommand command)
    {
        switch (command)
        {
            case ClaimTask: return TaskDirecting.Claim(run, task);
            case AssignTask c: return TaskDirecting.Assign(run, task, c);
            case DelegateTask c: return TaskDirecting.Delegate(run, task, c);
            case ForwardTask c: return TaskDirecting.Forward(run, task, c);
            case NominateForTask c: return TaskDirecting.Nominate(run, task, c);
            case AddTaskCandidates c: return TaskDirecting.AddCandidates(run, task, c);
            case ExcludeFromTask c: return TaskDirecting.Exclude(run, task, c);
            case PrioritiseTask c: return TaskPriority.Set(run, task, c);
            case DeclineTask c: return TaskDirecting.Decline(run, task, c);
            case CommentOnTask c: return TaskNoting.Comment(run, task, c);
            case AttachToTask c: return TaskNoting.Attach(run, task, c);
            case DecideApproval c: return Approving.Vote(run, task, c);
            case DelegateApproval c: return Approving.Delegate(run, task, c);
            case DeclareEmergency c: return Approving.Declare(run, task, c);
            case ReleaseTask c: run.Emit(new TaskReleased(task.Id, c.Reason)); break;
            case StartTask: Start(run, task); break;
            case CompleteTask c: Complete(run, task, c); break;
            case HoldTask c: Hold(run, task, c); break;
            case ResumeTask: Resume(run, task, expired: false); break;
            case FailTask c: Fail(run, task, c); break;
            case SkipTask c: Skip(run, task, c); break;
            case MarkTaskEnteredInError c: EnteredInError(run, task, c); break;
            case SaveTaskDraft c: run.Emit(new TaskDraftSaved(task.Id, c.Values)); break;
            default: throw new InvalidOperationException($"Expected a task command, but was {command.GetType().Name}");
        }
        return null;
    }

    /// <summary>Ends a hold: the clocks go on, the task is where it was.</summary>
    public static void Resume(Execution run, TaskItem task, bool expired)
    {
        EndHold(run, task);
        run.Emit(new TaskResumed(task.Id, expired));
    }

    private static void Start(Execution run, TaskItem task)
    {
        run.Emit(new TaskStarted(task.Id));
        ClockRunning.Reach(run, task, TaskMoment.Started);
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
