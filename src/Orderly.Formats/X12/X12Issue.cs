namespace Orderly.Formats.X12;

/// <summary>What an issue means for the answer, from least to most.</summary>
public enum X12IssueKind
{
    /// <summary>Departs from the standard, yet is read without loss or doubt, and is not answered.</summary>
    Tolerated,

    /// <summary>The interchange, the group or the transaction set is refused for it.</summary>
    Refused,

    /// <summary>Nothing can be read.</summary>
    Unreadable,
}

/// <summary>Where in the envelopes an issue was found; it decides which segment of the answer carries the code.</summary>
public enum X12IssueLevel
{
    File,

    /// <summary>The code is one of TA105 (interchange note code).</summary>
    Interchange,

    /// <summary>The code is one of AK905 (functional group syntax error code).</summary>
    Group,

    /// <summary>The code is one of IK502 (transaction set syntax error code).</summary>
    TransactionSet,

    /// <summary>The code is one of IK304 (segment syntax error code).</summary>
    Segment,

    /// <summary>The code is one of IK403 (data element syntax error code).</summary>
    Element,
}

/// <summary>
/// One thing found while reading. <paramref name="Text"/> has the form "Expected X, but Y" and never holds element content other
/// than control numbers, counts, amounts and declared codes, so that it can be logged.
/// </summary>
/// <param name="Code">The standard's code at that level; "" where the standard has none.</param>
/// <param name="Offset">Byte offset from the start of the file.</param>
public readonly record struct X12Issue(X12IssueLevel Level, string Code, X12IssueKind Kind, int Offset, string Text)
{
    public override string ToString() => $"{Level} {Code} ({Kind}) at byte {Offset}: {Text}";
}
