using System.Buffers;
using Orderly.Formats.Mllp;

namespace Orderly.Formats.Hl7.V2;

/// <summary>What was found out about one message of a file.</summary>
/// <param name="Number">1-based position in the file.</param>
/// <param name="Offset">Byte offset of the message in the file; of an MLLP stream, in its messages without frames.</param>
/// <param name="IsByteExact">The message put together again from its indexed parts equals what was read.</param>
/// <param name="Issues">Offsets are relative to the message.</param>
/// <param name="Structure">MSH-9.3, else what the trigger stands for; empty when neither tells.</param>
/// <param name="Segments">Names in the order received.</param>
public sealed record Hl7CheckReport(
    int Number,
    int Offset,
    int Length,
    bool IsReadable,
    bool IsByteExact,
    IReadOnlyList<Hl7Issue> Issues,
    string Version,
    string Trigger,
    string Structure,
    string ControlId,
    string Charset,
    IReadOnlyList<string> Segments);

/// <summary>What was found out about a file of messages.</summary>
/// <param name="Issues">Those of the file's envelope; offsets are relative to the file.</param>
public sealed record Hl7FileReport(IReadOnlyList<Hl7CheckReport> Messages, IReadOnlyList<Hl7Issue> Issues);

/// <summary>
/// Reads messages as deeply as the product ever will and says what it found, without judging by a profile: header, structure, charset,
/// escapes, control characters, timestamp of MSH-7, byte-exact write-back.
/// </summary>
public static class Hl7Check
{
    /// <summary>Checks every message of a file: a single message, several after each other, a batch, or an MLLP stream.</summary>
    public static Hl7FileReport File(ReadOnlyMemory<byte> file, Hl7Limits? limits = null)
    {
        limits ??= Hl7Limits.Default;
        var issues = new IssueLog(limits.MaxIssues);
        var bytes = IsFramed(file.Span) ? Unframe(file, ref issues) : file;
        var batch = Hl7Batch.Split(bytes);
        if (batch is { Messages.Count: 0, HasEnvelope: true }) return new Hl7FileReport([], [.. issues.ToList(), .. batch.Issues]);
        if (batch.Messages.Count == 0) return new Hl7FileReport([Message(bytes, limits)], issues.ToList());

        var reports = new List<Hl7CheckReport>(batch.Messages.Count);
        foreach (var piece in batch.Messages)
            reports.Add(Message(piece.Bytes, limits) with { Number = reports.Count + 1, Offset = piece.Offset });
        return new Hl7FileReport(reports, [.. issues.ToList(), .. batch.Issues]);
    }

    /// <summary>The messages of a file as <see cref="File"/> finds them, byte for byte: for sending them one by one.</summary>
    public static IReadOnlyList<ReadOnlyMemory<byte>> MessagesOf(ReadOnlyMemory<byte> file)
    {
        var ignored = new IssueLog(0);
        var bytes = IsFramed(file.Span) ? Unframe(file, ref ignored) : file;
        return [.. Hl7Batch.Split(bytes).Messages.Select(piece => piece.Bytes)];
    }

    /// <summary>Checks one message.</summary>
    public static Hl7CheckReport Message(ReadOnlyMemory<byte> bytes, Hl7Limits? limits = null)
    {
        limits ??= Hl7Limits.Default;
        var message = Hl7Message.Parse(bytes, limits);
        var issues = new IssueLog(limits.MaxIssues);
        foreach (var issue in message.Issues) issues.Add(issue.Code, issue.Kind, issue.Segment, issue.Offset, issue.Text);
        MessageHeader? header = null;
        if (message.IsReadable && MessageHeader.TryRead(bytes, out header, out _))
        {
            foreach (var issue in header.Check()) issues.Add(issue.Code, issue.Kind, issue.Segment, issue.Offset, issue.Text);
            CheckHeaderFields(header, ref issues);
            CheckStructure(header, message, ref issues);
            CheckContent(message, ref issues);
        }
        return new Hl7CheckReport(
            Number: 1,
            Offset: 0,
            Length: bytes.Length,
            IsReadable: message.IsReadable,
            IsByteExact: message.IsReadable && Rebuild(message).AsSpan().SequenceEqual(bytes.Span),
            Issues: issues.ToList(),
            Version: header?.Version ?? "",
            Trigger: header is null ? "" : $"{header.MessageType}^{header.TriggerEvent}".TrimEnd('^'),
            Structure: header is null ? "" : StructureOf(header),
            ControlId: header?.ControlId ?? "",
            Charset: message.Charset.Name,
            Segments: [.. message.Segments.Select(segment => segment.Name)]);
    }

