using System.Buffers;
using System.Buffers.Text;

namespace Orderly.Formats.X12.Structure;

/// <summary>Judges one value by its data type and length.</summary>
internal static class ValueCheck
{
    private static readonly SearchValues<byte> Printable = SearchValues.Create([.. Enumerable.Range(0x20, 0xE0).Where(b => b != 0x7F).Select(b => (byte)b)]);

    public static bool IsPrintable(ReadOnlySpan<byte> text) => !text.ContainsAnyExcept(Printable);

    /// <summary>The code of IK403, or null when the value is right.</summary>
    /// <param name="isPrintable">True when the segment is known to hold nothing else.</param>
    public static string? Judge(ReadOnlySpan<byte> text, ElementDefinition definition, bool isPrintable, out string expected)
    {
        expected = "";
        if (definition.Type == "B") return null;
        if (!isPrintable && !IsPrintable(text))
        {
            expected = "printable characters";
            return ElementCode.InvalidCharacter;
        }
        var isNumber = definition.Type[0] is 'R' or 'N';
        var length = isNumber ? text.Length - (text[0] == (byte)'-' ? 1 : 0) - (definition.Type == "R" && text.Contains((byte)'.') ? 1 : 0) : text.Length;
        if (isNumber && !IsNumber(text, definition.Type == "R"))
        {
            expected = "a number";
            return ElementCode.InvalidCharacter;
        }
        if (length < definition.Min)
        {
            expected = $"at least {definition.Min} characters";
            return definition.Type == "DT" ? ElementCode.InvalidDate : ElementCode.TooShort;
        }
        if (length > definition.Max && definition.Max > 0)
        {
            expected = $"at most {definition.Max} characters";
            return ElementCode.TooLong;
        }
        if (definition.Type == "DT" && !IsDate(text))
        {
            expected = "a date CCYYMMDD";
            return ElementCode.InvalidDate;
        }
        if (definition.Type == "TM" && !IsTime(text))
        {
            expected = "a time HHMM, HHMMSS or with up to two decimals";
            return ElementCode.InvalidTime;
        }
        return null;
    }

    /// <summary>True unless the format qualifier is one that is known and the text does not follow it.</summary>
    public static bool IsFormatted(ReadOnlySpan<byte> text, ReadOnlySpan<byte> format)
    {
        if (format.SequenceEqual("D8"u8)) return IsDate(text);
        if (format.SequenceEqual("TM"u8)) return text.Length == 4 && IsTime(text);
        if (format.SequenceEqual("DT"u8)) return text.Length is 12 or 14 && IsDate(text[..8]) && IsTime(text[8..]);
        if (format.SequenceEqual("RD8"u8)) return text.Length == 17 && text[8] == (byte)'-' && IsDate(text[..8]) && IsDate(text[9..]);
        return true;
    }

    private static bool IsNumber(ReadOnlySpan<byte> text, bool mayHavePoint)
    {
        if (text[0] == (byte)'-') text = text[1..];
        var digits = 0;
        var points = 0;
        foreach (var b in text)
        {
            if (char.IsAsciiDigit((char)b)) digits++;
            else if (b == (byte)'.' && mayHavePoint) points++;
            else return false;
        }
        return digits > 0 && points <= 1;
    }

    private static bool IsDate(ReadOnlySpan<byte> text) =>
        text.Length == 8 && Int(text[..4]) is >= 1 and var year && Int(text[4..6]) is >= 1 and <= 12 and var month && Int(text[6..]) is >= 1 and var day && day <= DateTime.DaysInMonth(year, month);

    private static bool IsTime(ReadOnlySpan<byte> text) =>
        text.Length is 4 or 6 or 7 or 8 && Int(text[..2]) is >= 0 and <= 23 && Int(text[2..4]) is >= 0 and <= 59
        && (text.Length == 4 || Int(text[4..6]) is >= 0 and <= 59) && (text.Length <= 6 || Int(text[6..]) >= 0);

    private static int Int(ReadOnlySpan<byte> text)
    {
        foreach (var b in text)
            if (!char.IsAsciiDigit((char)b)) return -1;
        return Utf8Parser.TryParse(text, out int value, out var used) && used == text.Length ? value : -1;
    }
}
