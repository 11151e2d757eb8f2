using System.Collections.Immutable;
using Orderly.Engine.Ids;
using Orderly.Engine.Process;

namespace Orderly.Engine.Work;

/// <summary>A piece of a person's work, as the instance knows it. Ended tasks leave the state; their events tell of them.</summary>
public sealed record TaskItem : IWait
{
    public required TaskId Id { get; init; }

    public required int No { get; init; }

    public required ElementInstanceId Holder { get; init; }

    /// <summary>The user task's id in the model.</summary>
    public required string Element { get; init; }

    public string? Name { get; init; }

    public TaskState State { get; init; }

    public required WorkQueue Queue { get; init; }

    public string? Owner { get; init; }

    public ImmutableArray<string> CandidateGroups { get; init; } = [];

    public ImmutableArray<string> CandidateUsers { get; init; } = [];

    public int Priority { get; init; }

    public DateTimeOffset? Due { get; init; }

    public DateTimeOffset? FollowUp { get; init; }

    public string? FormId { get; init; }

    public DateTimeOffset Created { get; init; }

    public DateTimeOffset? Started { get; init; }

    /// <summary>Why it is on hold.</summary>
    public string? HoldReason { get; init; }

    public DateTimeOffset? HeldUntil { get; init; }

    /// <summary>Where a resumed task goes back to.</summary>
    public TaskState? HeldFrom { get; init; }

    /// <summary>Counts the task's events, from 1.</summary>
    public int Version { get; init; }
}
