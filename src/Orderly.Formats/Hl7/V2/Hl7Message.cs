using System.Buffers;

namespace Orderly.Formats.Hl7.V2;

/// <summary>
/// One HL7 v2 message, read without loss: the bytes as received plus an index of every segment, field, repetition, component and
/// subcomponent. Parsing never throws on content; it gives a message with issues. The bytes must not change while it lives.
/// </summary>
public sealed class Hl7Message
{
    private Hl7Message(ReadOnlyMemory<byte> bytes, in MessageOpening opening, MessageIndex index, Hl7Charset charset, in IssueLog issues)
    {
        Bytes = bytes;
        Delimiters = opening.Delimiters;
        Index = index;
        Charset = charset;
        Issues = issues.ToList();
        Worst = issues.Worst;
    }

    /// <summary>What was read, unchanged: writing these bytes is the byte-exact write-back.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    public Hl7Delimiters Delimiters { get; }

    /// <summary>How text is decoded; chosen by MSH-18, a byte order mark or the fallback, the last of which is an issue.</summary>
    public Hl7Charset Charset { get; }

    public IReadOnlyList<Hl7Issue> Issues { get; }

    /// <summary>The gravest kind among the issues; <see cref="Hl7IssueKind.Tolerated"/> when there are none.</summary>
    public Hl7IssueKind Worst { get; }

    /// <summary>True when the message has a header and lies within all limits; only then are its segments complete.</summary>
    public bool IsReadable => Worst < Hl7IssueKind.Incomplete;

    public int SegmentCount => Index.SegmentCount;

    internal MessageIndex Index { get; }

    /// <summary>Reads one message. O(bytes) in time and memory, whatever the content.</summary>
    /// <param name="bytes">The message without its MLLP frame.</param>
    /// <param name="limits">Past a limit the message is not readable and holds the segments before it.</param>
    public static Hl7Message Parse(ReadOnlyMemory<byte> bytes, Hl7Limits? limits = null)
    {
        limits ??= Hl7Limits.Default;
        var issues = new IssueLog(limits.MaxIssues);
        var data = bytes.Span;
        if (data.Length > Math.Min(limits.MaxBytes, (int)MessageIndex.OffsetMask))
        {
            issues.Add(Hl7IssueCode.MessageTooLarge, Hl7IssueKind.Invalid, 0, 0, $"Expected at most {limits.MaxBytes} bytes, but there are {data.Length}.");
            return new Hl7Message(bytes, default, MessageIndex.Empty, Hl7Charset.Ascii, issues);
        }
        if (!MessageOpening.TryRead(data, ref issues, out var opening))
            return new Hl7Message(bytes, default, MessageIndex.Empty, Hl7Charset.Ascii, issues);

        var index = Indexer.Build(data, opening, limits, ref issues);
        var charset = Hl7Charset.Choose(data, DeclaredCharset(data, index), opening.HasByteOrderMark, ref issues);
        return new Hl7Message(bytes, opening, index, charset, issues);
    }

    /// <summary>The segment at a 0-based position.</summary>
    public Hl7Segment this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, SegmentCount);
            return new Hl7Segment(this, index);
        }
    }

    /// <summary>All segments in the order received.</summary>
    public IEnumerable<Hl7Segment> Segments
    {
        get
        {
            for (var i = 0; i < SegmentCount; i++) yield return new Hl7Segment(this, i);
        }
    }

    /// <summary>The first segment of that name, or the absent one.</summary>
    public Hl7Segment First(string name) => Nth(name, 1);

    /// <summary>The nth segment of that name (1-based), or the absent one.</summary>
    public Hl7Segment Nth(string name, int n) => Find(SegmentNames.Pack(name), n);

    /// <summary>All segments of that name in the order received.</summary>
    public IEnumerable<Hl7Segment> All(string name) => All(SegmentNames.Pack(name));

    /// <summary>
    /// The undivided value at a path. What the path leaves out is the first: <c>PID-3</c> reads <c>PID-3[1].1.1</c>; a <c>*</c> too.
    /// </summary>
    public Hl7Value Value(Hl7Path path) => Find(path.SegmentKey, Math.Max(path.Occurrence, 1)).Value(path);

    /// <inheritdoc cref="Hl7Value.Text"/>
    public string? Text(Hl7Path path) => Value(path).Text;

    /// <summary>Every value a path with <c>*</c> stands for, in order, absent ones left out.</summary>
    public IEnumerable<Hl7Value> Values(Hl7Path path)
    {
        if (path.Occurrence != Hl7Path.All) return ValuesIn(Find(path.SegmentKey, path.Occurrence), path);
        return All(path.SegmentKey).SelectMany(segment => ValuesIn(segment, path));
    }

    /// <summary>Writes the message byte for byte as it was read.</summary>
    public void WriteTo(IBufferWriter<byte> target) => target.Write(Bytes.Span);

    /// <summary>In MSH-1 and MSH-2 escape and truncation characters mean themselves.</summary>
    internal Hl7Delimiters DelimitersAt(int offset) => offset - Index.Segments[0].Start is 3 or 4 ? default : Delimiters;

    private static ReadOnlySpan<byte> DeclaredCharset(ReadOnlySpan<byte> data, MessageIndex index)
    {
        if (index.SegmentCount == 0 || index.FieldCount(0) < MessageHeader.CharacterSetField) return default;
        var (start, end, _, _) = index.Field(0, MessageHeader.CharacterSetField);
        return data[start..end];
    }

    private IEnumerable<Hl7Segment> All(uint name)
    {
        for (var i = 0; i < SegmentCount; i++)
        {
            if (name != 0 && Index.Segments[i].Name == name) yield return new Hl7Segment(this, i);
        }
    }

    private Hl7Segment Find(uint name, int n)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        if (name == 0) return default;
        for (var i = 0; i < SegmentCount; i++)
        {
            if (Index.Segments[i].Name == name && --n == 0) return new Hl7Segment(this, i);
        }
        return default;
    }

    private static IEnumerable<Hl7Value> ValuesIn(Hl7Segment segment, Hl7Path path)
    {
        if (path.Repetition != Hl7Path.All)
        {
            var value = segment.Value(path);
            if (value.Presence != Hl7Presence.Absent) yield return value;
            yield break;
        }
        foreach (var repetition in segment.Field(path.Field))
        {
            var part = path.Component > 0 ? repetition.Component(path.Component) : repetition;
            if (path.Subcomponent > 0) part = part.Subcomponent(path.Subcomponent);
            if (part.Presence != Hl7Presence.Absent) yield return part.Value;
        }
    }
}
