namespace Orderly.Formats.Hl7.V2;

/// <summary>Where a segment lies: name (three ASCII bytes packed, 0 if malformed), bytes from Start to End without terminator.</summary>
internal readonly record struct SegmentEntry(uint Name, int Start, int End, int FirstField);

/// <summary>Where a field starts and which of the marks is the first at or after it.</summary>
internal readonly record struct FieldEntry(int Start, int FirstMark);

/// <summary>
/// All structural positions of one message: an entry a segment, an entry a field (field 0 is the name), and a mark a repetition,
/// component or subcomponent separator. Each list ends with a sentinel, so that an end is always the next one's start.
/// </summary>
internal sealed class MessageIndex(SegmentEntry[] segments, FieldEntry[] fields, uint[] marks)
{
    /// <summary>A mark keeps its level in the top two bits and its offset in the rest.</summary>
    public const int LevelShift = 30;

    public const uint OffsetMask = (1u << LevelShift) - 1;

    public static MessageIndex Empty { get; } = new([default], [default], []);

    public readonly SegmentEntry[] Segments = segments;
    public readonly FieldEntry[] Fields = fields;
    public readonly uint[] Marks = marks;

    public int SegmentCount => Segments.Length - 1;

    /// <summary>Number of the last field of a segment, in the standard's numbering.</summary>
    public int FieldCount(int segment) => Segments[segment + 1].FirstField - Segments[segment].FirstField - 1;

    /// <summary>Bytes and marks of a field that exists; 0 is the segment's name.</summary>
    public (int Start, int End, int FirstMark, int MarkEnd) Field(int segment, int number)
    {
        var entry = Segments[segment];
        var count = FieldCount(segment);
        var (start, firstMark) = Fields[entry.FirstField + number];
        var next = Fields[entry.FirstField + number + 1];
        var end = number == count ? entry.End : next.Start - 1;
        // MSH-1 is itself the separator: nothing stands between the name and MSH-1, nor between MSH-1 and MSH-2.
        if (number < 2 && count > 0 && IsHeader(entry.Name)) end = number == 0 ? start + 3 : start + 1;
        return (start, end, firstMark, next.FirstMark);
    }

    public static uint PackName(ReadOnlySpan<byte> name) => (uint)(name[0] << 16 | name[1] << 8 | name[2]);

    /// <summary>MSH, FHS and BHS: field 1 is the separator itself, field 2 the encoding characters.</summary>
    public static bool IsHeader(uint name) => name is 0x4D5348 or 0x464853 or 0x424853;
}
