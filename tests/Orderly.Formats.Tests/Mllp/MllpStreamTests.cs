using CsCheck;

namespace Orderly.Formats.Tests.Mllp;

/// <summary>Properties over random streams; a failing one prints the seed that repeats it.</summary>
public sealed class MllpStreamTests
{
    // Bytes near those of the frame are frequent, so that the unlikely states are reached.
    private static readonly Gen<byte[]> Body = Gen.OneOf((byte)'M', (byte)'S', (byte)'H', (byte)'|', (byte)0x0D, (byte)0x0A, (byte)0).Array[0, 60];

    private static readonly Gen<byte[]> Noise = Gen.Frequency((3, Gen.Const(Array.Empty<byte>())), (1, Gen.OneOf((byte)0x0D, (byte)'x', (byte)0x1C).Array[0, 9]));

    [Fact]
    public void Messages_come_out_as_they_went_in_whatever_the_cuts_and_the_noise() =>
        Gen.Select(Gen.Select(Noise, Body).Array[0, 12], Gen.Int[1, 40], Gen.Bool).Sample((parts, chunk, isLenient) =>
        {
            var stream = parts.SelectMany(part => (byte[])[.. part.Item1, .. MllpFraming.Wrap(part.Item2)]).ToArray();
            var decoder = new MllpDecoder(new MllpOptions { AcceptMissingFinalReturn = isLenient });

            var frames = Read(decoder, stream, chunk);

            frames.Select(frame => frame.Kind).ShouldAllBe(kind => kind == MllpFrameKind.Message);
            frames.Select(frame => Convert.ToHexString(frame.Bytes.Span)).ShouldBe(parts.Select(part => Convert.ToHexString(part.Item2)));
            decoder.IsInsideMessage.ShouldBeFalse();
        });

    [Fact]
    public void Any_bytes_give_the_same_frames_whatever_the_cuts() =>
        Gen.Select(Gen.OneOf((byte)0x0B, (byte)0x1C, (byte)0x0D, (byte)'M', (byte)'S', (byte)'H', (byte)'x').Array[0, 120], Gen.Int[1, 20], Gen.Int[1, 30], Gen.Bool)
            .Sample((stream, chunk, limit, isLenient) =>
            {
                var options = new MllpOptions { MaxMessageBytes = limit, KeptHead = 4, AcceptMissingFinalReturn = isLenient };

                Show(Read(new MllpDecoder(options), stream, chunk)).ShouldBe(Show(Read(new MllpDecoder(options), stream, stream.Length + 1)));
            });

    [Fact]
    public void A_limit_below_a_headers_name_makes_a_message_begun_inside_another_too_large()
    {
        var options = new MllpOptions { MaxMessageBytes = 2, KeptHead = 4 };

        Show(Read(new MllpDecoder(options), "\u000bM\u000bMSH|\u001c\r"u8.ToArray(), 1)).ShouldBe("Unfinished:4D:0;TooLarge:4D5348:0");
    }

    private static string Show(IEnumerable<MllpFrame> frames) =>
        // How much of an oversize message was seen depends on the read that showed it.
        string.Join(";", frames.Select(frame => $"{frame.Kind}:{Convert.ToHexString(frame.Bytes.Span)}:{frame.Noise}"));

    private static List<MllpFrame> Read(MllpDecoder decoder, byte[] stream, int chunk)
    {
        var frames = new List<MllpFrame>();
        foreach (var read in stream.Chunk(chunk))
        {
            ReadOnlySpan<byte> rest = read;
            while (decoder.TryRead(ref rest, out var frame)) frames.Add(frame);
        }
        return frames;
    }
}
