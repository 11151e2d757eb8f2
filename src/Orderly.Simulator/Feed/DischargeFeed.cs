using System.Net.Sockets;
using System.Threading.Channels;
using Orderly.Simulator.Oracle;

namespace Orderly.Simulator.Feed;

/// <summary>
/// Plays a plan over MLLP: each connection sends one message at a time, waits for its answer, and repeats what was not
/// answered over a new connection, as interface engines do.
/// </summary>
public sealed class DischargeFeed(FeedOptions options, TimeProvider clock, SenderLog? log = null)
{
    private static readonly TimeSpan ReconnectWait = TimeSpan.FromMilliseconds(200);
    private readonly Lock tally = new();
    private readonly List<TimeSpan> waits = [];
    private int accepted, refused, duplicates, resent;

    /// <summary>Ends when the plan is sent and answered, or, for an endless plan, when cancelled.</summary>
    /// <exception cref="IOException">The receiver was away for longer than <see cref="FeedOptions.Patience"/>.</exception>
    public async Task<FeedReport> RunAsync(CancellationToken cancellation = default)
    {
        var started = clock.GetTimestamp();
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var connections = Enumerable.Range(0, options.Connections)
            .Select(_ => Channel.CreateBounded<FeedMessage>(64))
            .ToArray();
        var senders = connections.Select(connection => SendAllAsync(connection.Reader, failed)).ToArray();
        try
        {
            await DealAsync(connections, started, failed.Token);
        }
        catch (OperationCanceledException) when (failed.IsCancellationRequested)
        {
            // Told to stop, or a sender gave up; its own exception is thrown below.
        }
        foreach (var connection in connections)
            connection.Writer.TryComplete();
        try
        {
            await Task.WhenAll(senders);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Being told to stop is how an endless feed ends.
        }
        return Report(clock.GetElapsedTime(started));
    }

    private async Task DealAsync(Channel<FeedMessage>[] connections, long started, CancellationToken cancellation)
    {
        foreach (var message in new FeedPlan(options).Messages())
        {
            if (options.OrdersPerSecond is not null)
            {
                var early = message.At / options.HospitalRate - clock.GetElapsedTime(started);
                if (early > TimeSpan.Zero)
                    await Task.Delay(early, clock, cancellation);
            }
            await connections[message.Patient % connections.Length].Writer.WriteAsync(message, cancellation);
        }
    }

    private async Task SendAllAsync(ChannelReader<FeedMessage> messages, CancellationTokenSource failed)
    {
        MllpSender? sender = null;
        try
        {
            await foreach (var message in messages.ReadAllAsync(failed.Token))
                sender = await SendAsync(sender, message, failed.Token);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await failed.CancelAsync();
            throw;
        }
        finally
        {
            if (sender is not null)
                await sender.DisposeAsync();
        }
    }

    private async Task<MllpSender> SendAsync(MllpSender? sender, FeedMessage message, CancellationToken cancellation)
    {
        var since = clock.GetTimestamp();
        while (true)
        {
            using var wait = new CancellationTokenSource(options.AckTimeout, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(wait.Token, cancellation);
            try
            {
                sender ??= await MllpSender.ConnectAsync(options.Host, options.Port, either.Token);
                var sent = clock.GetTimestamp();
                var answer = await sender.SendAsync(message.Bytes, message.ControlId, either.Token);
                var took = clock.GetElapsedTime(sent);
                log?.Acknowledged(message, answer.Code, clock.GetUtcNow());
                Count(message, answer.IsAccepted, took);
                return sender;
            }
            catch (Exception e) when (e is IOException or SocketException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
            {
                if (sender is not null)
                    await sender.DisposeAsync();
                sender = null;
                if (clock.GetElapsedTime(since) > options.Patience)
                    throw new IOException($"Expected an answer to {message.ControlId} within {options.Patience}, but none came.", e);
                Interlocked.Increment(ref resent);
                await Task.Delay(ReconnectWait, clock, cancellation);
            }
        }
    }

    private void Count(FeedMessage message, bool isAccepted, TimeSpan took)
    {
        lock (tally)
        {
            waits.Add(took);
            if (!isAccepted)
            {
                refused++;
                return;
            }
            accepted++;
            if (message.IsDuplicate)
                duplicates++;
        }
    }

    private FeedReport Report(TimeSpan elapsed)
    {
        lock (tally)
        {
            waits.Sort();
            return new FeedReport(accepted, refused, duplicates, resent, elapsed, [.. waits]);
        }
    }
}
