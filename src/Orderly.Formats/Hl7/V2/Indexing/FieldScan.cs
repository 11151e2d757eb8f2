namespace Orderly.Formats.Hl7.V2;

/// <summary>Reads single positions from a message that is not indexed: the listener's path, where a full index would be waste.</summary>
internal static class FieldScan
{
    /// <summary>The raw bytes of the undivided value at a path as a range of the data; false when absent.</summary>
    public static bool TryFind(ReadOnlySpan<byte> data, in MessageOpening opening, Hl7Path path, out Range range)
    {
        range = default;
        Span<byte> name = stackalloc byte[3];
        if (path.SegmentKey == 0) return false;
        for (var i = 0; i < 3; i++) name[i] = (byte)path.Segment[i];

        var wanted = Math.Max(path.Occurrence, 1);
        for (var at = opening.Start; at < data.Length;)
        {
            var line = data[at..];
            var length = line.IndexOfAny((byte)'\r', (byte)'\n');
            if (length >= 0) line = line[..length];
            if (line.StartsWith(name) && (line.Length == 3 || line[3] == opening.Delimiters.Field) && --wanted == 0)
                return TryFindIn(line, at, opening.Delimiters, path, out range);
            at += line.Length + 1;
        }
        return false;
    }

    /// <summary>True when a segment of this name follows the header, at most a few other segments later.</summary>
    public static bool HasEarly(ReadOnlySpan<byte> data, in MessageOpening opening, ReadOnlySpan<byte> name, int within)
    {
        var at = opening.Start;
        for (var seen = 0; seen <= within && at < data.Length;)
        {
            var line = data[at..];
            if (line.StartsWith(name) && line.Length > 3 && line[3] == opening.Delimiters.Field) return true;
            var length = line.IndexOfAny((byte)'\r', (byte)'\n');
            if (length < 0) return false;
            if (length > 0) seen++;
            at += length + 1;
        }
        return false;
    }

    private static bool TryFindIn(ReadOnlySpan<byte> line, int offset, Hl7Delimiters delimiters, Hl7Path path, out Range range)
    {
        range = default;
        var isHeader = MessageIndex.IsHeader(path.SegmentKey);
        var location = PartLocator.Locate(line, path, delimiters, isHeader);
        if (!location.Exists) return false;
        var (start, end) = (location.Start, location.End);
        if (!isHeader || path.Field > 2)
        {
            // What the path leaves out is the first.
            var length = line[start..end].IndexOfAny(
                delimiters.Component,
                delimiters.Repetition == 0 ? delimiters.Component : delimiters.Repetition,
                delimiters.Subcomponent == 0 ? delimiters.Component : delimiters.Subcomponent);
            if (length >= 0) end = start + length;
        }
        range = (offset + start)..(offset + end);
        return true;
    }
}