    /// <summary>Puts a message together from its parts alone, so that an index that loses or moves a byte shows.</summary>
    internal static byte[] Rebuild(Hl7Message message)
    {
        var target = new ArrayBufferWriter<byte>(message.Bytes.Length);
        var end = 0;
        foreach (var segment in message.Segments)
        {
            target.Write(message.Bytes.Span[end..segment.Offset]);
            target.Write(segment.Field(0).Raw.Span);
            var isHeader = segment.Is("MSH") || segment.Is("FHS") || segment.Is("BHS");
            for (var number = 1; number <= segment.FieldCount; number++)
            {
                if (!isHeader || number > 2) target.Write((ReadOnlySpan<byte>)[message.Delimiters.Field]);
                Rebuild(segment.Field(number), message.Delimiters, target);
            }
            end = segment.Offset + segment.Raw.Length;
        }
        target.Write(message.Bytes.Span[end..]);
        return target.WrittenSpan.ToArray();
    }

    private static void Rebuild(Hl7Part part, Hl7Delimiters delimiters, ArrayBufferWriter<byte> target)
    {
        if (part.Level == Hl7Level.Subcomponent)
        {
            target.Write(part.Raw.Span);
            return;
        }
        var isFirst = true;
        foreach (var child in part)
        {
            if (!isFirst) target.Write((ReadOnlySpan<byte>)[delimiters.Separator(child.Level)]);
            isFirst = false;
            Rebuild(child, delimiters, target);
        }
    }

    /// <summary>A frame's first byte before a header; bytes may stand before the first frame. A vertical tab in text is no frame.</summary>
    private static bool IsFramed(ReadOnlySpan<byte> file) =>
        file.StartsWith((ReadOnlySpan<byte>)[MllpFraming.Start])
        || file.IndexOf("\vMSH"u8) >= 0 || file.IndexOf("\vFHS"u8) >= 0 || file.IndexOf("\vBHS"u8) >= 0;

    /// <summary>The messages of an MLLP stream one after the other; sizes are judged when they are read.</summary>
    private static byte[] Unframe(ReadOnlyMemory<byte> file, ref IssueLog issues)
    {
        var decoder = new MllpDecoder(new MllpOptions { MaxMessageBytes = file.Length, AcceptMissingFinalReturn = true, KeptHead = file.Length });
        var target = new ArrayBufferWriter<byte>(file.Length);
        var rest = file.Span;
        while (decoder.TryRead(ref rest, out var frame)) Append(frame, target, ref issues);
        if (decoder.Complete() is { } last) Append(last, target, ref issues);
        return target.WrittenSpan.ToArray();
    }

    private static void Append(MllpFrame frame, ArrayBufferWriter<byte> target, ref IssueLog issues)
    {
        if (frame.Noise > 0)
            issues.Add(Hl7IssueCode.BytesOutsideMessages, Hl7IssueKind.Suspect, 0, target.WrittenCount, $"Expected frames one after the other, but {frame.Noise} bytes stand outside any.");
        if (frame.Kind == MllpFrameKind.Unfinished)
            issues.Add(Hl7IssueCode.FrameUnfinished, Hl7IssueKind.Incomplete, 0, target.WrittenCount, "Expected 0x1C 0x0D at the end of the frame, but a new message or the end of the stream comes first.");
        if (target.WrittenCount > 0 && target.WrittenSpan[^1] is not ((byte)'\r' or (byte)'\n')) target.Write("\r"u8);
        target.Write(frame.Bytes.Span);
    }

