using System.Buffers;
using System.Globalization;
using System.Text;

namespace Orderly.Formats.Hl7.V2;

/// <summary>
/// Escape sequences (HL7 v2 chapter 2, "Use of escape sequences in text fields"). Delimiters, hexadecimal data, highlighting and
/// line breaks are resolved; all others, \C..\, \M..\ and \Z..\ among them, stay in the text as they are.
/// </summary>
internal static class Hl7Escapes
{
    private const int MaxBlankRun = 255;

    /// <summary>Resolves escapes at byte level, then decodes: so that characters of several bytes may be split over \X..\ sequences.</summary>
    public static string Decode(ReadOnlySpan<byte> raw, Hl7Delimiters delimiters, Hl7Charset charset)
    {
        if (delimiters.Escape == 0 || raw.IndexOf(delimiters.Escape) < 0) return charset.Encoding.GetString(raw);
        var target = new ArrayBufferWriter<byte>(raw.Length);
        while (true)
        {
            var at = raw.IndexOf(delimiters.Escape);
            if (at < 0) break;
            target.Write(raw[..at]);
            var length = SequenceLength(raw[at..], delimiters.Escape);
            if (length > 0)
            {
                if (!TryResolve(raw.Slice(at + 1, length - 2), delimiters, target)) target.Write(raw.Slice(at, length));
            }
            else
            {
                target.Write(raw.Slice(at, 1)); // a lone escape character means itself
                length = 1;
            }
            raw = raw[(at + length)..];
        }
        target.Write(raw);
        return charset.Encoding.GetString(target.WrittenSpan);
    }

    /// <summary>Counts sequences that are not resolved and lone escape characters.</summary>
    public static int CountUnresolved(ReadOnlySpan<byte> raw, Hl7Delimiters delimiters)
    {
        if (delimiters.Escape == 0) return 0;
        var count = 0;
        var sink = new ArrayBufferWriter<byte>();
        for (var at = raw.IndexOf(delimiters.Escape); at >= 0; at = raw.IndexOf(delimiters.Escape))
        {
            var length = SequenceLength(raw[at..], delimiters.Escape);
            if (length == 0 || !TryResolve(raw.Slice(at + 1, length - 2), delimiters, sink)) count++;
            sink.ResetWrittenCount();
            raw = raw[(at + Math.Max(length, 1))..];
        }
        return count;
    }

    /// <summary>Writes text so that <see cref="Decode"/> gives it back; line feeds become \.br\.</summary>
    /// <exception cref="ArgumentException">The charset cannot carry the text.</exception>
    public static byte[] Encode(ReadOnlySpan<char> text, Hl7Delimiters delimiters, Hl7Charset charset)
    {
        if (!charset.CanEncode(text))
            throw new ArgumentException($"Expected text that the message's charset {charset.Name} can carry, but a character of it has no code there.", nameof(text));
        var bytes = new byte[charset.Encoding.GetByteCount(text)];
        charset.Encoding.GetBytes(text, bytes);
        if (delimiters.Escape == 0)
        {
            return Array.FindIndex(bytes, b => NeedsEscape((char)b, delimiters)) < 0
                ? bytes
                : throw new ArgumentException("Expected text without delimiters or control characters since MSH-2 declares no escape character, but there are some.", nameof(text));
        }
        var target = new ArrayBufferWriter<byte>(bytes.Length + 16);
        foreach (var b in bytes) EncodeByte(b, delimiters, target);
        return target.WrittenSpan.ToArray();
    }

    /// <summary>Text for a message that must go out: what its charset or its delimiters cannot carry becomes a question mark.</summary>
    public static string Carriable(string text, Hl7Delimiters delimiters, Hl7Charset charset)
    {
        if (!charset.CanEncode(text)) text = string.Concat(text.Select(c => char.IsAscii(c) ? c : '?'));
        return delimiters.Escape != 0 ? text : string.Concat(text.Select(c => NeedsEscape(c, delimiters) ? '?' : c));
    }

    private static bool NeedsEscape(char c, Hl7Delimiters d) =>
        (c < 0x20 && c != '\t') || c == d.Field || c == d.Component || c == d.Repetition || c == d.Subcomponent || c == d.Truncation;

