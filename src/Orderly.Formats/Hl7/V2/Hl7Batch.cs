using System.Globalization;

namespace Orderly.Formats.Hl7.V2;

/// <summary>
/// A file of messages: <c>[FHS] { [BHS] { MSH ... } [BTS] } [FTS]</c>, or messages one after the other without any envelope.
/// Splitting looks only at line starts; the messages are slices of the input, and nothing of it is lost.
/// </summary>
public sealed class Hl7Batch
{
    private Hl7Batch(IReadOnlyList<Piece> pieces, IReadOnlyList<Hl7Issue> issues)
    {
        Pieces = pieces;
        Messages = [.. pieces.Where(piece => piece.Kind == PieceKind.Message)];
        Issues = issues;
    }

    public enum PieceKind
    {
        /// <summary>Bytes before the first header that belong to nothing: a byte order mark, blank lines or text.</summary>
        Outside,
        FileHeader,
        BatchHeader,
        Message,
        BatchTrailer,
        FileTrailer,
    }

    /// <summary>A stretch of the input from the start of a line up to the next piece, line ends and blank lines included.</summary>
    public readonly record struct Piece(PieceKind Kind, int Offset, ReadOnlyMemory<byte> Bytes);

    /// <summary>All pieces in order; joined they are the input.</summary>
    public IReadOnlyList<Piece> Pieces { get; }

    /// <summary>The messages in order.</summary>
    public IReadOnlyList<Piece> Messages { get; }

    /// <summary>Counts that do not agree, missing headers or trailers, bytes outside messages. Offsets are those of the input.</summary>
    public IReadOnlyList<Hl7Issue> Issues { get; }

    public bool HasEnvelope => Pieces.Any(piece => piece.Kind is PieceKind.FileHeader or PieceKind.BatchHeader);

    public static Hl7Batch Split(ReadOnlyMemory<byte> input)
    {
        var pieces = FindPieces(input);
        return new Hl7Batch(pieces, Verify(pieces));
    }

    private static List<Piece> FindPieces(ReadOnlyMemory<byte> input)
    {
        var pieces = new List<Piece>();
        var data = input.Span;
        var (kind, start) = (PieceKind.Outside, 0);
        var at = MessageOpening.SkipLeading(data, out _);
        var isFirst = true;
        while (at < data.Length)
        {
            if (TryKind(data[at..], out var next))
            {
                // What leads the input belongs to its first header.
                var from = isFirst ? 0 : at;
                if (from > start) pieces.Add(new Piece(kind, start, input[start..from]));
                (kind, start) = (next, from);
            }
            isFirst = false;
            var length = data[at..].IndexOfAny((byte)'\r', (byte)'\n');
            if (length < 0) break;
            at += length + 1;
        }
        if (start < data.Length) pieces.Add(new Piece(kind, start, input[start..]));
        return pieces;
    }

    private static bool TryKind(ReadOnlySpan<byte> line, out PieceKind kind)
    {
        kind = PieceKind.Outside;
        if (line.Length < 3) return false;
        var name = line[..3];
        var isBare = line.Length == 3 || line[3] is (byte)'\r' or (byte)'\n';
        if (isBare ? name[1..].IndexOf("TS"u8) != 0 : !Hl7Delimiters.IsAllowed(line[3])) return false; // a trailer may hold nothing
        kind = name.SequenceEqual("MSH"u8) ? PieceKind.Message
            : name.SequenceEqual("FHS"u8) ? PieceKind.FileHeader
            : name.SequenceEqual("BHS"u8) ? PieceKind.BatchHeader
            : name.SequenceEqual("BTS"u8) ? PieceKind.BatchTrailer
            : name.SequenceEqual("FTS"u8) ? PieceKind.FileTrailer
            : PieceKind.Outside;
        return kind != PieceKind.Outside;
    }

    private static IReadOnlyList<Hl7Issue> Verify(List<Piece> pieces)
    {
        var issues = new IssueLog(Hl7Limits.Default.MaxIssues);
        Piece? file = null, batch = null;
        int messages = 0, batches = 0;
        foreach (var piece in pieces)
        {
            switch (piece.Kind)
            {
                case PieceKind.Outside when !piece.Bytes.Span.Trim(" \t\r\n"u8).IsEmpty:
                    issues.Add(Hl7IssueCode.BytesOutsideMessages, Hl7IssueKind.Suspect, 0, piece.Offset, "Expected a header segment first, but other text comes before it.");
                    break;
                case PieceKind.FileHeader:
                    file = piece;
                    batches = 0;
                    break;
                case PieceKind.BatchHeader:
                    if (batch is not null) MissingTrailer("BTS", piece.Offset, ref issues);
                    batch = piece;
                    messages = 0;
                    batches++;
                    break;
                case PieceKind.Message:
                    messages++;
                    break;
                case PieceKind.BatchTrailer:
                    if (batch is null) MissingHeader("BHS", piece.Offset, ref issues);
                    else Compare("BTS-1", messages, piece, ref issues);
                    batch = null;
                    break;
                case PieceKind.FileTrailer:
                    if (batch is not null) MissingTrailer("BTS", piece.Offset, ref issues);
                    if (file is null) MissingHeader("FHS", piece.Offset, ref issues);
                    else Compare("FTS-1", batches, piece, ref issues);
                    (file, batch) = (null, null);
                    break;
            }
        }
        var end = pieces.Count == 0 ? 0 : pieces[^1].Offset + pieces[^1].Bytes.Length;
        if (batch is not null) MissingTrailer("BTS", end, ref issues);
        if (file is not null) MissingTrailer("FTS", end, ref issues);
        return issues.ToList();
    }

    private static void MissingTrailer(string name, int offset, ref IssueLog issues) =>
        issues.Add(Hl7IssueCode.BatchTrailerMissing, Hl7IssueKind.Incomplete, 0, offset, $"Expected {name} to close what was opened, but it is not there: the file may be cut.");

    private static void MissingHeader(string name, int offset, ref IssueLog issues) =>
        issues.Add(Hl7IssueCode.BatchHeaderMissing, Hl7IssueKind.Suspect, 0, offset, $"Expected {name} before its trailer, but there is none open.");

    /// <summary>A blank count makes no claim; the standard leaves it optional.</summary>
    private static void Compare(string field, int found, Piece trailer, ref IssueLog issues)
    {
        var line = trailer.Bytes.Span;
        if (line.Length < 4 || line[3] is (byte)'\r' or (byte)'\n') return;
        var content = line[4..];
        var length = content.IndexOfAny(line[3], (byte)'\r', (byte)'\n');
        if (length >= 0) content = content[..length];
        content = content.Trim((byte)' ');
        if (content.IsEmpty) return;
        if (int.TryParse(content, NumberStyles.None, CultureInfo.InvariantCulture, out var declared) && declared == found) return;
        issues.Add(Hl7IssueCode.BatchCountMismatch, Hl7IssueKind.Suspect, 0, trailer.Offset, $"Expected {field} to say {found}, but it says something else.");
    }
}
