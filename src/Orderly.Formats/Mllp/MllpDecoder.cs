using System.Buffers;

namespace Orderly.Formats.Mllp;

/// <summary>
/// Finds messages in a byte stream, however it is cut into reads: several in one, one over many. Each byte is looked at once, so
/// that a sender of single bytes costs no more than another. Never throws on content; not safe for concurrent use.
/// </summary>
/// <remarks>
/// A 0x0B inside a message starts a new one only when MSH, FHS or BHS follows it, since vertical tabs get into text; the
/// message before it is then reported as unfinished. After an oversize message reading goes on behind its end, or at the next such start.
/// </remarks>
public sealed class MllpDecoder(MllpOptions? options = null)
{
    private const int KeptCapacity = 64 * 1024;

    private readonly MllpOptions options = options ?? MllpOptions.Default;
    private readonly byte[] startName = new byte[3];
    private ArrayBufferWriter<byte> body = new();
    private State state;
    private long length, noise;
    private int startLength;

    private enum State
    {
        Between,
        BetweenAfterEnd, // lenient only: a 0x0D here belongs to the frame before
        Body,
        BodyAfterEnd,
        BodyAfterStart,
        Skip,
        SkipAfterEnd,
        SkipAfterStart,
    }

    /// <summary>True while a message has begun and not ended.</summary>
    public bool IsInsideMessage => state is not (State.Between or State.BetweenAfterEnd);

    /// <summary>Bytes outside any frame since the last one found.</summary>
    public long Noise => noise;

    /// <summary>
    /// Reads up to the next frame and moves <paramref name="input"/> behind it. False when the input is used up without one:
    /// call again with what is received next.
    /// </summary>
    public bool TryRead(ref ReadOnlySpan<byte> input, out MllpFrame frame)
    {
        frame = default;
        while (!input.IsEmpty)
        {
            if (Step(ref input, out frame)) return true;
        }
        return false;
    }

    /// <inheritdoc cref="TryRead(ref ReadOnlySpan{byte}, out MllpFrame)"/>
    public bool TryRead(ref ReadOnlySequence<byte> input, out MllpFrame frame)
    {
        while (!input.IsEmpty)
        {
            var first = input.FirstSpan;
            var rest = first;
            var found = TryRead(ref rest, out frame);
            input = input.Slice(first.Length - rest.Length);
            if (found) return true;
        }
        frame = default;
        return false;
    }

    /// <summary>Call at the end of the stream: gives the message that was left unfinished, if there is one, and starts afresh.</summary>
    public MllpFrame? Complete()
    {
        var lenientEnd = state == State.BodyAfterEnd && options.AcceptMissingFinalReturn;
        MllpFrame? last = state is State.Body or State.BodyAfterEnd or State.BodyAfterStart
            ? Take(lenientEnd ? MllpFrameKind.Message : MllpFrameKind.Unfinished)
            : null;
        state = State.Between;
        return last;
    }

    private bool Step(ref ReadOnlySpan<byte> input, out MllpFrame frame)
    {
        frame = default;
        switch (state)
        {
            case State.Between or State.BetweenAfterEnd:
                StepBetween(ref input);
                return false;
            case State.Body:
                return StepBody(ref input, out frame);
            case State.BodyAfterEnd:
                return StepBodyAfterEnd(ref input, out frame);
            case State.BodyAfterStart or State.SkipAfterStart:
                return StepAfterStart(ref input, out frame);
            case State.Skip:
                StepSkip(ref input);
                return false;
            default:
                StepSkipAfterEnd(ref input);
                return false;
        }
    }

    private void StepBetween(ref ReadOnlySpan<byte> input)
    {
        if (state == State.BetweenAfterEnd && input[0] == MllpFraming.Return) input = input[1..];
        state = State.Between;
        var at = input.IndexOf(MllpFraming.Start);
        noise += at < 0 ? input.Length : at;
        if (at < 0)
        {
            input = default;
            return;
        }
        input = input[(at + 1)..];
        state = State.Body;
    }

