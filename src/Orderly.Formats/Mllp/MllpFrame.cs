namespace Orderly.Formats.Mllp;

public enum MllpFrameKind
{
    /// <summary>A whole message.</summary>
    Message,

    /// <summary>The size limit was passed; the rest up to the end of the frame will be skipped.</summary>
    TooLarge,

    /// <summary>A new message began, or the stream ended, before the end of this one.</summary>
    Unfinished,
}

/// <summary>What the decoder found.</summary>
/// <param name="Bytes">The message without its frame, or the head of one that is too large or unfinished. Owned by the receiver.</param>
/// <param name="Length">Bytes of the message seen so far; more than <paramref name="Bytes"/> holds when only the head is kept.</param>
/// <param name="Noise">Bytes outside any frame that were skipped before this one.</param>
public readonly record struct MllpFrame(MllpFrameKind Kind, ReadOnlyMemory<byte> Bytes, long Length, long Noise);
