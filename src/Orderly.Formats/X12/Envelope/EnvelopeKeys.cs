namespace Orderly.Formats.X12.Envelope;

/// <summary>The envelope's segments as <see cref="SegmentKey"/> packs them.</summary>
internal static class EnvelopeKeys
{
    public const uint Gs = ('G' << 8) | 'S';
    public const uint Ge = ('G' << 8) | 'E';
    public const uint St = ('S' << 8) | 'T';
    public const uint Se = ('S' << 8) | 'E';
    public const uint Iea = ('I' << 16) | ('E' << 8) | 'A';
    public const uint Ta1 = ('T' << 16) | ('A' << 8) | '1';
}
