namespace Orderly.Web.Design;

public enum TimelineWeight
{
    Plain,
    Key,
    Soon,
    Late,
}

/// <summary>Which chip of the timeline shows an entry.</summary>
[Flags]
public enum TimelineKind
{
    None = 0,
    Important = 1,
    Wait = 2,
    Message = 4,
    Failure = 8,
}

/// <summary>One thing that happened, as a sentence: <paramref name="Lead"/> in bold, then <paramref name="Text"/>.</summary>
public sealed record TimelineEntry(DateTimeOffset At, string Clock, string Icon, string Text)
{
    public string? Lead { get; init; }

    public string? Link { get; init; }

    public string? Meta { get; init; }

    /// <summary>Sentences that are opened on demand.</summary>
    public TimelineMore? More { get; init; }

    public TimelineWeight Weight { get; init; }

    public TimelineKind Kind { get; init; }
}

/// <summary>What stands behind an entry: a word to open it by, and its sentences.</summary>
public sealed record TimelineMore(string Title, IReadOnlyList<string> Lines);
