namespace Orderly.Engine.Feel;

/// <summary>Everything an evaluation may know beyond its scope. Nothing here changes between two evaluations of one decision.</summary>
public sealed record FeelEnvironment
{
    /// <summary>What <c>now()</c> and <c>today()</c> answer, with the facility's offset.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Looks a zone up by its IANA name; null when there is none of that name.</summary>
    public Func<string, TimeZoneInfo?> TimeZones { get; init; } = static id => TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : null;

    /// <summary>Functions the host adds, looked up by name before the built-in ones.</summary>
    public Func<string, FeelFunction?>? Functions { get; init; }

    public FeelLimits Limits { get; init; } = FeelLimits.Default;
}

/// <summary>Bounds of one evaluation; counted, never timed, so that the same input always ends the same way.</summary>
public sealed record FeelLimits
{
    public static readonly FeelLimits Default = new();

    /// <summary>Evaluated nodes, iterated items, and what is built: a step for each 16 items of a list and each 256 UTF-16 units of a string. Ten for each item of the longest list.</summary>
    public int Steps { get; init; } = 1_000_000;

    /// <summary>Nested function calls.</summary>
    public int Depth { get; init; } = 64;

    /// <summary>Items in one list.</summary>
    public int ListLength { get; init; } = 100_000;

    /// <summary>UTF-16 units in one string.</summary>
    public int StringLength { get; init; } = 1_048_576;
}
