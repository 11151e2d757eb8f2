using Orderly.Engine.Bpmn;
using Orderly.Engine.Process;

namespace Orderly.Engine.Work;

/// <summary>Asking a user task's listeners before a move is made: one after the other, and while they are asked no other move is possible.</summary>
internal static class MoveAsking
{
    /// <summary>What listens to a move; null for moves that nobody is asked about.</summary>
    public static ListenerMoment? MomentOf(TaskMove move) => move switch
    {
        TaskMove.Create => ListenerMoment.Creating,
        TaskMove.Claim or TaskMove.Release or TaskMove.Assign or TaskMove.Delegate or TaskMove.Decline => ListenerMoment.Assigning,
        TaskMove.Forward or TaskMove.Nominate or TaskMove.AddCandidates or TaskMove.Exclude or TaskMove.Prioritise => ListenerMoment.Updating,
        TaskMove.Complete or TaskMove.Skip or TaskMove.MarkEnteredInError => ListenerMoment.Completing,
        TaskMove.Cancel => ListenerMoment.Canceling,
        _ => null,
    };

    /// <summary>Moves that change nothing a listener could object to, and so are possible while one is asked.</summary>
    public static bool IsBeside(TaskMove move) => move is TaskMove.Comment or TaskMove.Attach or TaskMove.SaveDraft;

    public static bool Listens(Element element, TaskMove move) => !element.Listeners.IsEmpty && MomentOf(move) is { } moment && Listening.Next(element, moment, 0) is not null;

    /// <summary>What is impossible is refused at once; else the listeners are asked.</summary>
    public static Rejection? Ask(Execution run, TaskItem task, TaskMove move, TaskCommand command)
    {
        if (run.Probe(() => TaskDeciding.Make(run, task, command)) is { } rejection)
            return rejection;
        Begin(run, task, AskedMove.Of(move, command, run.Actor));
        return null;
    }

    public static void Begin(Execution run, TaskItem task, AskedMove asked)
    {
        run.Emit(new TaskMoveAsked(task.Id, asked));
        run.Push(new Step(StepKind.Listen, task.Holder));
    }

    /// <summary>The process withdraws the task: it stays until its listeners have heard, and so does the activation. False when none listens.</summary>
    public static bool BeginCancel(Execution run, ElementInstance holder, TaskItem task)
    {
        if (!Listens(run.ElementOf(holder), TaskMove.Cancel))
            return false;
        foreach (var job in JobsOf(run, holder, task))
            run.Emit(new JobCancelled(job.Id));
        run.Emit(new TaskMoveAsked(task.Id, new(TaskMove.Cancel, run.Actor)));
        NextWhileEnding(run, holder);
        return true;
    }

    /// <summary>As <see cref="Next"/>, but not as a step: what is being ended takes none, and an incident here must not be that of who ended it.</summary>
    public static void NextWhileEnding(Execution run, ElementInstance holder)
    {
        try
        {
            Next(run, holder);
        }
        catch (StuckException stuck)
        {
            Incidents.Raise(run, holder, stuck.Kind, stuck.Message, new Step(StepKind.Listen, holder.Id));
        }
    }

    /// <summary>Asks the next listener of the move under way, or makes the move when all have agreed.</summary>
    public static void Next(Execution run, ElementInstance holder)
    {
        var waiting = (holder.Waits ?? []).Where(wait => wait.Kind == WaitKind.Task).Select(wait => run.State.Tasks[new(wait.Id)]);
        if (waiting.FirstOrDefault(open => open?.Asked is not null) is not { Asked: { } asked } task)
            return;
        var element = run.ElementOf(holder);
        foreach (var job in JobsOf(run, holder, task))
        {
            // One that is out of retries is asked anew; one that is still at it goes on.
            if (job.Retries > 0)
                return;
            run.Emit(new JobCancelled(job.Id));
        }
        if (Listening.Next(element, MomentOf(asked.Move)!.Value, asked.Heard) is { } listener)
            Listening.Ask(run, holder, element, listener, new Step(StepKind.Listen, holder.Id), task.Id);
        else
            MoveGranting.Grant(run, holder, element, task, asked);
    }

    private static List<Job> JobsOf(Execution run, ElementInstance holder, TaskItem task) =>
        [.. (holder.Waits ?? []).Where(wait => wait.Kind == WaitKind.Job).Select(wait => run.State.Jobs[new(wait.Id)]).OfType<Job>().Where(job => job.Listener?.Task == task.Id)];
}
