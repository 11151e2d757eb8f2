namespace Orderly.Formats.Hl7.V2;

/// <summary>Where a path leads inside the bytes of one segment, found without an index.</summary>
/// <param name="Padding">Separators that must be written before the position exists, in order; empty when it does.</param>
internal readonly record struct PartLocation(int Start, int End, byte[] Padding)
{
    public bool Exists => Padding.Length == 0;
}

internal static class PartLocator
{
    /// <summary>
    /// Finds a path's field, or the part of it that the path names. A path without component addresses the whole field or, with
    /// a repetition, that repetition.
    /// </summary>
    public static PartLocation Locate(ReadOnlySpan<byte> segment, Hl7Path path, Hl7Delimiters delimiters, bool isHeader)
    {
        var start = Math.Min(3, segment.Length);
        if (isHeader && path.Field <= 2) return LocateEncoding(segment, path.Field, delimiters);

        var extent = new Extent(segment, start, segment.Length);
        extent.Enter(delimiters.Field, isHeader ? path.Field : path.Field + 1);
        if (path.Repetition > 0 || path.Component > 0) extent.Enter(delimiters.Repetition, path.RepetitionOrFirst);
        if (path.Component > 0) extent.Enter(delimiters.Component, path.Component);
        if (path.Subcomponent > 0) extent.Enter(delimiters.Subcomponent, path.Subcomponent);
        return extent.ToLocation();
    }

    private static PartLocation LocateEncoding(ReadOnlySpan<byte> segment, int field, Hl7Delimiters delimiters)
    {
        if (segment.Length < 4) return new PartLocation(0, 0, [0]);
        if (field == 1) return new PartLocation(3, 4, []);
        var end = segment[4..].IndexOf(delimiters.Field);
        return new PartLocation(4, end < 0 ? segment.Length : 4 + end, []);
    }

    private ref struct Extent(ReadOnlySpan<byte> data, int start, int end)
    {
        private readonly ReadOnlySpan<byte> data = data;
        private int start = start;
        private int end = end;
        private List<byte>? padding;

        /// <summary>Narrows to the nth part (1-based) at this separator.</summary>
        public void Enter(byte separator, int n)
        {
            if (padding is not null || separator == 0)
            {
                for (var i = 1; i < n; i++) (padding ??= []).Add(separator);
                return;
            }
            for (var i = 1; i < n; i++)
            {
                var length = data[start..end].IndexOf(separator);
                if (length < 0)
                {
                    for (; i < n; i++) (padding ??= []).Add(separator);
                    start = end;
                    return;
                }
                start += length + 1;
            }
            var rest = data[start..end].IndexOf(separator);
            if (rest >= 0) end = start + rest;
        }

        public readonly PartLocation ToLocation() => new(start, end, padding is null ? [] : [.. padding]);
    }
}
