namespace Orderly.Formats.Hl7.V2;

/// <summary>
/// The start of a message up to the end of MSH-2: what comes before MSH, and the delimiters. Everything else is read with them.
/// </summary>
internal readonly record struct MessageOpening(int Start, Hl7Delimiters Delimiters, bool HasByteOrderMark)
{
    private const string Header = "MSH";

    /// <summary>Reads the opening; on failure the log holds one Incomplete or Invalid issue that says why.</summary>
    public static bool TryRead(ReadOnlySpan<byte> data, ref IssueLog issues, out MessageOpening opening)
    {
        opening = default;
        var start = SkipLeading(data, out var hasMark);
        if (!IsHeader(data, start, ref issues)) return false;
        if (!TryReadDelimiters(data, start, ref issues, out var delimiters)) return false;
        if (hasMark)
            issues.Add(Hl7IssueCode.ByteOrderMark, Hl7IssueKind.Tolerated, 0, 0, "Expected MSH first, but a UTF-8 byte order mark stands before it.");
        if (start > (hasMark ? 3 : 0))
            issues.Add(Hl7IssueCode.LeadingBytes, Hl7IssueKind.Tolerated, 0, 0, "Expected MSH first, but blanks or line ends stand before it.");
        opening = new MessageOpening(start, delimiters, hasMark);
        return true;
    }

    internal static int SkipLeading(ReadOnlySpan<byte> data, out bool hasMark)
    {
        hasMark = data.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]);
        var start = hasMark ? 3 : 0;
        while (start < data.Length && data[start] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n') start++;
        return start;
    }

    private static bool IsHeader(ReadOnlySpan<byte> data, int start, ref IssueLog issues)
    {
        var rest = data[start..];
        if (rest.StartsWith("MSH"u8)) return true;
        if (rest.Length == 0)
            issues.Add(Hl7IssueCode.Empty, Hl7IssueKind.Incomplete, 0, start, "Expected a message, but there is nothing in it.");
        else if ("MSH"u8.StartsWith(rest))
            issues.Add(Hl7IssueCode.HeaderCut, Hl7IssueKind.Incomplete, 1, start, "Expected MSH, but the bytes end within its name.");
        else if (rest.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || rest.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) || (rest.Length > 1 && (rest[0] == 0 || rest[1] == 0)))
            issues.Add(Hl7IssueCode.UnsupportedEncoding, Hl7IssueKind.Invalid, 0, start, "Expected a charset of one byte a delimiter, but the bytes look like UTF-16 or UTF-32.");
        else if (rest.StartsWith("FHS"u8) || rest.StartsWith("BHS"u8))
            issues.Add(Hl7IssueCode.BatchInsteadOfMessage, Hl7IssueKind.Invalid, 1, start, "Expected one message, but a batch or file header comes first; split the batch before reading.");
        else
            issues.Add(Hl7IssueCode.HeaderMissing, Hl7IssueKind.Invalid, 1, start, $"Expected the message to start with {Header}, but it does not.");
        return false;
    }

    private static bool TryReadDelimiters(ReadOnlySpan<byte> data, int start, ref IssueLog issues, out Hl7Delimiters delimiters)
    {
        delimiters = default;
        var at = start + 3;
        if (at >= data.Length) return Cut(at, ref issues);
        var field = data[at];
        if (!Hl7Delimiters.IsAllowed(field)) return Refuse(at, "a field separator in MSH-1", ref issues);

        var from = at + 1;
        var length = data[from..].IndexOfAny(field, (byte)'\r', (byte)'\n');
        var isCut = length < 0;
        if (isCut) length = data.Length - from;
        var encoding = data.Slice(from, Math.Min(length, 6));
        if (encoding.Length < 1)
            return isCut ? Cut(from, ref issues) : Refuse(from, "a component separator in MSH-2", ref issues);

        for (var i = 0; i < encoding.Length; i++)
        {
            if (Hl7Delimiters.IsAllowed(encoding[i]) && encoding[i] != field && encoding[..i].IndexOf(encoding[i]) < 0) continue;
            return Refuse(from + i, "each delimiter in MSH-2 to be a printable ASCII symbol used once", ref issues);
        }
        if (encoding.Length > 5) return Refuse(from + 5, "at most five characters in MSH-2", ref issues);
        if (encoding.Length < 4)
        {
            if (isCut) return Cut(from + encoding.Length, ref issues);
            issues.Add(Hl7IssueCode.DelimiterMissing, Hl7IssueKind.Tolerated, 1, from + encoding.Length,
                $"Expected four or five characters in MSH-2, but there are {encoding.Length}; the missing kinds of parts cannot occur.");
        }
        delimiters = new Hl7Delimiters(field, At(encoding, 0), At(encoding, 1), At(encoding, 2), At(encoding, 3), At(encoding, 4));
        return true;
    }

    private static byte At(ReadOnlySpan<byte> encoding, int i) => i < encoding.Length ? encoding[i] : (byte)0;

    private static bool Cut(int offset, ref IssueLog issues)
    {
        issues.Add(Hl7IssueCode.HeaderCut, Hl7IssueKind.Incomplete, 1, offset, "Expected MSH-1 and MSH-2, but the bytes end before them.");
        return false;
    }

    private static bool Refuse(int offset, string expected, ref IssueLog issues)
    {
        issues.Add(Hl7IssueCode.InvalidDelimiter, Hl7IssueKind.Invalid, 1, offset, $"Expected {expected}, but another character stands there.");
        return false;
    }
}
