using System.Collections.Immutable;
using Orderly.Engine.Ids;
using Orderly.Engine.Process;

namespace Orderly.Engine.Work;

/// <summary>A running or stopped SLA clock. Net time is open time without the stops; gross is the wall's.</summary>
public sealed record SlaClock : IWait
{
    public required ClockId Id { get; init; }

    public required int No { get; init; }

    public required ElementInstanceId Holder { get; init; }

    public required string Element { get; init; }

    public TaskId? Task { get; init; }

    public TimeSpan Target { get; init; }

    public string? Calendar { get; init; }

    public string? Ladder { get; init; }

    public DateTimeOffset Started { get; init; }

    public DateTimeOffset WarnAt { get; init; }

    public DateTimeOffset BreachAt { get; init; }

    public bool Warned { get; init; }

    public bool Breached { get; init; }

    /// <summary>The rungs still to come.</summary>
    public ImmutableArray<RungTime> Rungs { get; init; } = [];

    /// <summary>The highest rung reached; null before the first.</summary>
    public int? Level { get; init; }

    /// <summary>Whom its rungs have told so far.</summary>
    public ImmutableArray<Audience> Told { get; init; } = [];

    /// <summary>No rung before this: someone has a plan.</summary>
    public DateTimeOffset? QuietUntil { get; init; }

    /// <summary>When it was stopped; null while it runs.</summary>
    public DateTimeOffset? PausedAt { get; init; }

    public string? PauseReason { get; init; }

    /// <summary>What it measures, where its element has several clocks.</summary>
    public string? Metric { get; init; }

    /// <summary>Whose the minutes are now; null for its own department.</summary>
    public Bearer? Bearer { get; init; }

    /// <summary>Since when; null from its start.</summary>
    public DateTimeOffset? BorneSince { get; init; }

    /// <summary>What was borne before that.</summary>
    public IReadOnlyList<TimeShare>? Shares { get; init; }

    /// <summary>Whose its gross time was up to a moment.</summary>
    public IReadOnlyList<TimeShare> SharesUntil(DateTimeOffset at)
    {
        var (bearer, span) = (Bearer ?? Work.Bearer.Own, at - (BorneSince ?? Started));
        var shares = new List<TimeShare>(Shares ?? []);
        var known = shares.FindIndex(share => share.Bearer == bearer);
        if (known >= 0)
            shares[known] = shares[known] with { Span = shares[known].Span + span };
        else if (span > TimeSpan.Zero)
            shares.Add(new(bearer, span));
        return shares;
    }

    /// <summary>Net time up to <see cref="RunningSince"/>.</summary>
    public TimeSpan NetBefore { get; init; }

    /// <summary>When it was started, or last went on.</summary>
    public DateTimeOffset RunningSince { get; init; }
}
