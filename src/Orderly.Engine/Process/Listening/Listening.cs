using Orderly.Engine.Bpmn;
using Orderly.Engine.Feel;
using Orderly.Engine.Ids;
using Orderly.Engine.Work;

namespace Orderly.Engine.Process;

/// <summary>
/// Listeners: jobs that a step waits for, one after the other. How far the asking has come stands in the step itself, so that
/// it survives a pause, a yield and an incident.
/// </summary>
internal static class Listening
{
    /// <summary>Asks the step's next execution listener; false when none is left and the step goes on.</summary>
    public static bool Asks(Execution run, ElementInstance instance, Element element, ListenerMoment moment, Step step)
    {
        var asked = Math.Max(step.Listener, 1);
        if (element.Listeners.IsEmpty || Next(element, moment, asked - 1) is not { } listener)
            return false;
        Ask(run, instance, element, listener, step with { Listener = asked + 1 });
        return true;
    }

    /// <summary>The listener of a moment after so many; null when there is none.</summary>
    public static Listener? Next(Element element, ListenerMoment moment, int heard)
    {
        foreach (var listener in element.Listeners)
        {
            if (listener.Moment == moment && heard-- == 0)
                return listener;
        }
        return null;
    }

    public static void Ask(Execution run, ElementInstance instance, Element element, Listener listener, Step then, TaskId? task = null)
    {
        var place = $"{ListenerMoments.Word(listener.Moment)} listener of '{element.Id}'";
        var type = Expressions.Text(run, instance, listener.Type, $"job type of the {place}");
        var retries = Expressions.Integer(run, instance, listener.Retries, $"retries of the {place}");
        run.Emit(new ListenerAsked(new JobId(run.NewId()), instance.Id, element.Id, listener.Moment, type, retries, listener.Headers, then, task));
    }

    /// <summary>A listener's job is done.</summary>
    public static Rejection? Answer(Execution run, Job job, JobListener listener, CompleteJob command)
    {
        if (listener.Task is { } id)
            return MoveAnswering.Answer(run, job, listener, run.State.Tasks.Known(id), command);
        if (command.Result is not null)
            return new NotATaskListener(job.Id);
        var holder = run.State.Known(job.Holder);
        run.Emit(new JobCompleted(job.Id));
        // What is known at the start is the element's own; what is known at the end goes where its outputs went.
        if (listener.Moment == ListenerMoment.Start && command.Variables.Count > 0)
            run.Emit(new VariablesSet(holder.Id, command.Variables));
        else if (command.Variables.Count > 0)
            Variables.Propagate(run, holder.Parent ?? holder, command.Variables);
        run.Push(listener.Then);
        return null;
    }

    /// <summary>What is tried again once a listener that was out of retries is mended: the same listener.</summary>
    public static Step Again(JobListener listener) => listener.Task is null ? listener.Then with { Listener = listener.Then.Listener - 1 } : listener.Then;
}
