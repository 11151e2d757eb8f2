using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Orderly.Formats.Hl7.V2;
using Orderly.Formats.Mllp;

namespace Orderly.Simulator.Tests.Feed;

/// <summary>A listener that answers as it is told: by the number of the message since start.</summary>
internal sealed class AckingReceiver : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Func<int, Answer> behave;
    private readonly Task accepting;
    private int seen;

    public AckingReceiver(Func<int, Answer>? behave = null)
    {
        this.behave = behave ?? (_ => Answer.Accept);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = AcceptAsync();
    }

    internal enum Answer
    {
        Accept,
        Refuse,
        HangUp,
    }

    public int Port { get; }

    /// <summary>Every message as it arrived, with the number of its connection.</summary>
    public ConcurrentQueue<(int Connection, byte[] Bytes)> Received { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        for (var connection = 0; ; connection++)
            _ = ServeAsync(await listener.AcceptTcpClientAsync(stop.Token), connection);
    }

    private async Task ServeAsync(TcpClient client, int connection)
    {
        using var owned = client;
        var stream = client.GetStream();
        var decoder = new MllpDecoder();
        var buffer = new byte[4096];
        while (await stream.ReadAsync(buffer, stop.Token) is > 0 and var read)
        {
            foreach (var message in Decode(decoder, buffer.AsSpan(0, read)))
            {
                Received.Enqueue((connection, message));
                var answer = behave(Interlocked.Increment(ref seen));
                if (answer == Answer.HangUp)
                    return;
                MessageHeader.TryRead(message, out var header, out _).ShouldBeTrue();
                var code = answer == Answer.Accept ? AckCode.AA : AckCode.AE;
                await stream.WriteAsync(MllpFraming.Wrap(Ack.Write(header, code, $"A-{seen}", DateTimeOffset.UnixEpoch)), stop.Token);
            }
        }
    }

    private static List<byte[]> Decode(MllpDecoder decoder, ReadOnlySpan<byte> received)
    {
        var messages = new List<byte[]>();
        while (decoder.TryRead(ref received, out var frame))
            messages.Add(frame.Bytes.ToArray());
        return messages;
    }
}
