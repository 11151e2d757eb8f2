using System.Buffers;

namespace Orderly.Formats.Hl7.V2;

/// <summary>
/// Makes a message, or changes one: copy on write, a segment at a time. What is not set stays as it was, byte for byte, within a
/// changed segment too. Misuse, such as a path into nowhere, is the caller's error and throws.
/// </summary>
public sealed class Hl7Editor
{
    private readonly List<Line> lines = [];
    private readonly ReadOnlyMemory<byte> leading;
    private readonly byte[] terminator;

    /// <summary>Edits a readable message; the message itself does not change.</summary>
    /// <exception cref="ArgumentException">The message is not readable.</exception>
    public Hl7Editor(Hl7Message message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (!message.IsReadable)
            throw new ArgumentException("Expected a readable message to edit, but this one has issues that prevent it.", nameof(message));
        Delimiters = message.Delimiters;
        Charset = message.Charset;
        var segments = message.Index.Segments;
        leading = message.Bytes[..segments[0].Start];
        for (var i = 0; i < message.SegmentCount; i++)
        {
            var next = i + 1 < message.SegmentCount ? segments[i + 1].Start : message.Bytes.Length;
            lines.Add(new Line(segments[i].Name, message.Bytes[segments[i].Start..segments[i].End], message.Bytes[segments[i].End..next]));
        }
        terminator = TerminatorOf(lines[0].Gap.Span);
    }

    private Hl7Editor(Hl7Delimiters delimiters, Hl7Charset charset)
    {
        Delimiters = delimiters;
        Charset = charset;
        terminator = "\r"u8.ToArray();
        Span<byte> header = stackalloc byte[9];
        "MSH"u8.CopyTo(header);
        header[3] = delimiters.Field;
        var length = 4 + delimiters.WriteEncodingCharacters(header[4..]);
        Add("MSH", header[..length].ToArray());
    }

    public Hl7Delimiters Delimiters { get; }

    public Hl7Charset Charset { get; }

    /// <summary>
    /// A new message with MSH-7, 9, 10, 11, 12 and, unless the charset is ASCII, 18 filled. UTF-8 unless told otherwise.
    /// </summary>
    /// <param name="structure">MSH-9.3, such as ADT_A03; null leaves it out.</param>
    public static Hl7Editor Create(
        string type,
        string trigger,
        string? structure,
        string controlId,
        Hl7Timestamp at,
        string version = "2.5.1",
        string processingId = "P",
        Hl7Charset? charset = null,
        Hl7Delimiters? delimiters = null)
    {
        var editor = new Hl7Editor(delimiters ?? Hl7Delimiters.Standard, charset ?? Hl7Charset.Utf8);
        editor.Set("MSH-7", at.ToString()).Set("MSH-9.1", type).Set("MSH-9.2", trigger);
        if (structure is not null) editor.Set("MSH-9.3", structure);
        editor.Set("MSH-10", controlId).Set("MSH-11", processingId).Set("MSH-12", version);
        if (editor.Charset != Hl7Charset.Ascii) editor.Set("MSH-18", editor.Charset.Name);
        return editor;
    }

    /// <summary>
    /// Puts text at a path, escaped. Without component the path stands for the whole field, or the repetition it names. Missing
    /// fields and parts before it are made; a segment is appended when the path names the one after the last of its name.
    /// </summary>
    /// <exception cref="ArgumentException">MSH-1 or MSH-2, a path with *, a gap in segment numbers, or text that the charset cannot carry.</exception>
    public Hl7Editor Set(Hl7Path path, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return SetRaw(path, Hl7Escapes.Encode(text, Delimiters, Charset));
    }

    /// <inheritdoc cref="Set(Hl7Path, string)"/>
    public Hl7Editor Set(string path, string text) => Set(Hl7Path.Parse(path), text);

    /// <summary>Puts two double quotes at a path: tells the receiver to delete its value.</summary>
    public Hl7Editor SetDelete(Hl7Path path) => SetRaw(path, "\"\""u8);

    /// <summary>Empties a path: tells the receiver nothing.</summary>
    public Hl7Editor Clear(Hl7Path path) => SetRaw(path, default);

