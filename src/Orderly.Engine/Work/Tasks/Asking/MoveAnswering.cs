using Orderly.Engine.Bpmn;
using Orderly.Engine.Process;

namespace Orderly.Engine.Work;

/// <summary>What a task listener says.</summary>
internal static class MoveAnswering
{
    public static Rejection? Answer(Execution run, Job job, JobListener listener, TaskItem task, CompleteJob command)
    {
        if (Objection(job, listener, command) is { } objection)
            return objection;
        run.Emit(new JobCompleted(job.Id));
        if (command.Result is { Denied: true } denied)
        {
            run.Emit(new TaskMoveDenied(task.Id, task.Asked!.Move, denied.Reason ?? "denied by a listener"));
            return null;
        }
        run.Emit(new TaskMoveHeard(task.Id, command.Result?.Corrections));
        var holder = run.State.Known(job.Holder);
        if (holder.Terminating)
            MoveAsking.NextWhileEnding(run, holder);
        else
            run.Push(listener.Then);
        return null;
    }

    private static Rejection? Objection(Job job, JobListener listener, CompleteJob command)
    {
        if (command.Variables.Count > 0)
            return new ListenerSetsNoVariables(job.Id);
        if (command.Result is not { } result)
            return null;
        if (result.Denied && result.Corrections is not null)
            return new DeniedAndCorrected();
        if (result.Denied && listener.Moment is ListenerMoment.Creating or ListenerMoment.Canceling)
            return new CannotBeDenied(listener.Moment);
        if (result.Corrections is not null && listener.Moment == ListenerMoment.Canceling)
            return new CannotBeCorrected(listener.Moment);
        return result.Corrections?.Priority is < 0 or > 100 ? new PriorityOutOfRange(result.Corrections.Priority.Value) : null;
    }
}
