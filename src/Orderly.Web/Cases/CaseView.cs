using Orderly.Web.Cases.Unwinding;
using Orderly.Web.Design;
using Orderly.Web.Flow;
using Orderly.Web.Messages;

namespace Orderly.Web.Cases;

/// <summary>The case page as it is drawn.</summary>
public sealed record CaseView
{
    public required Guid Id { get; init; }

    public required string Process { get; init; }

    public required int Version { get; init; }

    /// <summary>What people call the case by.</summary>
    public required string Key { get; init; }

    public PatientView? Patient { get; init; }

    public required StatusLook Status { get; init; }

    public CaseClock? Clock { get; init; }

    public IReadOnlyList<Stage> Stages { get; init; } = [];

    /// <summary>Who holds the case up, in a sentence; null while nobody does.</summary>
    public (string Lead, string Words)? Stuck { get; init; }

    public required FlowPicture Flow { get; init; }

    public IReadOnlyList<CalledFlow> Called { get; init; } = [];

    /// <summary>Messages in and out, the newest first.</summary>
    public IReadOnlyList<MessageLine> Messages { get; init; } = [];

    /// <summary>Whether the viewer may open them.</summary>
    public bool LinksMessages { get; init; }

    public bool IsWhole { get; init; }

    public IReadOnlyList<FlowStep> Steps { get; init; } = [];

    public IReadOnlyList<TimelineEntry> Timeline { get; init; } = [];

    public IReadOnlyList<TimelineChip> Chips { get; init; } = [];

    public IReadOnlyList<CaseLadder> Ladders { get; init; } = [];

    /// <summary>What becomes of each piece of work of a cancelled case; empty while nothing was cancelled.</summary>
    public IReadOnlyList<UnwindLine> Unwinding { get; init; } = [];

    public IReadOnlyList<Posting> Postings { get; init; } = [];

    public IReadOnlyList<CaseIncident> Incidents { get; init; } = [];

    /// <summary>Number of the last journal entry.</summary>
    public long Entry { get; init; }

    public required string Address { get; init; }
}

/// <summary>The promise over the whole case.</summary>
public sealed record CaseClock(ClockReading Reading, string Number, string Words, string Name, string Started, string Warn, string Target)
{
    /// <summary>Whose minutes they were, in order.</summary>
    public IReadOnlyList<OwnedTime> Shares { get; init; } = [];
}

public sealed record OwnedTime(string Owner, TimeSpan Span, string Css);

public sealed record TimelineChip(string Name, int Count, string Address, bool IsCurrent);

/// <summary>The ladder of one running clock.</summary>
public sealed record CaseLadder(string Of, IReadOnlyList<LadderRung> Rungs);

/// <summary>A call to an outside system: what was asked, where it stands, for how much.</summary>
/// <param name="Address">Of what was sent; null for those who may not see messages.</param>
public sealed record Posting(string Name, string Detail, StatusLook Status, string Amount, string? Address);

/// <summary>The flow of an instance that the case called.</summary>
public sealed record CalledFlow(string Name, StatusLook Status, FlowPicture Picture);

public sealed record CaseIncident(Guid Id, string Where, string Message, string Raised);
