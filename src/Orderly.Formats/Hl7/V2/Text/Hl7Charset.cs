using System.Buffers;
using System.Text;

namespace Orderly.Formats.Hl7.V2;

/// <summary>
/// A character set of HL7 table 0211 that can be read here: one byte a delimiter, and the same bytes as ASCII below 0x80.
/// Chosen by MSH-18; when that is blank by a UTF-8 byte order mark, else ISO-8859-1, which loses no byte.
/// </summary>
public sealed class Hl7Charset
{
    private Hl7Charset(string name, Encoding encoding)
    {
        Name = name;
        Encoding = encoding;
    }

    public static Hl7Charset Ascii { get; } = new("ASCII", Encoding.ASCII);

    public static Hl7Charset Utf8 { get; } = new("UNICODE UTF-8", new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));

    public static Hl7Charset Latin1 { get; } = new("8859/1", Encoding.Latin1);

    private static readonly Hl7Charset[] Parts =
    [
        Latin1, Iso8859(2), Iso8859(3), Iso8859(4), Iso8859(5), Iso8859(6), Iso8859(7), Iso8859(8), Iso8859(9),
        Iso8859(11, codePage: 874), // Windows' Thai: the same from 0xA1 on
        Iso8859(13), Iso8859(15),
    ];

    /// <summary>How senders spell "ISO 8859" before the part's number; table 0211 has it as <c>8859/1</c>.</summary>
    private static readonly string[] PartPrefixes = ["ISO-8859-", "ISO8859-", "ISO_8859-", "ISO 8859-", "ISO 8859/", "ISO-8859/", "ISO8859/", "8859-"];

    private static readonly string[] AsciiAliases = ["US-ASCII", "US ASCII"];

    private static readonly string[] Utf8Aliases = ["UTF-8", "UTF8", "UNICODE", "UNICODE UTF8"];

    /// <summary>The code of table 0211.</summary>
    public string Name { get; }

    public Encoding Encoding { get; }

    public override string ToString() => Name;

    /// <summary>True when every character of the text has a byte sequence in this charset.</summary>
    public bool CanEncode(ReadOnlySpan<char> text)
    {
        if (this == Ascii) return System.Text.Ascii.IsValid(text);
        if (this == Utf8) return IsWellFormed(text);
        return Encoding.GetString(Encoding.GetBytes(text.ToArray())).AsSpan().SequenceEqual(text);
    }

    /// <summary>Finds the charset with this table 0211 code, or another name that senders give it.</summary>
    public static bool TryFind(string code, out Hl7Charset charset, out bool isAlias)
    {
        var written = code.Trim().ToUpperInvariant();
        var name = Canonical(written);
        isAlias = name != written;
        charset = name == Utf8.Name ? Utf8
            : name == Ascii.Name ? Ascii
            : Array.Find(Parts, part => part.Name == name) ?? Latin1;
        return charset != Latin1 || name == Latin1.Name;
    }

    private static string Canonical(string name) =>
        Utf8Aliases.Contains(name) ? Utf8.Name
        : AsciiAliases.Contains(name) ? Ascii.Name
        : Array.Find(PartPrefixes, prefix => name.StartsWith(prefix, StringComparison.Ordinal)) is { } written ? $"8859/{name[written.Length..]}"
        : name;

    /// <summary>Picks the charset for a whole message and reports what had to be assumed.</summary>
    internal static Hl7Charset Choose(ReadOnlySpan<byte> data, ReadOnlySpan<byte> declared, bool hasUtf8Mark, ref IssueLog issues)
    {
        declared = FirstRepetition(declared).Trim((byte)' ');
        if (declared.IsEmpty) return ChooseUndeclared(data, hasUtf8Mark, ref issues);

        var code = Encoding.Latin1.GetString(declared);
        data.Overlaps(declared, out var offset);
        if (!TryFind(code, out var charset, out var isAlias))
        {
            issues.Add(Hl7IssueCode.CharsetUnknown, Hl7IssueKind.Suspect, 1, offset,
                $"Expected a charset of table 0211 that can be read in MSH-18, but it is '{Clip(code)}'; bytes are shown as ISO-8859-1.");
            return Latin1;
        }
        if (isAlias)
            issues.Add(Hl7IssueCode.CharsetAlias, Hl7IssueKind.Tolerated, 1, offset, $"Expected '{charset.Name}' in MSH-18, but it is '{Clip(code)}', which is read as that.");
        return Verify(charset, data, ref issues);
    }

    private static Hl7Charset ChooseUndeclared(ReadOnlySpan<byte> data, bool hasUtf8Mark, ref IssueLog issues)
    {
        if (hasUtf8Mark) return Verify(Utf8, data, ref issues);
        if (System.Text.Ascii.IsValid(data)) return Ascii;
        issues.Add(Hl7IssueCode.CharsetAssumed, Hl7IssueKind.Suspect, 1, FirstNonAscii(data),
            "Expected ASCII since MSH-18 is blank, but there are bytes above 0x7F; they are read as ISO-8859-1.");
        return Latin1;
    }

    private static Hl7Charset Verify(Hl7Charset charset, ReadOnlySpan<byte> data, ref IssueLog issues)
    {
        if (charset == Ascii && !System.Text.Ascii.IsValid(data))
        {
            issues.Add(Hl7IssueCode.CharsetMismatch, Hl7IssueKind.Suspect, 1, FirstNonAscii(data),
                "Expected ASCII as MSH-18 says, but there are bytes above 0x7F; they are read as ISO-8859-1.");
            return Latin1;
        }
        if (charset == Utf8 && !System.Text.Unicode.Utf8.IsValid(data))
        {
            issues.Add(Hl7IssueCode.CharsetMismatch, Hl7IssueKind.Suspect, 1, FirstInvalidUtf8(data),
                "Expected well-formed UTF-8, but there are bytes that are not; they are shown as U+FFFD.");
        }
        return charset;
    }

    private static ReadOnlySpan<byte> FirstRepetition(ReadOnlySpan<byte> declared)
    {
        // No code of table 0211 holds a symbol other than '/', '-' or a blank; the first one ends the first repetition or component.
        var end = declared.IndexOfAnyExcept(CodeBytes);
        return end < 0 ? declared : declared[..end];
    }

    private static readonly SearchValues<byte> CodeBytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/-_. "u8);

    private static int FirstNonAscii(ReadOnlySpan<byte> data) => data.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);

    private static string Clip(string code) => code.Length <= 20 ? code : code[..20];

    private static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out _, out var length) != OperationStatus.Done) return false;
            text = text[length..];
        }
        return true;
    }

    private static Hl7Charset Iso8859(int part, int? codePage = null) =>
        new($"8859/{part}", CodePagesEncodingProvider.Instance.GetEncoding(codePage ?? (28590 + part))
            ?? throw new PlatformNotSupportedException($"Expected the runtime to know ISO-8859-{part}, but it does not."));

    private static int FirstInvalidUtf8(ReadOnlySpan<byte> data)
    {
        var at = 0;
        while (at < data.Length && Rune.DecodeFromUtf8(data[at..], out _, out var length) == OperationStatus.Done) at += length;
        return at;
    }
}
