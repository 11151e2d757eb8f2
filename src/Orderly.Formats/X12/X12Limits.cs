namespace Orderly.Formats.X12;

/// <summary>What a file may hold before it is refused. Every limit is a count or a number of bytes.</summary>
public sealed record X12Limits
{
    public static X12Limits Default { get; } = new();

    /// <summary>Size of a whole file in bytes.</summary>
    public int MaxBytes { get; init; } = 512 * 1024 * 1024;

    public int MaxSegments { get; init; } = 20_000_000;

    /// <summary>Size of one segment in bytes; a 275 carries whole documents in its BDS.</summary>
    public int MaxSegmentBytes { get; init; } = 64 * 1024 * 1024;

    public int MaxElementsPerSegment { get; init; } = 200;

    /// <summary>Interchanges, groups and transaction sets together.</summary>
    public int MaxEnvelopes { get; init; } = 1_000_000;

    /// <summary>Segment errors recorded for one transaction set before the rest is left out.</summary>
    public int MaxErrorsPerSet { get; init; } = 100;
}
