namespace Orderly.Formats.Hl7.V2;

/// <summary>
/// The characters a message declares in MSH-1 and MSH-2 (HL7 v2 chapter 2, "Message delimiters"), one byte each;
/// 0 means that the message declares none of that kind. <see cref="Truncation"/> exists from version 2.7.
/// </summary>
public readonly record struct Hl7Delimiters(
    byte Field,
    byte Component,
    byte Repetition,
    byte Escape,
    byte Subcomponent,
    byte Truncation = 0)
{
    /// <summary>The recommended set, <c>|^~\&amp;</c>, without truncation.</summary>
    public static Hl7Delimiters Standard { get; } = new(
        Field: (byte)'|',
        Component: (byte)'^',
        Repetition: (byte)'~',
        Escape: (byte)'\\',
        Subcomponent: (byte)'&');

    /// <summary>True for what may be a delimiter: a printable ASCII character that is no letter, digit, blank or quote.</summary>
    internal static bool IsAllowed(byte b) => b is > 0x20 and < 0x7F && !char.IsAsciiLetterOrDigit((char)b) && b != (byte)'"';

    internal byte Separator(Hl7Level level) => level switch
    {
        Hl7Level.Field => Field,
        Hl7Level.Repetition => Repetition,
        Hl7Level.Component => Component,
        _ => Subcomponent,
    };

    /// <summary>MSH-2 as written: component, repetition, escape, subcomponent and, where declared, truncation.</summary>
    internal int WriteEncodingCharacters(Span<byte> target)
    {
        var n = 0;
        foreach (var b in (ReadOnlySpan<byte>)[Component, Repetition, Escape, Subcomponent, Truncation])
        {
            if (b == 0) break;
            target[n++] = b;
        }
        return n;
    }
}
