using System.Buffers;
using System.Text;

namespace Orderly.Formats.Tests.Mllp;

public sealed class MllpDecoderTests
{
    private const string Vt = "\u000B", Fs = "\u001C", Cr = "\r";

    [Fact]
    public void Several_messages_in_one_read_come_out_one_by_one() =>
        Read($"{Vt}MSH|a{Fs}{Cr}{Vt}MSH|b{Fs}{Cr}{Vt}MSH|c{Fs}{Cr}").ShouldBe(["Message MSH|a", "Message MSH|b", "Message MSH|c"]);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void One_message_over_many_reads_is_whole_whatever_the_cuts(int size)
    {
        var stream = $"noise{Vt}MSH|first{Cr}PID|1{Cr}{Fs}{Cr}{Cr}\n{Vt}MSH|second{Vt}tab{Fs}x{Fs}{Cr}{Vt}MSH|lost{Vt}MSH|third{Fs}{Cr}";

        Read(stream, chunk: size).ShouldBe(Read(stream));
        Read(stream).ShouldBe([$"Message MSH|first{Cr}PID|1{Cr}", $"Message MSH|second{Vt}tab{Fs}x", "Unfinished MSH|lost", "Message MSH|third"]);
    }

    [Fact]
    public void A_sequence_of_segments_reads_like_one_span_and_is_consumed_to_the_frame()
    {
        var bytes = Encoding.ASCII.GetBytes($"x{Vt}MSH|a{Fs}{Cr}{Vt}MSH|b{Fs}");
        var sequence = Cut(bytes, 2);
        var decoder = new MllpDecoder();

        decoder.TryRead(ref sequence, out var frame).ShouldBeTrue();
        Encoding.ASCII.GetString(frame.Bytes.Span).ShouldBe("MSH|a");
        sequence.Length.ShouldBe(7);
        decoder.TryRead(ref sequence, out _).ShouldBeFalse();
        sequence.IsEmpty.ShouldBeTrue();
        decoder.IsInsideMessage.ShouldBeTrue();
        var last = new ReadOnlySequence<byte>("\r"u8.ToArray());
        decoder.TryRead(ref last, out frame).ShouldBeTrue();
        Encoding.ASCII.GetString(frame.Bytes.Span).ShouldBe("MSH|b");
    }

    [Fact]
    public void Noise_between_frames_is_skipped_and_counted()
    {
        var decoder = new MllpDecoder();
        var frames = Frames(decoder, $"garbage{Vt}MSH|a{Fs}{Cr}{Cr}\n\0{Vt}MSH|b{Fs}{Cr}tail");

        frames.Select(frame => frame.Noise).ShouldBe([7, 3]);
        decoder.Noise.ShouldBe(4);
        decoder.IsInsideMessage.ShouldBeFalse();
    }

    [Fact]
    public void An_empty_frame_is_an_empty_message() => Read($"{Vt}{Fs}{Cr}").ShouldBe(["Message "]);

    [Fact]
    public void A_missing_final_return_is_accepted_only_by_option()
    {
        var stream = $"{Vt}MSH|a{Fs}{Vt}MSH|b{Fs}{Cr}{Vt}MSH|c{Fs}";

        Read(stream, new MllpOptions { AcceptMissingFinalReturn = true }).ShouldBe(["Message MSH|a", "Message MSH|b", "Message MSH|c"]);
        Read(stream).ShouldBe([$"Unfinished MSH|a{Fs}", "Message MSH|b"]);
    }

    [Fact]
    public void With_the_option_a_return_after_the_end_is_no_noise()
    {
        var frames = Frames(new MllpDecoder(new MllpOptions { AcceptMissingFinalReturn = true }), $"{Vt}MSH|a{Fs}{Cr}{Vt}MSH|b{Fs}{Cr}");

        frames.Select(frame => frame.Noise).ShouldBe([0, 0]);
    }

    [Fact]
    public void The_end_of_the_stream_gives_what_was_left_unfinished()
    {
        var decoder = new MllpDecoder();
        Frames(decoder, $"{Vt}MSH|a").ShouldBeEmpty();

        var last = decoder.Complete().ShouldNotBeNull();
        (last.Kind, Encoding.ASCII.GetString(last.Bytes.Span)).ShouldBe((MllpFrameKind.Unfinished, "MSH|a"));
        decoder.Complete().ShouldBeNull();
        Frames(decoder, $"{Vt}MSH|b{Fs}{Cr}").Single().Kind.ShouldBe(MllpFrameKind.Message);
    }

    [Fact]
    public void A_message_at_the_limit_passes_and_one_byte_more_is_refused_early()
    {
        var options = new MllpOptions { MaxMessageBytes = 10, KeptHead = 6 };

        Read($"{Vt}MSH|567890{Fs}{Cr}", options).ShouldBe(["Message MSH|567890"]);
        var frames = Frames(new MllpDecoder(options), $"{Vt}MSH|5678901");
        (frames.Single().Kind, Encoding.ASCII.GetString(frames[0].Bytes.Span), frames[0].Length).ShouldBe((MllpFrameKind.TooLarge, "MSH|56", 11));
    }

