namespace Orderly.Formats.Hl7.V2;

/// <summary>
/// What a message may hold before it is refused as <see cref="Hl7IssueKind.Invalid"/>. Every limit is a count or a number of
/// bytes; together they bound the memory of an index to about 3 bytes a byte of input, and the time to one pass.
/// </summary>
public sealed record Hl7Limits
{
    /// <summary>Values large enough for an embedded document and small enough for a listener with many peers.</summary>
    public static Hl7Limits Default { get; } = new();

    /// <summary>Size of a whole message in bytes. Offsets are kept in 30 bits, so this is at most 1 GB.</summary>
    public int MaxBytes { get; init; } = 10 * 1024 * 1024;

    public int MaxSegments { get; init; } = 100_000;

    public int MaxFieldsPerSegment { get; init; } = 1_000;

    public int MaxFields { get; init; } = 2_000_000;

    /// <summary>Repetition, component and subcomponent separators in the whole message.</summary>
    public int MaxSeparators { get; init; } = 4_000_000;

    /// <summary>Issues recorded before the rest is only counted.</summary>
    public int MaxIssues { get; init; } = 100;
}
