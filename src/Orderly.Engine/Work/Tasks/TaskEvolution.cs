using Orderly.Engine.Process;

namespace Orderly.Engine.Work;

/// <summary>How tasks come, change and go.</summary>
internal static class TaskEvolution
{
    /// <summary>False when the event is not about a task.</summary>
    public static bool Evolve(InstanceState state, Event happened)
    {
        switch (happened)
        {
            case TaskCreated e: Created(state, e); break;
            case TaskPreAlerted e: Set(state, state.Tasks.Known(e.Task) with { State = TaskState.PreAlerted }); break;
            case TaskClaimed e: Set(state, state.Tasks.Known(e.Task) with { State = TaskState.Claimed, Owner = e.Owner }); break;
            case TaskReleased e: Set(state, state.Tasks.Known(e.Task).Free()); break;
            case TaskStarted e: Started(state, e); break;
            case TaskHeld e: Held(state, e); break;
            case TaskResumed e: Resumed(state, e); break;
            case TaskAssigned e: Set(state, e.Owner is { } owner ? state.Tasks.Known(e.Task).With(owner) : state.Tasks.Known(e.Task).Free()); break;
            case TaskFailed e: Set(state, state.Tasks.Known(e.Task) with { State = TaskState.Failed }); break;
            case TaskCompleted e: WaitEvolution.Close(state, state.Tasks, e.Task, WaitKind.Task); break;
            case TaskSkipped e: WaitEvolution.Close(state, state.Tasks, e.Task, WaitKind.Task); break;
            case TaskCancelled e: WaitEvolution.Close(state, state.Tasks, e.Task, WaitKind.Task); break;
            case TaskEnteredInError e: WaitEvolution.Close(state, state.Tasks, e.Task, WaitKind.Task); break;
            case TaskReopened e: Reopened(state, e); break;
            case TaskMoveAsked e: AskedFor(state, e); break;
            case TaskMoveHeard e: Heard(state, e); break;
            case TaskMoveGranted e: Granted(state, e); break;
            case TaskMoveDenied e: Set(state, state.Tasks.Known(e.Task) with { Asked = null, Reason = e.Reason }); break;
            default: return Directed(state, happened) || Noted(state, happened);
        }
        return true;
    }

    private static bool Directed(InstanceState state, Event happened)
    {
        switch (happened)
        {
            case TaskDelegated e: Set(state, state.Tasks.Known(e.Task).With(e.Owner, e.OnBehalfOf)); break;
            case TaskForwarded e: Set(state, (state.Tasks.Known(e.Task) with { Queue = e.Queue, Nominated = null, DeclinedBy = null, Reason = e.Reason }).Free()); break;
            case TaskNominated e: Set(state, (Undeclined(state.Tasks.Known(e.Task), e.People) with { Nominated = e.People }).Free()); break;
            case TaskCandidatesAdded e: Set(state, Asked(Undeclined(state.Tasks.Known(e.Task), e.People), e).Free()); break;
            case TaskPeopleExcluded e: Excluded(state, e); break;
            case TaskPrioritised e: Set(state, state.Tasks.Known(e.Task) with { Priority = e.Priority, PriorityReason = e.Reason }); break;
            case TaskDeclined e: Declined(state, e); break;
            default: return false;
        }
        return true;
    }

    private static bool Noted(InstanceState state, Event happened)
    {
        switch (happened)
        {
            case TaskCommented e: Set(state, state.Tasks.Known(e.Task) with { Comments = state.Tasks.Known(e.Task).Comments + 1 }); break;
            case TaskAttached e: Set(state, state.Tasks.Known(e.Task) with { Attachments = state.Tasks.Known(e.Task).Attachments + 1 }); break;
            case TaskDraftSaved e: state.Tasks.Set(e.Task, state.Tasks.Known(e.Task) with { Draft = e.Values }); break;
            default: return false;
        }
        return true;
    }

    private static void Set(InstanceState state, TaskItem task) => state.Tasks.Set(task.Id, task with { Version = task.Version + 1 });

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

    private static void Reopened(InstanceState state, TaskReopened e)
    {
        state.Known(e.Holder).Remembering().BesideFlow = true;
        state.Tasks.Set(e.Task, new TaskItem
        {
            Id = e.Task,
            No = WaitEvolution.Open(state, e.Holder, WaitKind.Task, e.Task.Value),
            Holder = e.Holder,
            Element = e.Element,
            Name = e.Name,
            State = e.Owner is null ? TaskState.Offered : TaskState.InProgress,
            Queue = e.Queue,
            Owner = e.Owner,
            Priority = e.Priority,
            FormId = e.FormId,
            Created = state.At,
            Started = e.Owner is null ? null : state.At,
            Reason = e.Reason,
            Version = e.Version,
        });
    }

    private static void AskedFor(InstanceState state, TaskMoveAsked e)
    {
        var task = state.Tasks.Known(e.Task) with { Asked = e.Move };
        Set(state, e.Move.Move == TaskMove.Create ? task with { State = TaskState.Creating } : task);
    }

    private static void Heard(InstanceState state, TaskMoveHeard e)
    {
        var task = state.Tasks.Known(e.Task);
        state.Tasks.Set(e.Task, task with { Asked = task.Asked! with { Heard = task.Asked.Heard + 1, Corrections = e.Corrections?.After(task.Asked.Corrections) ?? task.Asked.Corrections } });
    }

    private static void Granted(InstanceState state, TaskMoveGranted e)
    {
        var task = state.Tasks.Known(e.Task) with { Asked = null, Queue = e.Queue };
        task = e.Move == TaskMove.Create ? task with { State = task.Owner is null ? TaskState.Offered : TaskState.Claimed } : task;
        Set(state, e.Corrected?.ApplyTo(task) ?? task);
    }

    private static void Excluded(InstanceState state, TaskPeopleExcluded e)
    {
        var task = state.Tasks.Known(e.Task);
        task = task with { Excluded = [.. (task.Excluded ?? []).Union(e.People)], Reason = e.Reason };
        var waits = task.State is TaskState.Offered or TaskState.Declined;
        Set(state, waits || (task.Owner is { } owner && !task.MayBeGivenTo(owner)) ? task.Free() : task);
    }

    private static void Declined(InstanceState state, TaskDeclined e)
    {
        var task = state.Tasks.Known(e.Task) with { Reason = e.Reason };
        Set(state, e.GoesTo is { } back ? task.With(back) : task.DeclinedFor(e.By).Free());
    }

    private static TaskItem Asked(TaskItem task, TaskCandidatesAdded e) =>
        task.Nominated is null ? task : task with { Nominated = [.. task.Nominated.Union(e.People)] };

    /// <summary>Whoever is asked anew may say yes after having said no.</summary>
    private static TaskItem Undeclined(TaskItem task, IReadOnlyList<string> people) =>
        task.DeclinedBy is null ? task : task with { DeclinedBy = task.DeclinedBy.Except(people).ToArray() is { Length: > 0 } left ? left : null };
}
