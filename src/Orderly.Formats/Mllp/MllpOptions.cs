namespace Orderly.Formats.Mllp;

/// <summary>How frames are read. All sizes in bytes.</summary>
public sealed record MllpOptions
{
    public static MllpOptions Default { get; } = new();

    /// <summary>Size of one message; a longer one is refused and skipped up to its end.</summary>
    public int MaxMessageBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>
    /// Takes a frame as ended at 0x1C though no 0x0D follows it. For senders that leave the last byte out; off by default, since
    /// a 0x1C inside a message would then cut it.
    /// </summary>
    public bool AcceptMissingFinalReturn { get; init; }

    /// <summary>How much of the start of an unfinished or oversize message is kept, so that its header can still be answered.</summary>
    public int KeptHead { get; init; } = 4 * 1024;
}
