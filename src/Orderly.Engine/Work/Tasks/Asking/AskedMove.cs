using Orderly.Engine.Feel;
using Orderly.Engine.Ids;
using Orderly.Engine.Process;

namespace Orderly.Engine.Work;

/// <summary>A move that was asked for and waits until the task's listeners have agreed. Data, so that a journal can keep it.</summary>
/// <param name="By">Who asked; the move is theirs when it is made.</param>
public sealed record AskedMove(TaskMove Move, Actor By)
{
    /// <summary>The new owner.</summary>
    public string? To { get; init; }

    public string? Reason { get; init; }

    public FeelContext? Values { get; init; }

    public string? Outcome { get; init; }

    public IReadOnlyList<string>? People { get; init; }

    public int? Priority { get; init; }

    public string? Unit { get; init; }

    public string? Role { get; init; }

    /// <summary>How many listeners have agreed.</summary>
    public int Heard { get; init; }

    /// <summary>What they corrected so far.</summary>
    public TaskCorrections? Corrections { get; init; }

    public static AskedMove Of(TaskMove move, TaskCommand command, Actor by) => command switch
    {
        ClaimTask => new(move, by) { To = by.Id },
        ReleaseTask c => new(move, by) { Reason = c.Reason },
        AssignTask c => new(move, by) { To = c.To },
        DelegateTask c => new(move, by) { To = c.To },
        DeclineTask c => new(move, by) { Reason = c.Reason },
        ForwardTask c => new(move, by) { Unit = c.Unit, Role = c.Role, Reason = c.Reason },
        NominateForTask c => new(move, by) { People = c.People },
        AddTaskCandidates c => new(move, by) { People = c.People },
        ExcludeFromTask c => new(move, by) { People = c.People, Reason = c.Reason },
        PrioritiseTask c => new(move, by) { Priority = c.Priority, Reason = c.Reason },
        CompleteTask c => new(move, by) { Values = c.Values, Outcome = c.Outcome },
        SkipTask c => new(move, by) { Reason = c.Reason },
        MarkTaskEnteredInError c => new(move, by) { Reason = c.Reason },
        _ => throw new InvalidOperationException($"Expected a move that listeners are asked about, but was {command.GetType().Name}"),
    };

    /// <summary>The command that makes the move; an owner that a listener corrected is assigned, whatever was asked.</summary>
    public TaskCommand ToCommand(TaskId task) => Move switch
    {
        TaskMove.Claim or TaskMove.Assign or TaskMove.Delegate when Corrections?.Assignee is { } corrected => new AssignTask(task, corrected.Length == 0 ? null : corrected),
        TaskMove.Claim => new ClaimTask(task),
        TaskMove.Release => new ReleaseTask(task, Reason),
        TaskMove.Assign => new AssignTask(task, To),
        TaskMove.Delegate => new DelegateTask(task, To!),
        TaskMove.Decline => new DeclineTask(task, Reason!),
        TaskMove.Forward => new ForwardTask(task, Unit, Role, Reason!),
        TaskMove.Nominate => new NominateForTask(task, People!),
        TaskMove.AddCandidates => new AddTaskCandidates(task, People!),
        TaskMove.Exclude => new ExcludeFromTask(task, People!, Reason!),
        TaskMove.Prioritise => new PrioritiseTask(task, Corrections?.Priority ?? Priority!.Value, Reason!),
        TaskMove.Complete => new CompleteTask(task, Values!, Outcome),
        TaskMove.Skip => new SkipTask(task, Reason!),
        TaskMove.MarkEnteredInError => new MarkTaskEnteredInError(task, Reason!),
        _ => throw new InvalidOperationException($"Expected a move that a command makes, but was {Move}"),
    };
}
