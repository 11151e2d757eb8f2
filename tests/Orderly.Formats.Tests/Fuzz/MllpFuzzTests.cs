using System.Text;
using Orderly.Formats.Tests.Hl7.V2;

namespace Orderly.Formats.Tests.Fuzz;

public sealed class MllpFuzzTests
{
    private static readonly byte[] Framed = MllpFraming.Wrap(Sample.Bytes(Sample.Discharge));

    private static readonly byte[][] Corpus =
    [
        Framed,
        [.. Framed, .. Framed],
        [.. Encoding.ASCII.GetBytes("noise"), .. Framed[..200], .. Framed],
    ];

    [Fact]
    public void No_stream_makes_the_decoder_throw_stall_or_pass_its_limit() =>
        FuzzRun.Run(defaultCases: 10_000, Corpus, (input, mutator) =>
        {
            var options = new MllpOptions { MaxMessageBytes = 2_000, KeptHead = 100, AcceptMissingFinalReturn = mutator.Next(2) == 0 };
            var decoder = new MllpDecoder(options);
            var size = 1 + mutator.Next(300);
            long seen = 0;
            for (var at = 0; at < input.Length; at += size)
            {
                var rest = input.AsSpan(at, Math.Min(size, input.Length - at));
                ReadOnlySpan<byte> read = rest;
                while (decoder.TryRead(ref read, out var frame)) seen += Judge(frame, options);
            }
            if (decoder.Complete() is { } last) seen += Judge(last, options);
            (seen + decoder.Noise).ShouldBeLessThanOrEqualTo(input.Length);
            decoder.IsInsideMessage.ShouldBeFalse();
        });

    [Fact]
    public void A_good_message_after_any_stream_that_ended_is_read() =>
        FuzzRun.Run(defaultCases: 5_000, Corpus, input =>
        {
            var decoder = new MllpDecoder(new MllpOptions { MaxMessageBytes = 4_000 });
            ReadOnlySpan<byte> read = input;
            while (decoder.TryRead(ref read, out _)) { }
            var frames = new List<MllpFrame>();
            read = Framed;
            while (decoder.TryRead(ref read, out var frame)) frames.Add(frame);
            frames[^1].Kind.ShouldBe(MllpFrameKind.Message);
            frames[^1].Bytes.Span.EndsWith(Framed.AsSpan(1, Framed.Length - 3)).ShouldBeTrue("the message is not the one sent");
        });

    private static long Judge(MllpFrame frame, MllpOptions options)
    {
        frame.Bytes.Length.ShouldBeLessThanOrEqualTo(frame.Kind == MllpFrameKind.Message ? options.MaxMessageBytes : options.KeptHead);
        frame.Length.ShouldBeGreaterThanOrEqualTo(frame.Bytes.Length);
        return frame.Length + frame.Noise;
    }
}
