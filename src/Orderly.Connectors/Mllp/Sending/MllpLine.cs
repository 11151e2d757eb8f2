using Orderly.Formats.Mllp;

namespace Orderly.Connectors.Mllp;

/// <summary>
/// An open connection to a receiver. One read is always under way, so that a receiver that closes between two messages is noticed
/// before the next one is sent, over TLS as well.
/// </summary>
internal sealed class MllpLine : IAsyncDisposable
{
    private readonly Stream stream;
    private readonly MllpDecoder decoder;
    private readonly byte[] chunk = new byte[8 * 1024];
    private readonly Queue<MllpFrame> frames = new();
    private Task<int> reading;

    public MllpLine(Stream stream, MllpClientOptions options)
    {
        this.stream = stream;
        decoder = new MllpDecoder(new MllpOptions { MaxMessageBytes = options.MaxAnswerBytes, AcceptMissingFinalReturn = options.AcceptMissingFinalReturn });
        reading = Read();
    }

    /// <summary>The receiver has closed or broken the connection.</summary>
    public bool HasEnded => reading.IsCompleted && (!reading.IsCompletedSuccessfully || reading.Result == 0);

    /// <summary>Bytes have come that nobody asked for yet.</summary>
    public bool HasUnread => frames.Count > 0 || decoder.IsInsideMessage || (reading.IsCompletedSuccessfully && reading.Result > 0);

    public async Task WriteAsync(ReadOnlyMemory<byte> framed, CancellationToken cancellation)
    {
        await stream.WriteAsync(framed, cancellation).ConfigureAwait(false);
        await stream.FlushAsync(cancellation).ConfigureAwait(false);
    }

    /// <exception cref="IOException">The connection ended before a whole frame.</exception>
    public async Task<MllpFrame> NextFrameAsync(CancellationToken cancellation)
    {
        while (frames.Count == 0)
        {
            var count = await reading.WaitAsync(cancellation).ConfigureAwait(false);
            if (count == 0)
                return decoder.Complete() is { Kind: MllpFrameKind.Message } last ? last : throw new EndOfStreamException("Expected an answer, but the receiver closed the connection");
            Decode(chunk.AsSpan(0, count));
            reading = Read();
        }

        return frames.Dequeue();
    }

    public ValueTask DisposeAsync()
    {
        // The read under way ends by the closing; how, is of no interest.
        _ = reading.ContinueWith(static ended => ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return stream.DisposeAsync();
    }

    private void Decode(ReadOnlySpan<byte> received)
    {
        while (decoder.TryRead(ref received, out var frame))
            frames.Enqueue(frame);
    }

    private Task<int> Read() => stream.ReadAsync(chunk).AsTask();
}
