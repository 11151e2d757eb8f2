using Orderly.Web.Design;
using Orderly.Web.Escalations;

namespace Orderly.Web.Worklist;

/// <summary>The worklist page as it is drawn: nothing in it is looked up any more.</summary>
public sealed record WorklistView
{
    public required string Title { get; init; }

    public required WorklistCounts Counts { get; init; }

    public required WorklistFilter Filter { get; init; }

    public required IReadOnlyList<WorklistTab> Tabs { get; init; }

    public required IReadOnlyList<TaskGroup> Groups { get; init; }

    /// <summary>The units whose work is in the list, to narrow it to one.</summary>
    public IReadOnlyList<(string Code, string Name)> Units { get; init; } = [];

    /// <summary>Late work the viewer is told of, whosever it is.</summary>
    public EscalatedView Escalated { get; init; } = EscalatedView.Nothing;

    public TaskPanel? Panel { get; init; }

    /// <summary>What was just done, for the toast.</summary>
    public string? Done { get; init; }

    /// <summary>Why what was just asked was not done.</summary>
    public string? Refusal { get; init; }

    /// <summary>When the page was put together, as the arrivals notice says it.</summary>
    public required string AsOf { get; init; }

    /// <summary>The read stopped here though there is more; the counts then say "200+".</summary>
    public bool IsCut { get; init; }
}

public sealed record WorklistCounts(int All, int Late, int Soon, int NoOne);

public sealed record WorklistTab(string Name, int Count, string Address, bool IsCurrent);

/// <summary>Rows under one heading of time ("Late", "Due by 14:45").</summary>
public sealed record TaskGroup(string Title, string Note, IReadOnlyList<TaskLine> Lines);

/// <summary>One row.</summary>
public sealed record TaskLine
{
    public required Guid Id { get; init; }

    public required long Version { get; init; }

    public required string Title { get; init; }

    public required StatusLook Status { get; init; }

    /// <summary>Local time of day the work is due, empty without a clock.</summary>
    public string Due { get; init; } = "";

    public ClockReading? Clock { get; init; }

    /// <summary>1 to 4.</summary>
    public int Priority { get; init; } = 3;

    /// <summary>The patient's name, or the thing the work is about.</summary>
    public string About { get; init; } = "";

    public string Place { get; init; } = "";

    public string Why { get; init; } = "";

    /// <summary>Who has it; null when no one does.</summary>
    public string? WaitingOn { get; init; }

    public TaskAction Action { get; init; }

    public required string Address { get; init; }

    public bool IsSelected { get; init; }
}

/// <summary>The one button of a row.</summary>
public enum TaskAction
{
    Open,
    Claim,
    Start,
    Resume,
}
