using System.Globalization;
using System.Text;
using Orderly.Engine.Feel.Evaluate;
using Orderly.Engine.Feel.Values;

namespace Orderly.Engine.Feel.Syntax;

/// <summary>Numbers, strings with their escapes, and at-literals.</summary>
internal static class LiteralReader
{
    public static LiteralNode Number(Cursor cursor)
    {
        var text = cursor.Text;
        var start = cursor.At;
        var at = Digits(text, start);
        if (at + 1 < text.Length && text[at] == '.' && char.IsAsciiDigit(text[at + 1]))
            at = Digits(text, at + 1);
        if (at < text.Length && text[at] is 'e' or 'E')
        {
            var power = at + 1 < text.Length && text[at + 1] is '+' or '-' ? at + 2 : at + 1;
            if (power < text.Length && char.IsAsciiDigit(text[power]))
                at = Digits(text, power);
        }
        if (Decimal34.Parse(text.AsSpan(start, at - start)) is not { } value)
            throw cursor.Failure($"a number below {Decimal34.Beyond}", start, at - start);
        cursor.At = at;
        return new LiteralNode(start, new FeelNumber(value));
    }

    public static string String(Cursor cursor)
    {
        var text = cursor.Text;
        var start = cursor.At;
        cursor.Expect("\"");
        var value = new StringBuilder();
        for (var at = cursor.At; at < text.Length; at++)
        {
            var c = text[at];
            if (c == '"')
            {
                cursor.At = at + 1;
                return value.ToString();
            }
            if (c == '\\' && at + 1 < text.Length)
                at = Escape(text, at, value);
            else
                value.Append(c);
        }
        throw cursor.Failure($"the string that begins at {start + 1} to end with '\"'", text.Length);
    }

    public static Node AtLiteral(Cursor cursor)
    {
        var at = cursor.At;
        cursor.Expect("@");
        if (cursor.Next != '"')
            throw cursor.Failure("a string after '@'");
        var text = String(cursor);
        return TemporalText.Any(text) is { } value
            ? value is FeelTime { Zone.Id: not null } or FeelDateTime { Time.Zone.Id: not null } ? new ZonedLiteralNode(at, value) : new LiteralNode(at, value)
            : new FailedLiteralNode(at, $"Expected a date, time or duration after '@', but it is {new FeelString(text).ToBrief()}", text);
    }

    private static int Digits(string text, int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
            at++;
        return at;
    }

    /// <summary>Appends what the escape at the position means, and answers its last character's position.</summary>
    private static int Escape(string text, int at, StringBuilder value)
    {
        switch (text[at + 1])
        {
            case 'n':
                value.Append('\n');
                return at + 1;
            case 'r':
                value.Append('\r');
                return at + 1;
            case 't':
                value.Append('\t');
                return at + 1;
            case '"' or '\'' or '\\':
                value.Append(text[at + 1]);
                return at + 1;
            case 'u' when Hex(text, at + 2, 4) is { } unit:
                value.Append((char)unit);
                return at + 5;
            case 'U' when Hex(text, at + 2, 6) is { } point && point <= 0x10FFFF && point is < 0xD800 or > 0xDFFF:
                value.Append(char.ConvertFromUtf32(point));
                return at + 7;
            default:
                // Anything else is no escape: "\d" in a pattern stays as it is written.
                value.Append('\\');
                return at;
        }
    }

    private static int? Hex(string text, int at, int length) =>
        at + length <= text.Length && int.TryParse(text.AsSpan(at, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) ? value : null;
}