    private static void CheckHeaderFields(MessageHeader header, ref IssueLog issues)
    {
        if (header.Timestamp.Length > 0 && !Hl7Timestamp.TryParse(header.Timestamp.Split((char)header.Delimiters.Component)[0], out _))
            issues.Add(Hl7IssueCode.InvalidTimestamp, Hl7IssueKind.Suspect, 1, header.OffsetOf(7), "Expected a timestamp of the form YYYYMMDDHHMM[SS[.S]][+/-ZZZZ] in MSH-7, but it is not.");
        foreach (var field in (ReadOnlySpan<int>)[15, 16])
        {
            if (!AckPlan.IsKnown(header.Raw(field)))
                issues.Add(Hl7IssueCode.AckConditionUnknown, Hl7IssueKind.Suspect, 1, header.OffsetOf(field), $"Expected AL, NE, ER, SU or blank in MSH-{field}, but it is another code; it is taken as AL.");
        }
    }

    private static string StructureOf(MessageHeader header) =>
        header.MessageStructure is { Length: > 0 } declared ? declared : MessageStructures.Of(header.MessageType, header.TriggerEvent) ?? "";

    private static void CheckStructure(MessageHeader header, Hl7Message message, ref IssueLog issues)
    {
        var expected = MessageStructures.Of(header.MessageType, header.TriggerEvent);
        if (expected is not null && header.MessageStructure.Length > 0 && header.MessageStructure != expected)
            issues.Add(Hl7IssueCode.StructureUnexpected, Hl7IssueKind.Tolerated, 1, header.OffsetOf(9), $"Expected {expected} in MSH-9.3 for this trigger, but it is another structure.");
        foreach (var name in MessageStructures.RequiredSegments(expected ?? header.MessageStructure))
        {
            if (message.First(name).IsAbsent)
                issues.Add(Hl7IssueCode.SegmentMissing, Hl7IssueKind.Suspect, 0, message.Bytes.Length, $"Expected a segment {name} in {expected ?? "this structure"}, but there is none.");
        }
    }

    private static void CheckContent(Hl7Message message, ref IssueLog issues)
    {
        foreach (var segment in message.Segments)
        {
            var raw = segment.Raw.Span;
            var control = raw.IndexOfAnyExcept(Printable);
            if (control >= 0)
                issues.Add(Hl7IssueCode.ControlCharacter, Hl7IssueKind.Suspect, segment.Number, segment.Offset + control, "Expected printable characters, but there is a control character.");
            if (raw.IndexOf(message.Delimiters.Escape) < 0) continue;
            for (var number = 1; number <= segment.FieldCount; number++) CheckEscapes(segment, number, message.Delimiters, ref issues);
        }
    }

    private static void CheckEscapes(Hl7Segment segment, int number, Hl7Delimiters delimiters, ref IssueLog issues)
    {
        if (number <= 2 && segment.Is("MSH")) return;
        var field = segment.Field(number);
        var count = Hl7Escapes.CountUnresolved(field.Raw.Span, delimiters);
        if (count > 0)
            issues.Add(Hl7IssueCode.UnknownEscape, Hl7IssueKind.Tolerated, segment.Number, field.Offset, $"Expected escape sequences that can be resolved in {segment.Name}-{number}, but {count} cannot; they stay as they are.");
    }

    private static readonly SearchValues<byte> Printable =
        SearchValues.Create([(byte)'\t', .. Enumerable.Range(0x20, 0x100 - 0x20).Where(b => b != 0x7F).Select(b => (byte)b)]);
}
