using System.Buffers;

namespace Orderly.Formats.Mllp;

/// <summary>The frame of the Minimal Lower Layer Protocol (HL7 implementation guide, appendix C): 0x0B data 0x1C 0x0D.</summary>
public static class MllpFraming
{
    public const byte Start = 0x0B;
    public const byte End = 0x1C;
    public const byte Return = 0x0D;

    /// <summary>Bytes a frame adds to a message.</summary>
    public const int Overhead = 3;

    /// <summary>True when the message holds no byte of the frame, so that any receiver reads it as sent.</summary>
    public static bool CanCarry(ReadOnlySpan<byte> message) => message.IndexOfAny(Start, End) < 0;

    /// <summary>Writes one framed message.</summary>
    /// <exception cref="ArgumentException">The message holds 0x0B or 0x1C and would be cut by a receiver.</exception>
    public static void Write(ReadOnlySpan<byte> message, IBufferWriter<byte> target)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (!CanCarry(message))
            throw new ArgumentException("Expected a message without the bytes 0x0B and 0x1C, but there is one.", nameof(message));
        var span = target.GetSpan(message.Length + Overhead);
        span[0] = Start;
        message.CopyTo(span[1..]);
        span[message.Length + 1] = End;
        span[message.Length + 2] = Return;
        target.Advance(message.Length + Overhead);
    }

    /// <inheritdoc cref="Write"/>
    public static byte[] Wrap(ReadOnlySpan<byte> message)
    {
        var target = new ArrayBufferWriter<byte>(message.Length + Overhead);
        Write(message, target);
        return target.WrittenSpan.ToArray();
    }
}
