using System.Collections.Frozen;

namespace Orderly.Engine.Work;

/// <summary>What people may do with a task.</summary>
public enum TaskMove
{
    Claim,
    Release,
    Start,
    Complete,
    Hold,
    Resume,
    Fail,
    Skip,
    Assign,
}

/// <summary>The guard table: which move is allowed from which state. Everything else is rejected.</summary>
public static class TaskGuards
{
    private static readonly FrozenSet<(TaskMove Move, TaskState From)> Allowed = new[]
    {
        (TaskMove.Claim, TaskState.Offered),

        (TaskMove.Release, TaskState.Claimed),
        (TaskMove.Release, TaskState.InProgress),

        (TaskMove.Start, TaskState.Claimed),

        // A milestone that arrives by message may complete what nobody has claimed; see OwnerOnly.
        (TaskMove.Complete, TaskState.Offered),
        (TaskMove.Complete, TaskState.Claimed),
        (TaskMove.Complete, TaskState.InProgress),
        (TaskMove.Complete, TaskState.OnHold),

        (TaskMove.Hold, TaskState.Claimed),
        (TaskMove.Hold, TaskState.InProgress),

        (TaskMove.Resume, TaskState.OnHold),

        (TaskMove.Fail, TaskState.Claimed),
        (TaskMove.Fail, TaskState.InProgress),
        (TaskMove.Fail, TaskState.OnHold),

        (TaskMove.Skip, TaskState.Offered),
        (TaskMove.Skip, TaskState.Claimed),
        (TaskMove.Skip, TaskState.InProgress),
        (TaskMove.Skip, TaskState.OnHold),

        (TaskMove.Assign, TaskState.Offered),
        (TaskMove.Assign, TaskState.Claimed),
        (TaskMove.Assign, TaskState.InProgress),
        (TaskMove.Assign, TaskState.OnHold),
    }.ToFrozenSet();

    public static bool Allows(TaskMove move, TaskState from) => Allowed.Contains((move, from));

    /// <summary>Moves that only the owner may make, when a person makes them. Skipping and assigning are for whoever has the authority, which the host checks.</summary>
    public static bool OwnerOnly(TaskMove move) => move is TaskMove.Release or TaskMove.Start or TaskMove.Complete or TaskMove.Hold or TaskMove.Resume or TaskMove.Fail;
}