    /// <summary>Puts encoded bytes, separators included, at a path.</summary>
    public Hl7Editor SetRaw(Hl7Path path, ReadOnlySpan<byte> bytes)
    {
        if (path.SegmentKey == 0 || path.HasMany)
            throw new ArgumentException($"Expected a path to one position, but '{path}' is none.", nameof(path));
        if (MessageIndex.IsHeader(path.SegmentKey) && path.Field <= 2)
            throw new ArgumentException($"Expected a path behind {path.Segment}-2, but '{path}' holds the delimiters of the whole message.", nameof(path));
        if (bytes.IndexOfAny((byte)'\r', (byte)'\n') >= 0)
            throw new ArgumentException("Expected encoded bytes without line ends, but there is one.", nameof(bytes));

        var at = FindOrAppend(path);
        lines[at] = lines[at] with { Body = Splice(lines[at].Body.Span, path, bytes) };
        return this;
    }

    /// <summary>Appends an empty segment of this name, whatever others there are.</summary>
    public Hl7Editor Append(string segment)
    {
        if (SegmentNames.Pack(segment) == 0)
            throw new ArgumentException($"Expected a segment name of three capitals or digits, but got '{segment}'.", nameof(segment));
        Add(segment, System.Text.Encoding.ASCII.GetBytes(segment));
        return this;
    }

    /// <summary>Takes out the nth segment of a name with its terminator; false when there is none.</summary>
    public bool Remove(string segment, int occurrence = 1)
    {
        var name = SegmentNames.Pack(segment);
        if (name == 0 || MessageIndex.IsHeader(name)) return false;
        var at = Find(name, occurrence, out _);
        if (at >= 0) lines.RemoveAt(at);
        return at >= 0;
    }

    public byte[] ToBytes()
    {
        var target = new ArrayBufferWriter<byte>(1024);
        target.Write(leading.Span);
        foreach (var line in lines)
        {
            target.Write(line.Body.Span);
            target.Write(line.Gap.Span);
        }
        return target.WrittenSpan.ToArray();
    }

    public Hl7Message ToMessage() => Hl7Message.Parse(ToBytes());

    private byte[] Splice(ReadOnlySpan<byte> body, Hl7Path path, ReadOnlySpan<byte> bytes)
    {
        var (start, end, padding) = PartLocator.Locate(body, path, Delimiters, MessageIndex.IsHeader(path.SegmentKey));
        if (padding.Contains((byte)0))
            throw new ArgumentException($"Expected a path within the delimiters that MSH-2 declares, but '{path}' needs another.", nameof(path));
        if (bytes.IsEmpty && padding.Length > 0) return body.ToArray(); // nothing to empty

        var result = new byte[start + padding.Length + bytes.Length + (body.Length - end)];
        body[..start].CopyTo(result);
        padding.CopyTo(result, start);
        bytes.CopyTo(result.AsSpan(start + padding.Length));
        body[end..].CopyTo(result.AsSpan(start + padding.Length + bytes.Length));
        return result;
    }

    private int FindOrAppend(Hl7Path path)
    {
        var at = Find(path.SegmentKey, path.Occurrence, out var count);
        if (at >= 0) return at;
        if (path.Occurrence != count + 1)
            throw new ArgumentException($"Expected a segment that exists or the next one, but '{path}' skips some: there are {count}.", nameof(path));
        Append(path.Segment);
        return lines.Count - 1;
    }

    private int Find(uint name, int occurrence, out int count)
    {
        count = 0;
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Name == name && ++count == occurrence) return i;
        }
        return -1;
    }

    private void Add(string segment, byte[] body)
    {
        if (lines.Count > 0 && lines[^1].Gap.IsEmpty) lines[^1] = lines[^1] with { Gap = terminator };
        lines.Add(new Line(SegmentNames.Pack(segment), body, terminator));
    }

    private static byte[] TerminatorOf(ReadOnlySpan<byte> gap) =>
        gap.StartsWith("\r\n"u8) ? "\r\n"u8.ToArray() : gap.StartsWith("\n"u8) ? "\n"u8.ToArray() : "\r"u8.ToArray();

    /// <summary>A segment and what stands between it and the next one.</summary>
    private readonly record struct Line(uint Name, ReadOnlyMemory<byte> Body, ReadOnlyMemory<byte> Gap);
}
