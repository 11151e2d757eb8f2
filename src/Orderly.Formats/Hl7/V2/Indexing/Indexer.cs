using System.Runtime.CompilerServices;

namespace Orderly.Formats.Hl7.V2;

/// <summary>
/// Finds every structural byte of a message in one pass. Works on scratch lists of the thread and copies out exact arrays, so
/// that a message costs three allocations whatever its number of fields.
/// </summary>
internal ref struct Indexer
{
    // Marks carry the level's number; Field and End never become marks.
    private const byte Text = 0, Repetition = 1, Component = 2, Subcomponent = 3, Field = 4, End = 5;

    // A scratch list that one huge message stretched is let go again.
    private const int KeptScratch = 64 * 1024;

    private static readonly byte[] StandardKinds = Kinds(Hl7Delimiters.Standard);

    [ThreadStatic] private static SegmentEntry[]? segmentScratch;
    [ThreadStatic] private static FieldEntry[]? fieldScratch;
    [ThreadStatic] private static uint[]? markScratch;

    private readonly ReadOnlySpan<byte> data;
    private readonly Hl7Limits limits;
    private readonly byte fieldSeparator;
    private readonly ReadOnlySpan<byte> kinds;
    private SegmentEntry[] segments;
    private FieldEntry[] fields;
    private uint[] marks;
    private int segmentCount, fieldCount, markCount;
    private int ownedFields, ownedMarks; // what belongs to finished segments
    private bool sawLineFeed, sawBlankLine;

    private Indexer(ReadOnlySpan<byte> data, Hl7Delimiters delimiters, Hl7Limits limits)
    {
        this.data = data;
        this.limits = limits;
        fieldSeparator = delimiters.Field;
        kinds = delimiters with { Escape = (byte)'\\', Truncation = 0 } == Hl7Delimiters.Standard ? StandardKinds : Kinds(delimiters);
        segments = segmentScratch ?? new SegmentEntry[128];
        fields = fieldScratch ?? new FieldEntry[2048];
        marks = markScratch ?? new uint[2048];
    }

    public static MessageIndex Build(ReadOnlySpan<byte> data, in MessageOpening opening, Hl7Limits limits, ref IssueLog issues)
    {
        var indexer = new Indexer(data, opening.Delimiters, limits);
        indexer.Run(opening.Start, ref issues);
        return indexer.Finish();
    }

    private static byte[] Kinds(Hl7Delimiters delimiters)
    {
        var kinds = new byte[256];
        kinds[delimiters.Component] = Component;
        kinds[delimiters.Repetition] = Repetition;
        kinds[delimiters.Subcomponent] = Subcomponent;
        kinds[0] = Text; // an undeclared delimiter is 0
        kinds[delimiters.Field] = Field;
        kinds['\r'] = End;
        kinds['\n'] = End;
        return kinds;
    }

    private void Run(int start, ref IssueLog issues)
    {
        var at = start;
        while (at < data.Length)
        {
            if (segmentCount >= limits.MaxSegments)
            {
                issues.Add(Hl7IssueCode.TooManySegments, Hl7IssueKind.Invalid, segmentCount, at, $"Expected at most {limits.MaxSegments} segments, but there are more.");
                return;
            }
            at = ReadSegment(at, ref issues);
            if (at < 0) return;
            at = SkipGap(at, ref issues);
        }
    }

    /// <summary>Indexes the segment that starts at <paramref name="start"/>; gives the offset of its terminator, or -1 past a limit.</summary>
    private int ReadSegment(int start, ref IssueLog issues)
    {
        var name = ReadName(start, ref issues);
        var firstField = fieldCount;
        AddField(start);
        var at = start;
        if (MessageIndex.IsHeader(name)) at = ReadHeaderFields(start);

        var firstLimit = firstField + limits.MaxFieldsPerSegment;
        while (at < data.Length)
        {
            var kind = kinds[data[at]];
            if (kind == Text)
            {
                at++;
                continue;
            }
            if (kind == End) break;
            if (kind == Field)
            {
                if (fieldCount > firstLimit || fieldCount >= limits.MaxFields) return OverFields(at, ref issues);
                AddField(at + 1);
            }
            else
            {
                if (markCount >= limits.MaxSeparators) return OverSeparators(at, ref issues);
                if (markCount == marks.Length) Array.Resize(ref marks, marks.Length * 2);
                marks[markCount++] = (uint)kind << MessageIndex.LevelShift | (uint)at;
            }
            at++;
        }
        if (segmentCount == segments.Length) Array.Resize(ref segments, segments.Length * 2);
        segments[segmentCount++] = new SegmentEntry(name, start, at, firstField);
        ownedFields = fieldCount;
        ownedMarks = markCount;
        return at;
    }

    private uint ReadName(int start, ref IssueLog issues)
    {
        var rest = data[start..];
        if (rest.Length >= 3 && char.IsAsciiLetterUpper((char)rest[0]) && IsNameByte(rest[1]) && IsNameByte(rest[2])
            && (rest.Length == 3 || rest[3] == fieldSeparator || rest[3] is (byte)'\r' or (byte)'\n'))
        {
            var name = MessageIndex.PackName(rest);
            if (segmentCount > 0 && MessageIndex.IsHeader(name))
                issues.Add(Hl7IssueCode.SecondHeader, Hl7IssueKind.Invalid, segmentCount + 1, start, "Expected one message, but a second header segment follows; split the bytes before reading.");
            return name;
        }
        issues.Add(Hl7IssueCode.InvalidSegmentName, Hl7IssueKind.Suspect, segmentCount + 1, start, "Expected a segment name of three capitals or digits and a field separator, but the line starts otherwise.");
        return 0;
    }

    private static bool IsNameByte(byte b) => char.IsAsciiLetterUpper((char)b) || char.IsAsciiDigit((char)b);

    /// <summary>MSH-1 is the separator after the name and MSH-2 is not split; gives the offset where ordinary fields go on.</summary>
    private int ReadHeaderFields(int start)
    {
        if (start + 3 >= data.Length || data[start + 3] != fieldSeparator) return start + 3;
        AddField(start + 3);
        AddField(start + 4);
        var length = data[(start + 4)..].IndexOfAny(fieldSeparator, (byte)'\r', (byte)'\n');
        return length < 0 ? data.Length : start + 4 + length;
    }

    /// <summary>Passes the terminator and any blank lines after it; all of it stays part of the gap between two segments.</summary>
    private int SkipGap(int at, ref IssueLog issues)
    {
        if (at == data.Length)
        {
            issues.Add(Hl7IssueCode.FinalTerminatorMissing, Hl7IssueKind.Tolerated, segmentCount, at, "Expected a carriage return after the last segment, but the bytes end.");
            return at;
        }
        var isReturn = data[at++] == (byte)'\r';
        if (at < data.Length && isReturn && data[at] == (byte)'\n')
        {
            at++;
            isReturn = false;
        }
        if (!isReturn && !sawLineFeed)
        {
            sawLineFeed = true;
            issues.Add(Hl7IssueCode.LineFeedTerminator, Hl7IssueKind.Tolerated, segmentCount, at - 1, "Expected segments to end with a carriage return alone, but a line feed ends this one.");
        }
        if (at == data.Length || data[at] > (byte)' ') return at;

        var next = SkipBlanks(at);
        if (next > at && !sawBlankLine)
        {
            sawBlankLine = true;
            issues.Add(Hl7IssueCode.BlankLine, Hl7IssueKind.Tolerated, segmentCount, at, "Expected a segment after the terminator, but a blank line or trailing blanks follow.");
        }
        return next;
    }

    /// <summary>The start of the next line that holds more than blanks, or the end.</summary>
    private readonly int SkipBlanks(int at)
    {
        var lineStart = at;
        while (at < data.Length)
        {
            var b = data[at];
            if (b is (byte)'\r' or (byte)'\n') lineStart = at + 1;
            else if (b is not ((byte)' ' or (byte)'\t')) return lineStart;
            at++;
        }
        return data.Length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddField(int start)
    {
        if (fieldCount == fields.Length) Array.Resize(ref fields, fields.Length * 2);
        fields[fieldCount++] = new FieldEntry(start, markCount);
    }

    private readonly int OverFields(int at, ref IssueLog issues)
    {
        issues.Add(Hl7IssueCode.TooManyFields, Hl7IssueKind.Invalid, segmentCount + 1, at,
            $"Expected at most {limits.MaxFieldsPerSegment} fields in a segment and {limits.MaxFields} in a message, but there are more.");
        return -1;
    }

    private readonly int OverSeparators(int at, ref IssueLog issues)
    {
        issues.Add(Hl7IssueCode.TooManySeparators, Hl7IssueKind.Invalid, segmentCount + 1, at,
            $"Expected at most {limits.MaxSeparators} repetition, component and subcomponent separators, but there are more.");
        return -1;
    }

    private MessageIndex Finish()
    {
        // A segment that ran over a limit leaves fields and marks behind that no segment owns.
        fieldCount = ownedFields;
        markCount = ownedMarks;
        var end = segmentCount == 0 ? 0 : segments[segmentCount - 1].End;
        if (segmentCount == segments.Length) Array.Resize(ref segments, segments.Length + 1);
        segments[segmentCount] = new SegmentEntry(0, end, end, fieldCount);
        AddField(end);
        fieldCount--;

        var index = new MessageIndex(
            segments.AsSpan(0, segmentCount + 1).ToArray(),
            fields.AsSpan(0, fieldCount + 1).ToArray(),
            marks.AsSpan(0, markCount).ToArray());
        segmentScratch = segments.Length > KeptScratch ? null : segments;
        fieldScratch = fields.Length > KeptScratch ? null : fields;
        markScratch = marks.Length > KeptScratch ? null : marks;
        return index;
    }
}
