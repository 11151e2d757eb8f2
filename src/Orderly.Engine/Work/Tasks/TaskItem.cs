using System.Collections.Immutable;
using Orderly.Engine.Feel;
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

    /// <summary>Why it is that, once it was changed.</summary>
    public string? PriorityReason { get; init; }

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

    /// <summary>Whose work its owner does, when it was delegated.</summary>
    public string? OnBehalfOf { get; init; }

    /// <summary>Who alone was asked; null when the whole queue is.</summary>
    public IReadOnlyList<string>? Nominated { get; init; }

    /// <summary>Who must not have it.</summary>
    public IReadOnlyList<string>? Excluded { get; init; }

    /// <summary>Who said no.</summary>
    public IReadOnlyList<string>? DeclinedBy { get; init; }

    /// <summary>What was last given as the reason for where it is: of a release, a forward, a decline, a reopening.</summary>
    public string? Reason { get; init; }

    /// <summary>What its owner has filled in so far.</summary>
    public FeelContext? Draft { get; init; }

    /// <summary>The authority it asks for; null for work.</summary>
    public Approval? Approval { get; init; }

    /// <summary>The move its listeners are being asked about; null when none is under way.</summary>
    public AskedMove? Asked { get; init; }

    public int Comments { get; init; }

    public int Attachments { get; init; }

    /// <summary>Whether the person may be asked to do it.</summary>
    public bool MayBeGivenTo(string person) => Excluded is null || !Excluded.Contains(person);

    /// <summary>Whether it is offered to the person.</summary>
    public bool IsOfferedTo(string person) =>
        MayBeGivenTo(person) && (Nominated is null || Nominated.Contains(person)) && (DeclinedBy is null || !DeclinedBy.Contains(person));

    /// <summary>What it is in while nobody has it.</summary>
    internal TaskState Unowned => Nominated is not null && !Nominated.Any(IsOfferedTo) ? TaskState.Declined : TaskState.Offered;

    internal TaskItem DeclinedFor(string person) => this with { DeclinedBy = [.. DeclinedBy ?? [], person] };

    /// <summary>As it is without an owner.</summary>
    internal TaskItem Free()
    {
        var free = this with { Owner = null, OnBehalfOf = null, HeldFrom = null, HoldReason = null, HeldUntil = null };
        return free with { State = free.Unowned };
    }

    /// <summary>As it is with a new owner, who has not started.</summary>
    internal TaskItem With(string owner, string? onBehalfOf = null) =>
        this with { State = TaskState.Claimed, Owner = owner, OnBehalfOf = onBehalfOf, HeldFrom = null, HoldReason = null, HeldUntil = null };

    /// <summary>Counts the task's changes, from 1. A draft is none: saving one must not make its own page stale.</summary>
    public int Version { get; init; }
}
