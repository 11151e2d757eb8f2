namespace Orderly.Formats.X12.Envelope;

/// <summary>
/// The ISA segment: 106 bytes with its terminator, every element of fixed width. It is read by its separators, so that a header
/// whose elements have the wrong width can still be answered, and judged by its widths.
/// </summary>
public sealed class InterchangeHeader
{
    internal const int Length = 106;
    private static readonly int[] Widths = [0, 2, 10, 2, 10, 2, 15, 2, 15, 6, 4, 1, 5, 9, 1, 1, 1];
    private readonly string[] elements;

    private InterchangeHeader(string[] elements, X12Delimiters delimiters, int length)
    {
        this.elements = elements;
        Delimiters = delimiters;
        ByteCount = length;
    }

    public X12Delimiters Delimiters { get; }

    /// <summary>Bytes from "I" up to, not including, the segment terminator.</summary>
    internal int ByteCount { get; }

    /// <summary>An element with its padding, by its number from 1 to 16.</summary>
    public string Raw(int number) => elements[number];

    public string SenderQualifier => elements[5];

    public string Sender => elements[6].TrimEnd();

    public string ReceiverQualifier => elements[7];

    public string Receiver => elements[8].TrimEnd();

    public string Version => elements[12];

    public string ControlNumber => elements[13];

    public bool IsTa1Requested => elements[14] == "1";

    /// <summary>ISA15: P production, T test.</summary>
    public string Usage => elements[15];

    internal static int Width(int number) => Widths[number];

    /// <summary>Reads a header at the start of the bytes; null when sixteen elements and a terminator cannot be found.</summary>
    internal static InterchangeHeader? TryRead(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 4 || !bytes.StartsWith("ISA"u8)) return null;
        var separator = bytes[3];
        if (char.IsAsciiLetterOrDigit((char)separator) || separator == (byte)' ') return null;
        // Nothing wider than twice the header is searched: what follows would be the data of other segments.
        var window = bytes[..Math.Min(bytes.Length, 2 * Length)];
        var elements = new string[17];
        elements[0] = "ISA";
        var at = 4;
        for (var n = 1; n <= 15; n++)
        {
            var length = window[at..].IndexOf(separator);
            if (length < 0) return null;
            elements[n] = X12Segment.Latin(window.Slice(at, length));
            at += length + 1;
        }
        if (at + 2 > bytes.Length) return null;
        var isSeparated = bytes[at + 1] != separator;
        elements[16] = isSeparated ? X12Segment.Latin(bytes.Slice(at, 1)) : "";
        if (!isSeparated) return null;
        var repetition = elements[11] is [var r] && r < 0x80 && !char.IsAsciiLetterOrDigit(r) && r != ' ' && string.CompareOrdinal(elements[12], "00402") >= 0 ? (byte)r : (byte)0;
        return new InterchangeHeader(elements, new X12Delimiters(separator, bytes[at], repetition, bytes[at + 1]), at + 1);
    }
}