    private static void EncodeByte(byte b, Hl7Delimiters delimiters, ArrayBufferWriter<byte> target)
    {
        var letter =
            b == 0 ? default
            : b == delimiters.Field ? (byte)'F'
            : b == delimiters.Component ? (byte)'S'
            : b == delimiters.Subcomponent ? (byte)'T'
            : b == delimiters.Repetition ? (byte)'R'
            : b == delimiters.Escape ? (byte)'E'
            : b == delimiters.Truncation ? (byte)'P'
            : default;
        if (letter != default) target.Write((ReadOnlySpan<byte>)[delimiters.Escape, letter, delimiters.Escape]);
        else if (b == (byte)'\n' && !UsesPoint(delimiters)) target.Write((ReadOnlySpan<byte>)[delimiters.Escape, (byte)'.', (byte)'b', (byte)'r', delimiters.Escape]);
        else if (b < 0x20 && b != (byte)'\t') target.Write((ReadOnlySpan<byte>)[delimiters.Escape, (byte)'X', Digit(b >> 4), Digit(b & 15), delimiters.Escape]);
        else target.Write((ReadOnlySpan<byte>)[b]);
    }

    /// <summary>A point among the delimiters would divide \.br\ itself.</summary>
    private static bool UsesPoint(Hl7Delimiters d) =>
        d.Field == '.' || d.Component == '.' || d.Repetition == '.' || d.Escape == '.' || d.Subcomponent == '.' || d.Truncation == '.';

    private static byte Digit(int n) => (byte)(n < 10 ? '0' + n : 'A' + n - 10);

    /// <summary>Length of the sequence at the start of the bytes, both escape characters included; 0 when it is a lone one.</summary>
    private static int SequenceLength(ReadOnlySpan<byte> raw, byte escape)
    {
        var i = 1;
        while (i < raw.Length && raw[i] != escape && (char.IsAsciiLetterOrDigit((char)raw[i]) || raw[i] is (byte)'.' or (byte)'+' or (byte)'-')) i++;
        return i > 1 && i < raw.Length && raw[i] == escape ? i + 1 : 0;
    }

    private static bool TryResolve(ReadOnlySpan<byte> body, Hl7Delimiters delimiters, ArrayBufferWriter<byte> target)
    {
        if (body.Length == 1)
        {
            if (body[0] is (byte)'H' or (byte)'N') return true; // highlighting on and off carries no text
            var delimiter = body[0] switch
            {
                (byte)'F' => delimiters.Field,
                (byte)'S' => delimiters.Component,
                (byte)'T' => delimiters.Subcomponent,
                (byte)'R' => delimiters.Repetition,
                (byte)'E' => delimiters.Escape,
                (byte)'P' => delimiters.Truncation,
                _ => default,
            };
            if (delimiter == 0) return false;
            target.Write((ReadOnlySpan<byte>)[delimiter]);
            return true;
        }
        return body[0] switch
        {
            (byte)'X' => TryResolveHex(body[1..], target),
            (byte)'.' => TryResolveFormatting(body[1..], target),
            _ => false,
        };
    }

    private static bool TryResolveHex(ReadOnlySpan<byte> digits, ArrayBufferWriter<byte> target)
    {
        if (digits.Length % 2 != 0) return false;
        var bytes = target.GetSpan(digits.Length / 2)[..(digits.Length / 2)];
        if (Convert.FromHexString(digits, bytes, out _, out var written) != OperationStatus.Done) return false;
        target.Advance(written);
        return true;
    }

    private static bool TryResolveFormatting(ReadOnlySpan<byte> command, ArrayBufferWriter<byte> target)
    {
        if (command.SequenceEqual("br"u8) || command.SequenceEqual("ce"u8)) return Repeat((byte)'\n', 1, target);
        if (command.StartsWith("sp"u8)) return TryCount(command[2..], out var lines) && Repeat((byte)'\n', lines, target);
        if (command.StartsWith("sk"u8)) return TryCount(command[2..], out var blanks) && Repeat((byte)' ', blanks, target);
        return false;
    }

    private static bool TryCount(ReadOnlySpan<byte> digits, out int count)
    {
        if (digits.StartsWith("+"u8)) digits = digits[1..];
        count = 1;
        return digits.IsEmpty || (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count is > 0 and <= MaxBlankRun);
    }

    private static bool Repeat(byte b, int count, ArrayBufferWriter<byte> target)
    {
        target.GetSpan(count)[..count].Fill(b);
        target.Advance(count);
        return true;
    }
}
