using Orderly.Engine.Process;

namespace Orderly.Engine.Work;

/// <summary>How tasks and clocks come, change and go.</summary>
internal static class WorkEvolution
{
    /// <summary>False when the event is not about work.</summary>
    public static bool Evolve(InstanceState state, Event happened)
    {
        switch (happened)
        {
            case TaskCreated e: Created(state, e); break;
            case TaskPreAlerted e: Set(state, state.Tasks.Known(e.Task) with { State = TaskState.PreAlerted }); break;
            case TaskClaimed e: Set(state, state.Tasks.Known(e.Task) with { State = TaskState.Claimed, Owner = e.Owner }); break;
            case TaskReleased e: Set(state, state.Tasks.Known(e.Task) with { State = TaskState.Offered, Owner = null }); break;
            case TaskStarted e: Started(state, e); break;
            case TaskHeld e: Held(state, e); break;
            case TaskResumed e: Resumed(state, e); break;
            case TaskAssigned e: Assigned(state, e); break;
            case TaskFailed e: Set(state, state.Tasks.Known(e.Task) with { State = TaskState.Failed }); break;
            case TaskCompleted e: WaitEvolution.Close(state, state.Tasks, e.Task, WaitKind.Task); break;
            case TaskSkipped e: WaitEvolution.Close(state, state.Tasks, e.Task, WaitKind.Task); break;
            case TaskCancelled e: WaitEvolution.Close(state, state.Tasks, e.Task, WaitKind.Task); break;
            case ClockStarted e: Started(state, e); break;
            case ClockWarned e: Set(state, state.Clocks.Known(e.Clock) with { Warned = true }); break;
            case ClockBreached e: Set(state, state.Clocks.Known(e.Clock) with { Breached = true }); break;
            case ClockPaused e:
                Set(state, state.Clocks.Known(e.Clock) with { PausedAt = state.At, PauseReason = e.Reason, NetBefore = e.Net });
                break;
            case ClockResumed e:
                Set(state, state.Clocks.Known(e.Clock) with { PausedAt = null, PauseReason = null, RunningSince = state.At, WarnAt = e.WarnAt, BreachAt = e.BreachAt, Rungs = e.Rungs });
                break;
            case ClockStopped e: WaitEvolution.Close(state, state.Clocks, e.Clock, WaitKind.Clock); break;
            case RungReached e: Reached(state, e); break;
            case EscalationAcknowledged e: Set(state, state.Clocks.Known(e.Clock) with { QuietUntil = e.QuietUntil }); break;
            default: return false;
        }
        return true;
    }

    private static void Set(InstanceState state, TaskItem task) => state.Tasks.Set(task.Id, task with { Version = task.Version + 1 });

    private static void Set(InstanceState state, SlaClock clock) => state.Clocks.Set(clock.Id, clock);

    private static void Created(InstanceState state, TaskCreated e) => state.Tasks.Set(e.Task, new TaskItem
    {
        Id = e.Task,
        No = WaitEvolution.Open(state, e.Holder, WaitKind.Task, e.Task.Value),
        Holder = e.Holder,
        Element = e.Element,
        Name = e.Name,
        State = e.Owner is null ? TaskState.Offered : TaskState.Claimed,
        Queue = e.Queue,
        Owner = e.Owner,
        CandidateGroups = e.CandidateGroups,
        CandidateUsers = e.CandidateUsers,
        Priority = e.Priority,
        Due = e.Due,
        FollowUp = e.FollowUp,
        FormId = e.FormId,
        Created = state.At,
        Version = 1,
    });

    private static void Started(InstanceState state, TaskStarted e)
    {
        var task = state.Tasks.Known(e.Task);
        Set(state, task with { State = TaskState.InProgress, Started = task.Started ?? state.At });
    }

    private static void Held(InstanceState state, TaskHeld e)
    {
        var task = state.Tasks.Known(e.Task);
        Set(state, task with { State = TaskState.OnHold, HeldFrom = task.State, HoldReason = e.Reason, HeldUntil = e.Until });
    }

    private static void Resumed(InstanceState state, TaskResumed e)
    {
        var task = state.Tasks.Known(e.Task);
        Set(state, task with { State = task.HeldFrom ?? TaskState.Claimed, HeldFrom = null, HoldReason = null, HeldUntil = null });
    }

    private static void Assigned(InstanceState state, TaskAssigned e) => Set(state, state.Tasks.Known(e.Task) with
    {
        State = e.Owner is null ? TaskState.Offered : TaskState.Claimed,
        Owner = e.Owner,
        HeldFrom = null,
        HoldReason = null,
        HeldUntil = null,
    });

    private static void Started(InstanceState state, ClockStarted e) => state.Clocks.Set(e.Clock, new SlaClock
    {
        Id = e.Clock,
        No = WaitEvolution.Open(state, e.Holder, WaitKind.Clock, e.Clock.Value),
        Holder = e.Holder,
        Element = e.Element,
        Task = e.Task,
        Target = e.Target,
        Calendar = e.Calendar,
        Ladder = e.Ladder,
        Started = state.At,
        RunningSince = state.At,
        WarnAt = e.WarnAt,
        BreachAt = e.BreachAt,
        Rungs = e.Rungs,
    });

    private static void Reached(InstanceState state, RungReached e)
    {
        var clock = state.Clocks.Known(e.Clock);
        Set(state, clock with { Level = e.Level, Told = [.. clock.Told.Union(e.Audience)], Rungs = clock.Rungs.RemoveAll(rung => rung.Level <= e.Level), QuietUntil = null });
    }
}
