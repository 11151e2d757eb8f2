using System.IO.Pipelines;
using System.Net.Sockets;
using System.Threading.Channels;
using Orderly.Formats.Mllp;

namespace Orderly.Connectors.Mllp;

/// <summary>
/// One peer. A loop reads frames and has each accepted at once; another sends the answers in the order of the frames. Up
/// to <see cref="MllpListenerOptions.InFlight"/> messages wait for their commits together; then reading stops, and TCP
/// tells the sender.
/// </summary>
internal sealed class MllpConnection : IDisposable
{
    private const int ToleratedNoise = 64;
    private const int MostNoise = 1_000_000;

    private readonly Stream stream;
    private readonly MllpListenerOptions options;
    private readonly MessageIntake intake;
    private readonly MllpMeter meter;
    private readonly MllpDecoder decoder;
    private readonly PipeReader reader;
    private readonly Channel<Task<Answer>> answers;
    private readonly CancellationTokenSource abort = new();
    private readonly ITimer deadline;
    private volatile bool isStopping;
    private bool messageHasBegun;
    private string reason = "end-of-stream";

    public MllpConnection(Stream stream, MllpListenerOptions options, MessageIntake intake, MllpMeter meter, TimeProvider time)
    {
        this.stream = stream;
        this.options = options;
        this.intake = intake;
        this.meter = meter;
        decoder = new MllpDecoder(new MllpOptions
        {
            MaxMessageBytes = options.MaxMessageBytes,
            AcceptMissingFinalReturn = options.AcceptMissingFinalReturn,
        });
        reader = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true, useZeroByteReads: true));
        answers = Channel.CreateBounded<Task<Answer>>(new BoundedChannelOptions(options.InFlight) { SingleReader = true, SingleWriter = true });
        deadline = time.CreateTimer(static state => ((MllpConnection)state!).Abort("timeout"), this, options.QuietTimeout, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Why it ended, once <see cref="RunAsync"/> has; for the counter.</summary>
    public string Reason => reason;

    /// <summary>What the acceptance threw, when that ended the connection.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>Ends when the peer has gone, a limit was passed or the listener stops; answers under way are sent first.</summary>
    public async Task RunAsync()
    {
        var sending = SendAsync();
        try
        {
            await ReceiveAsync().ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            NameReason("connection-lost");
        }
        finally
        {
            answers.Writer.TryComplete();
            await sending.ConfigureAwait(false);
            await reader.CompleteAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Takes no further message; answers under way are still sent.</summary>
    public void Stop()
    {
        isStopping = true;
        NameReason("listener-stopped");
        reader.CancelPendingRead();
    }

    public void Abort(string why)
    {
        NameReason(why);
        abort.Cancel();
    }

    // The deadline's callback may still be under way, so what it cancels is left to the collector.
    public void Dispose()
    {
        deadline.Dispose();
        stream.Dispose();
    }

    private async Task ReceiveAsync()
    {
        while (!isStopping)
        {
            var read = await reader.ReadAsync(abort.Token).ConfigureAwait(false);
            var buffer = read.Buffer;
            meter.Received(buffer.Length);
            var tookMessage = false;
            while (!isStopping && decoder.TryRead(ref buffer, out var frame))
            {
                tookMessage = true;

                // Space first, so that no more messages are accepted than may wait for their answers.
                if (!await answers.Writer.WaitToWriteAsync(abort.Token).ConfigureAwait(false))
                    return;
                answers.Writer.TryWrite(intake.TakeAsync(frame, abort.Token));
                if (frame.Kind == MllpFrameKind.TooLarge)
                {
                    NameReason("too-large");
                    return;
                }
            }

            reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                await TakeRestAsync().ConfigureAwait(false);
                return;
            }

            if (decoder.Noise > MostNoise)
            {
                NameReason("noise");
                return;
            }

            SetDeadline(tookMessage);
        }
    }

    // The peer has closed its side and may still read: a message that ends with the stream is taken and answered.
    private async Task TakeRestAsync()
    {
        if (decoder.Complete() is { } last && await answers.Writer.WaitToWriteAsync(abort.Token).ConfigureAwait(false))
            answers.Writer.TryWrite(intake.TakeAsync(last, abort.Token));
    }

    // From a message's first byte the deadline stands: a sender that drips must not move it.
    private void SetDeadline(bool tookMessage)
    {
        var begun = decoder.IsInsideMessage || decoder.Noise > ToleratedNoise;
        if (begun && (tookMessage || !messageHasBegun))
            deadline.Change(options.MessageTimeout, Timeout.InfiniteTimeSpan);
        else if (!begun)
            deadline.Change(options.QuietTimeout, Timeout.InfiniteTimeSpan);
        messageHasBegun = begun;
    }

    private async Task SendAsync()
    {
        var writer = PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true));
        try
        {
            while (await answers.Reader.WaitToReadAsync().ConfigureAwait(false))
            {
                while (answers.Reader.TryPeek(out var next))
                {
                    // What is answered together goes out together, but no answer waits for a later commit.
                    if (!next.IsCompleted)
                        await writer.FlushAsync(abort.Token).ConfigureAwait(false);
                    var answer = await next.ConfigureAwait(false);
                    answers.Reader.TryRead(out _);
                    foreach (var message in answer.Messages)
                        MllpFraming.Write(message.Span, writer);
                }

                await writer.FlushAsync(abort.Token).ConfigureAwait(false);
            }
        }
        catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            Abort("connection-lost");
        }
        catch (NotStoredException failure)
        {
            // The store did not take a message. Without an answer the sender sends it again; a refusal might make it give up.
            Fault = failure.InnerException;
            Abort("not-stored");
        }
        catch
        {
            // A bug: the receiving loop must not wait for a connection that answers nothing any more.
            Abort("fault");
            throw;
        }
        finally
        {
            answers.Writer.TryComplete();
            await writer.CompleteAsync().ConfigureAwait(false);
        }
    }

    private void NameReason(string why)
    {
        if (reason == "end-of-stream")
            reason = why;
    }
}