    [Fact]
    public void After_an_oversize_message_reading_goes_on_behind_its_end()
    {
        var options = new MllpOptions { MaxMessageBytes = 20, KeptHead = 3 };
        var large = new string('x', 500);

        Read($"{Vt}MSH{large}{Fs}y{large}{Vt}z{Fs}{Cr}{Vt}MSH|a{Fs}{Cr}", options, chunk: 11).ShouldBe(["TooLarge MSH", "Message MSH|a"]);
    }

    [Fact]
    public void After_an_oversize_message_without_end_reading_goes_on_at_the_next_start()
    {
        var options = new MllpOptions { MaxMessageBytes = 20, KeptHead = 3 };

        Read($"{Vt}MSH{new string('x', 500)}{Vt}MSH|a{Fs}{Cr}", options, chunk: 7).ShouldBe(["TooLarge MSH", "Message MSH|a"]);
    }

    [Fact]
    public void An_endless_message_costs_no_more_memory_than_the_limit()
    {
        var decoder = new MllpDecoder(new MllpOptions { MaxMessageBytes = 1_000_000 });
        Frames(decoder, $"{Vt}MSH|").ShouldBeEmpty();
        var read = new byte[1_000_000];
        var before = GC.GetAllocatedBytesForCurrentThread();

        var frames = Enumerable.Range(0, 1_000).SelectMany(_ => Frames(decoder, read)).ToList();

        frames.Single().Kind.ShouldBe(MllpFrameKind.TooLarge);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(4_000_000);
        Frames(decoder, $"{Fs}{Cr}{Vt}MSH|a{Fs}{Cr}").Single().Kind.ShouldBe(MllpFrameKind.Message);
    }

    [Fact]
    public void A_vertical_tab_in_text_stays_text_and_one_before_a_header_starts_anew()
    {
        Read($"{Vt}MSH|a{Vt}{Vt}MS{Vt}MSG{Fs}{Cr}").ShouldBe([$"Message MSH|a{Vt}{Vt}MS{Vt}MSG"]);
        Read($"{Vt}MSH|a{Vt}{Vt}MSH|b{Fs}{Cr}").ShouldBe([$"Unfinished MSH|a{Vt}", "Message MSH|b"]);
        Read($"{Vt}MSH|a{Vt}BHS|b{Fs}{Cr}").ShouldBe(["Unfinished MSH|a", "Message BHS|b"]);
    }

    [Fact]
    public void A_decoder_reads_what_the_encoder_wrote()
    {
        var framed = MllpFraming.Wrap("MSH|^~\\&|é\r"u8);

        framed.Length.ShouldBe("MSH|^~\\&|é\r"u8.Length + MllpFraming.Overhead);
        Frames(new MllpDecoder(), framed).Single().Bytes.ToArray().ShouldBe("MSH|^~\\&|é\r"u8.ToArray());
    }

    [Theory]
    [InlineData("a\u000Bb")]
    [InlineData("a\u001Cb")]
    public void The_encoder_refuses_a_message_that_a_receiver_would_cut(string text) =>
        Should.Throw<ArgumentException>(() => MllpFraming.Wrap(Encoding.ASCII.GetBytes(text))).Message.ShouldStartWith("Expected a message without the bytes 0x0B and 0x1C");

    private static string[] Read(string stream, MllpOptions? options = null, int chunk = int.MaxValue)
    {
        var decoder = new MllpDecoder(options);
        return [.. Encoding.Latin1.GetBytes(stream).Chunk(chunk).SelectMany(read => Frames(decoder, read)).Select(Show)];
    }

    private static string Show(MllpFrame frame) => $"{frame.Kind} {Encoding.Latin1.GetString(frame.Bytes.Span)}";

    private static List<MllpFrame> Frames(MllpDecoder decoder, string stream) => Frames(decoder, Encoding.Latin1.GetBytes(stream));

    private static List<MllpFrame> Frames(MllpDecoder decoder, byte[] read)
    {
        var frames = new List<MllpFrame>();
        ReadOnlySpan<byte> rest = read;
        while (decoder.TryRead(ref rest, out var frame)) frames.Add(frame);
        rest.Length.ShouldBe(0);
        return frames;
    }

    private static ReadOnlySequence<byte> Cut(byte[] bytes, int size)
    {
        var first = new Piece(bytes.AsMemory(0, size), 0);
        var last = first;
        for (var at = size; at < bytes.Length; at += size) last = last.Append(bytes.AsMemory(at, Math.Min(size, bytes.Length - at)));
        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, long runningIndex)
        {
            Memory = memory;
            RunningIndex = runningIndex;
        }

        public Piece Append(ReadOnlyMemory<byte> memory)
        {
            var next = new Piece(memory, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
