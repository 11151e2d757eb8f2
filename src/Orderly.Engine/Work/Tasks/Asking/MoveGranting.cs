using Orderly.Engine.Bpmn;
using Orderly.Engine.Process;

namespace Orderly.Engine.Work;

/// <summary>Makes the move that all listeners have agreed to, as who asked for it.</summary>
internal static class MoveGranting
{
    private const string ReasonListener = "LISTENER";

    public static void Grant(Execution run, ElementInstance holder, Element element, TaskItem task, AskedMove asked)
    {
        var command = asked.Move is TaskMove.Create or TaskMove.Cancel ? null : asked.ToCommand(task.Id);
        // The world may have moved on while they were asked.
        if (command is not null && run.As(asked.By, () => run.Probe(() => TaskDeciding.Make(run, task, command))) is { } rejection)
        {
            run.Emit(new TaskMoveDenied(task.Id, asked.Move, rejection.Message));
            return;
        }
        run.Emit(new TaskMoveGranted(task.Id, asked.Move, Queue(run, task, asked.Corrections), Applied(asked)));
        if (asked.Corrections?.Priority is { } priority && asked.Move is not (TaskMove.Prioritise or TaskMove.Cancel))
            TaskPriority.Take(run, run.State.Tasks.Known(task.Id), priority, ReasonListener);
        switch (asked.Move)
        {
            case TaskMove.Create: UserTaskBehaviour.Offer(run, holder, element, task.Id, asked.Corrections?.Assignee is null ? asked.To : null); break;
            case TaskMove.Cancel: Cancel(run, holder, task); break;
            default: run.As(asked.By, () => TaskDeciding.Make(run, run.State.Tasks.Known(task.Id), command!)); break;
        }
    }

    private static void Cancel(Execution run, ElementInstance holder, TaskItem task)
    {
        run.Emit(new TaskCancelled(task.Id));
        if (holder is { Terminating: true, ChildCount: 0 })
            Termination.Finish(run, holder);
    }

    /// <summary>What is not part of the move itself.</summary>
    private static TaskCorrections? Applied(AskedMove asked) =>
        asked.Move is TaskMove.Claim or TaskMove.Assign or TaskMove.Delegate && asked.Corrections is { } corrections ? corrections with { Assignee = null } : asked.Corrections;

    private static WorkQueue Queue(Execution run, TaskItem task, TaskCorrections? corrections) => corrections?.CandidateGroups is [var role, ..]
        ? run.World.Organisation.Queue(task.Queue.Facility, task.Queue.Unit, role, task.Queue.Sensitivity)
        : task.Queue;
}
