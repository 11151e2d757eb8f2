using System.Buffers;
using Orderly.Formats.X12.Envelope;

namespace Orderly.Formats.X12;

/// <summary>
/// A file of interchanges, one after the other, each with its own delimiters. The segments are slices of the input and nothing of
/// it is lost: what stands between a terminator and the next segment (line ends, blanks) is kept where it was.
/// </summary>
public sealed class X12File
{
    private readonly List<(int Offset, int Length)> segments = [];
    private readonly List<X12Interchange> interchanges = [];
    private readonly List<X12Issue> issues = [];

    private X12File(ReadOnlyMemory<byte> bytes) => Bytes = bytes;

    public ReadOnlyMemory<byte> Bytes { get; }

    public IReadOnlyList<X12Interchange> Interchanges => interchanges;

    /// <summary>Issues with what stands outside interchanges, and limits that were passed.</summary>
    public IReadOnlyList<X12Issue> Issues => issues;

    /// <summary>False when there is no interchange, or a limit stopped the reading.</summary>
    public bool IsReadable => interchanges.Count > 0 && !issues.Exists(issue => issue.Kind == X12IssueKind.Unreadable);

    /// <summary>Splits a file into segments and envelopes, and judges the envelopes; what is inside transaction sets is left to <see cref="X12Check"/>.</summary>
    public static X12File Parse(ReadOnlyMemory<byte> bytes, X12Limits? limits = null)
    {
        limits ??= X12Limits.Default;
        var file = new X12File(bytes);
        if (bytes.Length > limits.MaxBytes) file.Stop(0, $"Expected at most {limits.MaxBytes} bytes, but the file has {bytes.Length}.");
        else if (file.Split(limits))
            foreach (var interchange in file.interchanges)
                EnvelopeReader.Read(interchange, limits);
        return file;
    }

    internal X12Segment Segment(int index, X12Delimiters delimiters, int number)
    {
        var (offset, length) = segments[index];
        return new X12Segment(Bytes.Slice(offset, length), delimiters, number, offset);
    }

    /// <summary>Puts the file together from its segments, their elements and what stands between, so that an index that loses or moves a byte shows.</summary>
    internal byte[] Rebuild()
    {
        var target = new ArrayBufferWriter<byte>(Math.Max(1, Bytes.Length));
        var end = 0;
        foreach (var interchange in interchanges)
        {
            foreach (var segment in interchange.Segments)
            {
                target.Write(Bytes.Span[end..segment.Offset]);
                target.Write(segment.IdBytes);
                for (var n = 1; n <= segment.ElementCount; n++)
                {
                    target.Write((ReadOnlySpan<byte>)[segment.Delimiters.Element]);
                    target.Write(segment.Element(n));
                }
                end = segment.Offset + segment.Raw.Length;
            }
        }
        target.Write(Bytes.Span[end..]);
        return target.WrittenSpan.ToArray();
    }

    private bool Split(X12Limits limits)
    {
        var data = Bytes.Span;
        var at = data.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? 3 : 0;
        X12Interchange? open = null;
        while ((at = SkipBlank(data, at, open)) < data.Length)
        {
            var header = data[at..].StartsWith("ISA"u8) ? InterchangeHeader.TryRead(data[at..]) : null;
            if (header is not null)
            {
                open = new X12Interchange(this, header, segments.Count);
                interchanges.Add(open);
                if (interchanges.Count > limits.MaxEnvelopes) return Stop(at, $"Expected at most {limits.MaxEnvelopes} interchanges, but there are more.");
            }
            if (open is null)
            {
                at = Outside(data, at);
                continue;
            }
            var length = header?.ByteCount ?? data[at..].IndexOf(open.Delimiters.Terminator);
            var isCut = length < 0;
            if (isCut) length = data.Length - at;
            if (length > limits.MaxSegmentBytes) return Stop(at, $"Expected at most {limits.MaxSegmentBytes} bytes in a segment, but it has {length}.");
            if (segments.Count == limits.MaxSegments) return Stop(at, $"Expected at most {limits.MaxSegments} segments, but there are more.");
            if (data.Slice(at, length).Count(open.Delimiters.Element) > limits.MaxElementsPerSegment) return Stop(at, $"Expected at most {limits.MaxElementsPerSegment} elements in a segment, but there are more.");
            segments.Add((at, length));
            open.SegmentCount++;
            if (isCut) open.IssueList.Add(new X12Issue(X12IssueLevel.Interchange, "023", X12IssueKind.Refused, at, "Expected a terminator at the end of the last segment, but the file ends."));
            var isTrailer = data.Slice(at, length).StartsWith("IEA"u8) && (length == 3 || data[at + 3] == open.Delimiters.Element);
            at += isCut ? length : length + 1;
            if (isTrailer) open = null;
        }
        if (interchanges.Count == 0) return Stop(0, "Expected an interchange that begins with an ISA of 106 bytes, but there is none.");
        return true;
    }

    private static int SkipBlank(ReadOnlySpan<byte> data, int at, X12Interchange? open)
    {
        while (at < data.Length && data[at] is (byte)' ' or (byte)'\r' or (byte)'\n' or (byte)'\t' or 0x1A && (open is null || data[at] != open.Delimiters.Terminator)) at++;
        return at;
    }

    /// <summary>Bytes that belong to no interchange, up to the next header.</summary>
    private int Outside(ReadOnlySpan<byte> data, int at)
    {
        var next = at;
        do
        {
            var step = data[(next + 1)..].IndexOf("ISA"u8);
            next = step < 0 ? data.Length : next + 1 + step;
        }
        while (next < data.Length && InterchangeHeader.TryRead(data[next..]) is null);
        issues.Add(new X12Issue(X12IssueLevel.File, "", X12IssueKind.Refused, at, $"Expected an ISA, but {next - at} bytes stand outside any interchange."));
        return next;
    }

    private bool Stop(int offset, string text)
    {
        issues.Add(new X12Issue(X12IssueLevel.File, "", X12IssueKind.Unreadable, offset, text));
        return false;
    }
}
