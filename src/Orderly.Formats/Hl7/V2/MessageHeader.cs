using System.Runtime.CompilerServices;

namespace Orderly.Formats.Hl7.V2;

/// <summary>
/// The MSH segment alone, read in one short pass: what a listener needs before it stores and acknowledges a message. It says
/// nothing about the rest of the message. The bytes must not change while it lives.
/// </summary>
public sealed class MessageHeader
{
    internal const int CharacterSetField = 18;
    private const int LastField = 18;

    private readonly MessageOpening opening;
    private readonly int lastField;
    private FieldStarts starts; // one past the last field read: where the next would start
    private Hl7Charset? charset;

    private MessageHeader(ReadOnlyMemory<byte> message, in MessageOpening opening)
    {
        Message = message;
        this.opening = opening;
        lastField = FindFields(message.Span);
    }

    /// <summary>The whole message that the header was read from.</summary>
    public ReadOnlyMemory<byte> Message { get; }

    public Hl7Delimiters Delimiters => opening.Delimiters;

    /// <summary>MSH-3 as text, separators of its components included.</summary>
    public string SendingApplication => Text(3);

    /// <summary>MSH-4.</summary>
    public string SendingFacility => Text(4);

    /// <summary>MSH-5.</summary>
    public string ReceivingApplication => Text(5);

    /// <summary>MSH-6.</summary>
    public string ReceivingFacility => Text(6);

    /// <summary>MSH-7 as written; see <see cref="Hl7Timestamp"/>.</summary>
    public string Timestamp => Text(7);

    /// <summary>MSH-9.1, such as <c>ADT</c>.</summary>
    public string MessageType => ComponentText(9, 1);

    /// <summary>MSH-9.2, such as <c>A03</c>.</summary>
    public string TriggerEvent => ComponentText(9, 2);

    /// <summary>MSH-9.3, such as <c>ADT_A03</c>; often absent, and often not the trigger's own name.</summary>
    public string MessageStructure => ComponentText(9, 3);

    /// <summary>MSH-10.</summary>
    public string ControlId => Text(10);

    /// <summary>MSH-11.1: P, T or D.</summary>
    public string ProcessingId => ComponentText(11, 1);

    /// <summary>MSH-12.1.</summary>
    public string Version => ComponentText(12, 1);

    /// <summary>MSH-15 as written.</summary>
    public string AcceptAcknowledgement => Text(15);

    /// <summary>MSH-16 as written.</summary>
    public string ApplicationAcknowledgement => Text(16);

    /// <summary>The charset of the whole message; what had to be assumed is told by <see cref="Hl7Message.Issues"/>.</summary>
    public Hl7Charset Charset
    {
        get
        {
            if (charset is not null) return charset;
            var ignored = new IssueLog(0);
            return charset = Hl7Charset.Choose(Message.Span, Raw(CharacterSetField), opening.HasByteOrderMark, ref ignored);
        }
    }

    /// <summary>True for an ACK or MCF, and for any answer that carries an MSA segment at its head: never acknowledge these.</summary>
    public bool IsAcknowledgement =>
        Component(9, 1).SequenceEqual("ACK"u8) || Component(9, 1).SequenceEqual("MCF"u8) || FieldScan.HasEarly(Message.Span, opening, "MSA"u8, within: 4);

    /// <summary>Reads the header of a message.</summary>
    /// <param name="header">Null when there is none to read.</param>
    /// <param name="problem">Why not; Incomplete or Invalid.</param>
    public static bool TryRead(ReadOnlyMemory<byte> message, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out MessageHeader? header, out Hl7Issue problem)
    {
        var issues = new IssueLog(1);
        header = MessageOpening.TryRead(message.Span, ref issues, out var opening) ? new MessageHeader(message, opening) : null;
        problem = header is null ? issues.ToList()[^1] : default;
        return header is not null;
    }

