using System.Net;
using System.Net.Sockets;
using System.Text;
using Orderly.Formats.Mllp;

namespace Orderly.Connectors.Tests.Mllp;

/// <summary>A receiving system on a socket: what it does with each message is the test's script.</summary>
internal sealed class ScriptedReceiver : IAsyncDisposable
{
    private readonly Socket socket;
    private readonly Func<Incoming, Task> script;
    private readonly List<Socket> peers = [];
    private readonly Task accepting;

    private ScriptedReceiver(IPAddress address, Func<Incoming, Task> script)
    {
        this.script = script;
        socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(address, 0));
        socket.Listen();
        EndPoint = (IPEndPoint)socket.LocalEndPoint!;
        accepting = AcceptAsync();
    }

    public IPEndPoint EndPoint { get; }

    public int Connections
    {
        get
        {
            lock (peers)
                return peers.Count;
        }
    }

    public static ScriptedReceiver Start(Func<Incoming, Task> script, IPAddress? address = null) => new(address ?? IPAddress.Loopback, script);

    public async ValueTask DisposeAsync()
    {
        socket.Dispose();
        await accepting;
        lock (peers)
            peers.ForEach(peer => peer.Dispose());
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var peer = await socket.AcceptAsync();
                peer.NoDelay = true;
                int connection;
                lock (peers)
                {
                    peers.Add(peer);
                    connection = peers.Count;
                }

                _ = ServeAsync(peer, connection);
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // Disposed: the test is over.
        }
    }

    private async Task ServeAsync(Socket peer, int connection)
    {
        var decoder = new MllpDecoder();
        var chunk = new byte[4_096];
        try
        {
            int count;
            while ((count = await peer.ReceiveAsync(chunk.AsMemory())) > 0)
            {
                foreach (var frame in Decode(decoder, chunk.AsSpan(0, count)))
                    await script(new Incoming(peer, connection, frame.Bytes));
            }
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // The sender or the script closed it.
        }
    }

    private static List<MllpFrame> Decode(MllpDecoder decoder, ReadOnlySpan<byte> received)
    {
        var frames = new List<MllpFrame>();
        while (decoder.TryRead(ref received, out var frame))
            frames.Add(frame);
        return frames;
    }

    /// <param name="Connection">1 for the first one.</param>
    internal sealed record Incoming(Socket Peer, int Connection, ReadOnlyMemory<byte> Bytes)
    {
        public string ControlId => Encoding.UTF8.GetString(Bytes.Span).Split('\r')[0].Split('|')[9];

        public static byte[] Ack(string code, string id) => MllpPeer.Framed($"MSH|^~\\&|LAB|HP|ORDERLY|HP|20260609||ACK|A-{id}|P|2.5.1\rMSA|{code}|{id}\r");

        public Task AnswerAsync(string code) => WriteAsync(Ack(code, ControlId));

        public Task WriteAsync(byte[] bytes) => Peer.SendAsync(new ReadOnlyMemory<byte>(bytes)).AsTask();

        public void Close() => Peer.Dispose();

        /// <summary>Ends the connection by a reset, as a crashed peer or a firewall does.</summary>
        public void Reset()
        {
            Peer.LingerState = new LingerOption(enable: true, seconds: 0);
            Peer.Dispose();
        }
    }
}
