namespace Orderly.Formats.Hl7.V2;

/// <summary>How much an issue takes away, from least to most.</summary>
public enum Hl7IssueKind
{
    /// <summary>Departs from the standard, yet is read without loss or doubt.</summary>
    Tolerated,

    /// <summary>Is read and kept byte for byte, but the text or the meaning of a part is in doubt.</summary>
    Suspect,

    /// <summary>Ends before a message can be read: more bytes might have made it whole.</summary>
    Incomplete,

    /// <summary>Contradicts the standard or a limit so that no message can be read, whatever followed.</summary>
    Invalid,
}

/// <summary>Stable codes; a shipped code keeps its meaning.</summary>
public enum Hl7IssueCode
{
    Empty,
    HeaderMissing,
    HeaderCut,
    UnsupportedEncoding,
    BatchInsteadOfMessage,
    InvalidDelimiter,
    DelimiterMissing,
    MessageTooLarge,
    TooManySegments,
    TooManyFields,
    TooManySeparators,
    TooManyIssues,
    SecondHeader,
    InvalidSegmentName,
    ByteOrderMark,
    LeadingBytes,
    LineFeedTerminator,
    BlankLine,
    FinalTerminatorMissing,
    CharsetAssumed,
    CharsetUnknown,
    CharsetMismatch,
    CharsetAlias,
    MessageTypeMissing,
    ControlIdMissing,
    ProcessingIdUnknown,
    VersionUnknown,
    AckConditionUnknown,
    UnknownEscape,
    ControlCharacter,
    InvalidTimestamp,
    BatchCountMismatch,
    BatchTrailerMissing,
    BatchHeaderMissing,
    BytesOutsideMessages,
    FrameUnfinished,
    StructureUnexpected,
    SegmentMissing,
}

/// <summary>
/// One thing found while reading. <paramref name="Text"/> has the form "Expected X, but Y" and never holds field content other
/// than declared codes (charset, version, processing id), so that it can be logged.
/// </summary>
/// <param name="Segment">1-based number of the segment; 0 when the issue concerns the whole message.</param>
/// <param name="Offset">Byte offset from the start of the bytes that were read.</param>
public readonly record struct Hl7Issue(Hl7IssueCode Code, Hl7IssueKind Kind, int Segment, int Offset, string Text)
{
    public override string ToString() => Segment == 0
        ? $"{Code} ({Kind}) at byte {Offset}: {Text}"
        : $"{Code} ({Kind}) in segment {Segment} at byte {Offset}: {Text}";
}