    /// <summary>The bytes of MSH-<paramref name="field"/> (1 to 18) as received; empty when absent.</summary>
    public ReadOnlySpan<byte> Raw(int field)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(field, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(field, LastField);
        if (field > lastField) return default;
        return field == 1
            ? Message.Span.Slice(starts[1], 1)
            : Message.Span[starts[field]..(starts[field + 1] - 1)];
    }

    /// <summary>
    /// The value at any path of the message without indexing it: cheaper than <see cref="Hl7Message.Parse"/> for a handful of
    /// paths, and the same answer.
    /// </summary>
    public Hl7Value ReadField(Hl7Path path)
    {
        if (!FieldScan.TryFind(Message.Span, opening, path, out var range)) return default;
        var isVerbatim = path.Segment == "MSH" && path.Field <= 2;
        return new Hl7Value(Message[range], isVerbatim ? default : Delimiters, Charset);
    }

    /// <summary>
    /// What a receiver must refuse before it takes a message in: no type (MSH-9), no control id (MSH-10), a processing id other
    /// than P, T, D (MSH-11), a version other than 2.x (MSH-12). Empty when the header is fit.
    /// </summary>
    public IReadOnlyList<Hl7Issue> Check()
    {
        var issues = new IssueLog(8);
        if (Component(9, 1).IsEmpty)
            Add(ref issues, Hl7IssueCode.MessageTypeMissing, 9, "Expected a message type in MSH-9.1, but it is empty.");
        if (Raw(10).IsEmpty)
            Add(ref issues, Hl7IssueCode.ControlIdMissing, 10, "Expected a message control id in MSH-10, but it is empty.");
        if (Component(11, 1) is not [(byte)'P' or (byte)'T' or (byte)'D'])
            Add(ref issues, Hl7IssueCode.ProcessingIdUnknown, 11, $"Expected P, T or D in MSH-11.1, but it is '{Clip(ProcessingId)}'.");
        if (Component(12, 1) is not [(byte)'2', (byte)'.', >= (byte)'1' and <= (byte)'9', ..])
            Add(ref issues, Hl7IssueCode.VersionUnknown, 12, $"Expected a version 2.x in MSH-12.1, but it is '{Clip(Version)}'.");
        return issues.ToList();
    }

    private static string Clip(string text) => text.Length <= 10 ? text : text[..10];

    private void Add(ref IssueLog issues, Hl7IssueCode code, int field, string text) =>
        issues.Add(code, Hl7IssueKind.Suspect, 1, OffsetOf(field), text);

    /// <summary>Byte offset of MSH-<paramref name="field"/>; the end of the segment when it does not reach that far.</summary>
    internal int OffsetOf(int field) => field > lastField ? starts[lastField + 1] - 1 : starts[field];

    internal ReadOnlySpan<byte> Component(int field, int n)
    {
        var rest = Raw(field);
        for (; n > 1; n--)
        {
            var separator = rest.IndexOf(Delimiters.Component);
            if (separator < 0) return default;
            rest = rest[(separator + 1)..];
        }
        var end = rest.IndexOf(Delimiters.Component);
        return end < 0 ? rest : rest[..end];
    }

    private string Text(int field) => Decode(Raw(field));

    private string ComponentText(int field, int n) => Decode(Component(field, n));

    private string Decode(ReadOnlySpan<byte> raw) =>
        raw.IsEmpty || raw.SequenceEqual("\"\""u8) ? "" : Hl7Escapes.Decode(raw, Delimiters, Charset);

    private int FindFields(ReadOnlySpan<byte> data)
    {
        var separator = Delimiters.Field;
        starts[1] = opening.Start + 3;
        starts[2] = opening.Start + 4;
        var at = opening.Start + 4;
        for (var field = 2; ; field++)
        {
            var length = data[at..].IndexOfAny(separator, (byte)'\r', (byte)'\n');
            var end = length < 0 ? data.Length : at + length;
            starts[field + 1] = end + 1;
            if (field == LastField || length < 0 || data[end] != separator) return field;
            at = end + 1;
        }
    }

    [InlineArray(LastField + 2)]
    private struct FieldStarts
    {
        private int first;
    }
}
