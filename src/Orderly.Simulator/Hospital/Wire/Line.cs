using System.Net.Sockets;
using Orderly.Simulator.Feed;

namespace Orderly.Simulator.Hospital.Wire;

/// <summary>
/// The interface engine of the hospital: keeps what the systems wrote, sends it over MLLP when its time has come, one message at a
/// time, and repeats what was not answered. What is in it survives a receiver that is away.
/// </summary>
internal sealed class Line(string host, int port, LineFaults faults, TimeProvider real) : IAsyncDisposable
{
    private static readonly TimeSpan AckTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ReconnectWait = TimeSpan.FromMilliseconds(250);

    private readonly PriorityQueue<WireMessage, (DateTimeOffset At, long Number)> waiting = new();
    private MllpSender? sender;
    private long number;

    public LineTally Tally { get; } = new();

    /// <summary>Messages that were written and have not been answered.</summary>
    public int Waiting => waiting.Count;

    public DateTimeOffset? Next => waiting.TryPeek(out _, out var first) ? first.At : null;

    public void Take(WireMessage message)
    {
        var copy = 0;
        foreach (var at in faults.TimesOf(message, ++number))
        {
            waiting.Enqueue(message, (at, number));
            if (copy++ > 0)
                Tally.Repeated++;
        }
    }

    /// <summary>Sends what is due, and returns once each was answered.</summary>
    public async Task SendDue(DateTimeOffset now, CancellationToken cancel)
    {
        while (waiting.TryPeek(out var message, out var first) && first.At <= now)
        {
            await Send(message, cancel);
            waiting.Dequeue();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (sender is not null)
            await sender.DisposeAsync();
    }

    private async Task Send(WireMessage message, CancellationToken cancel)
    {
        while (true)
        {
            using var wait = new CancellationTokenSource(AckTimeout, real);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(wait.Token, cancel);
            try
            {
                sender ??= await MllpSender.ConnectAsync(host, port, either.Token);
                Tally.Note(message, await sender.SendAsync(message.Bytes, message.ControlId, either.Token));
                return;
            }
            catch (Exception e) when (e is IOException or SocketException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
            {
                if (sender is not null)
                    await sender.DisposeAsync();
                sender = null;
                Tally.Resent++;
                await Task.Delay(ReconnectWait, real, cancel);
            }
        }
    }
}

/// <summary>What went over a line.</summary>
internal sealed class LineTally
{
    private readonly Dictionary<string, int> refused = [];

    public int Accepted { get; private set; }

    /// <summary>Refusals by the kind of message: a receiver without a route for it.</summary>
    public IReadOnlyDictionary<string, int> Refused => refused;

    public int Repeated { get; set; }

    public int Resent { get; set; }

    public void Note(WireMessage message, Acknowledgement answer)
    {
        if (answer.IsAccepted)
            Accepted++;
        else
            refused[message.Kind.ToString()] = refused.GetValueOrDefault(message.Kind.ToString()) + 1;
    }
}