    private bool StepBody(ref ReadOnlySpan<byte> input, out MllpFrame frame)
    {
        frame = default;
        var at = input.IndexOfAny(MllpFraming.Start, MllpFraming.End);
        var text = at < 0 ? input : input[..at];
        if (!TryAppend(text, out frame))
        {
            input = input[text.Length..];
            return true;
        }
        if (at < 0)
        {
            input = default;
            return false;
        }
        var isEnd = input[at] == MllpFraming.End;
        input = input[(at + 1)..];
        if (isEnd && options.AcceptMissingFinalReturn)
        {
            frame = Take(MllpFrameKind.Message);
            state = State.BetweenAfterEnd;
            return true;
        }
        state = isEnd ? State.BodyAfterEnd : State.BodyAfterStart;
        startLength = 0;
        return false;
    }

    private bool StepBodyAfterEnd(ref ReadOnlySpan<byte> input, out MllpFrame frame)
    {
        if (input[0] == MllpFraming.Return)
        {
            input = input[1..];
            frame = Take(MllpFrameKind.Message);
            state = State.Between;
            return true;
        }
        state = State.Body; // a 0x1C that no 0x0D follows is content
        return !TryAppend([MllpFraming.End], out frame);
    }

    /// <summary>Behind a 0x0B inside a message: a header's name makes it a new message, anything else makes it text.</summary>
    private bool StepAfterStart(ref ReadOnlySpan<byte> input, out MllpFrame frame)
    {
        frame = default;
        var isBody = state == State.BodyAfterStart;
        startName[startLength] = input[0];
        if (!IsHeaderStart(startName.AsSpan(0, startLength + 1)))
        {
            state = isBody ? State.Body : State.Skip;
            return isBody && !TryAppend([MllpFraming.Start, .. startName.AsSpan(0, startLength)], out frame);
        }
        input = input[1..];
        if (++startLength < 3) return false;

        if (isBody) frame = Take(MllpFrameKind.Unfinished);
        state = State.Body;
        body.Write(startName);
        length = startName.Length;
        return isBody;
    }

    private void StepSkip(ref ReadOnlySpan<byte> input)
    {
        var at = input.IndexOfAny(MllpFraming.Start, MllpFraming.End);
        if (at < 0)
        {
            input = default;
            return;
        }
        state = input[at] == MllpFraming.Start ? State.SkipAfterStart
            : options.AcceptMissingFinalReturn ? State.BetweenAfterEnd
            : State.SkipAfterEnd;
        startLength = 0;
        input = input[(at + 1)..];
    }

    private void StepSkipAfterEnd(ref ReadOnlySpan<byte> input)
    {
        var isEnd = input[0] == MllpFraming.Return;
        state = isEnd ? State.Between : State.Skip;
        if (isEnd) input = input[1..];
    }

    private static bool IsHeaderStart(ReadOnlySpan<byte> name) =>
        "MSH"u8.StartsWith(name) || "FHS"u8.StartsWith(name) || "BHS"u8.StartsWith(name);

    /// <summary>False when the message is now too large; the frame then tells so and the rest will be skipped.</summary>
    private bool TryAppend(ReadOnlySpan<byte> text, out MllpFrame frame)
    {
        frame = default;
        length += text.Length;
        // A header's name found behind a 0x0B is kept whatever the limit, which may be smaller than it.
        var room = Math.Max(0, options.MaxMessageBytes - body.WrittenCount);
        if (text.Length <= room)
        {
            body.Write(text);
            return true;
        }
        body.Write(text[..room]);
        frame = Take(MllpFrameKind.TooLarge);
        state = State.Skip;
        return false;
    }

    private MllpFrame Take(MllpFrameKind kind)
    {
        var kept = kind == MllpFrameKind.Message ? body.WrittenCount : Math.Min(body.WrittenCount, options.KeptHead);
        var bytes = body.WrittenSpan[..kept].ToArray();
        var frame = new MllpFrame(kind, bytes, length, noise);
        if (body.Capacity > KeptCapacity) body = new ArrayBufferWriter<byte>(); // one large message must not hold memory on an idle connection
        else body.ResetWrittenCount();
        length = 0;
        noise = 0;
        return frame;
    }
}
