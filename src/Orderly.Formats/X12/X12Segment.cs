using System.Globalization;
using System.Text;

namespace Orderly.Formats.X12;

/// <summary>A segment as a slice of the file. Elements count from 1, components and repetitions from 1 as well.</summary>
public readonly struct X12Segment
{
    internal X12Segment(ReadOnlyMemory<byte> raw, X12Delimiters delimiters, int number, int offset)
    {
        Raw = raw;
        Delimiters = delimiters;
        Number = number;
        Offset = offset;
    }

    /// <summary>The bytes from the segment's name up to, not including, its terminator.</summary>
    public ReadOnlyMemory<byte> Raw { get; }

    public X12Delimiters Delimiters { get; }

    /// <summary>1-based position in the interchange.</summary>
    public int Number { get; }

    /// <summary>Byte offset in the file.</summary>
    public int Offset { get; }

    /// <summary>The segment's name, such as "NM1".</summary>
    public string Id => Latin(IdBytes);

    internal ReadOnlySpan<byte> IdBytes
    {
        get
        {
            var length = Raw.Span.IndexOf(Delimiters.Element);
            return length < 0 ? Raw.Span : Raw.Span[..length];
        }
    }

    public int ElementCount => Raw.Span.Count(Delimiters.Element);

    public bool Is(string id) => SegmentKey.Of(IdBytes) == SegmentKey.Of(id);

    internal uint Key => SegmentKey.Of(IdBytes);

    /// <summary>The bytes of an element with all its repetitions and components; empty when it is absent.</summary>
    public ReadOnlySpan<byte> Element(int number)
    {
        var rest = Raw.Span;
        for (; number > 0; number--)
        {
            var at = rest.IndexOf(Delimiters.Element);
            if (at < 0) return default;
            rest = rest[(at + 1)..];
        }
        var end = rest.IndexOf(Delimiters.Element);
        return end < 0 ? rest : rest[..end];
    }

    /// <summary>A component of the element's first repetition.</summary>
    public ReadOnlySpan<byte> Component(int element, int component)
    {
        var rest = Element(element);
        if (Delimiters.Repetition != 0 && rest.IndexOf(Delimiters.Repetition) is >= 0 and var end) rest = rest[..end];
        return Part(rest, Delimiters.Component, component);
    }

    public string Text(int element) => Latin(Element(element));

    public string Text(int element, int component) => Latin(Component(element, component));

    /// <summary>The element as an exact decimal; null when it is absent or no number.</summary>
    public decimal? Amount(int element) => AsAmount(Element(element));

    /// <summary>The element as a date CCYYMMDD; null when it is absent or no date.</summary>
    public DateOnly? Date(int element) =>
        DateOnly.TryParseExact(Text(element), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    internal static decimal? AsAmount(ReadOnlySpan<byte> bytes) =>
        decimal.TryParse(bytes, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : null;

    internal static ReadOnlySpan<byte> Part(ReadOnlySpan<byte> rest, byte separator, int number)
    {
        for (; number > 1; number--)
        {
            var at = rest.IndexOf(separator);
            if (at < 0) return default;
            rest = rest[(at + 1)..];
        }
        var end = rest.IndexOf(separator);
        return end < 0 ? rest : rest[..end];
    }

    internal static string Latin(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);

    public override string ToString() => Latin(Raw.Span);
}

/// <summary>A segment's name packed into one number, so that tables are searched without strings; 0 is no valid name.</summary>
internal static class SegmentKey
{
    public static uint Of(ReadOnlySpan<byte> id)
    {
        if (id.Length is < 2 or > 3) return 0;
        uint key = 0;
        foreach (var b in id)
        {
            if (!char.IsAsciiLetterUpper((char)b) && !char.IsAsciiDigit((char)b)) return 0;
            key = (key << 8) | b;
        }
        return key;
    }

    public static uint Of(string id)
    {
        Span<byte> bytes = stackalloc byte[4];
        return id.Length > 4 ? 0 : Of(bytes[..Encoding.Latin1.GetBytes(id, bytes)]);
    }
}
