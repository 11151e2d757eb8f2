namespace Orderly.Formats.Hl7.V2;

/// <summary>Whether a position of a message holds something. The standard gives each of these its own meaning in an update.</summary>
public enum Hl7Presence
{
    /// <summary>The segment, field or part does not reach this position: nothing is said.</summary>
    Absent,

    /// <summary>The position is there with nothing in it: leave the stored value alone.</summary>
    Empty,

    /// <summary>Two double quotes: delete the stored value.</summary>
    Delete,

    Present,
}

/// <summary>A value that is not divided further: its bytes as they stand in the message and how to read them.</summary>
public readonly struct Hl7Value
{
    private readonly Hl7Delimiters delimiters;
    private readonly Hl7Charset? charset;

    internal Hl7Value(ReadOnlyMemory<byte> raw, Hl7Delimiters delimiters, Hl7Charset charset)
    {
        Raw = raw;
        this.delimiters = delimiters;
        this.charset = charset;
        Presence = PresenceOf(raw.Span);
    }

    public Hl7Presence Presence { get; }

    /// <summary>The bytes as received, escapes and truncation character included; empty when there are none.</summary>
    public ReadOnlyMemory<byte> Raw { get; }

    /// <summary>True when the sender cut the value and said so with the truncation character of MSH-2 (from version 2.7).</summary>
    public bool IsTruncated => delimiters.Truncation != 0 && Raw.Length > 0 && Raw.Span[^1] == delimiters.Truncation;

    /// <summary>
    /// The value decoded by the message's charset with escapes resolved and the truncation character dropped.
    /// Null when absent, empty or to be deleted: ask <see cref="Presence"/> where these differ.
    /// </summary>
    public string? Text => Presence == Hl7Presence.Present
        ? Hl7Escapes.Decode(IsTruncated ? Raw.Span[..^1] : Raw.Span, delimiters, charset!)
        : null;

    public override string ToString() => Text ?? "";

    internal static Hl7Presence PresenceOf(ReadOnlySpan<byte> raw) =>
        raw.Length == 0 ? Hl7Presence.Empty
        : raw.SequenceEqual("\"\""u8) ? Hl7Presence.Delete
        : Hl7Presence.Present;
}
