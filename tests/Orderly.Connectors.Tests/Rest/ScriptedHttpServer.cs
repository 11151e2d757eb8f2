using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace Orderly.Connectors.Tests.Rest;

/// <summary>A request as it stood on the wire.</summary>
internal sealed record WireRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body, int Connection);

/// <summary>What the server does once it has read a whole request.</summary>
internal abstract record Reaction
{
    public sealed record Answer(int Status, string Body = "", string Headers = "") : Reaction;

    /// <summary>Ends the connection with a reset, as if the receiver had died after taking the request.</summary>
    public sealed record Reset : Reaction;

    /// <summary>Promises more bytes than it sends, then ends the connection.</summary>
    public sealed record HalfAnswer(int Status = 200) : Reaction;

    /// <summary>Reads on and never answers; ends when the caller does.</summary>
    public sealed record Silence : Reaction;
}

/// <summary>Speaks HTTP/1.1 over real sockets with kept connections; each request's fate is scripted.</summary>
internal sealed class ScriptedHttpServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Func<WireRequest, int, Reaction> script;
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentBag<Task> connections = [];
    private readonly Channel<WireRequest> arrived = Channel.CreateUnbounded<WireRequest>();
    private readonly Task accepting;
    private int requests;

    public ScriptedHttpServer(Func<WireRequest, int, Reaction> script)
    {
        this.script = script;
        listener.Start();
        accepting = AcceptAsync();
    }

    public ScriptedHttpServer(params Reaction[] script)
        : this((_, n) => script[Math.Min(n, script.Length) - 1])
    {
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public string Url => $"http://127.0.0.1:{Port}";

    public int Requests => Volatile.Read(ref requests);

    /// <summary>Waits for the next request to have arrived whole.</summary>
    public ValueTask<WireRequest> NextAsync() => arrived.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        // The listener last: asked to accept once more after its end, it complains instead of being cancelled.
        await stop.CancelAsync();
        await accepting;
        listener.Dispose();
        await Task.WhenAll(connections);
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            for (var number = 1; ; number++)
                connections.Add(ServeAsync(await listener.AcceptSocketAsync(stop.Token), number));
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(Socket socket, int connection)
    {
        using var owned = socket;
        try
        {
            await using var stream = new NetworkStream(socket);
            while (await ReadAsync(stream, connection) is { } request)
            {
                var number = Interlocked.Increment(ref requests);
                await arrived.Writer.WriteAsync(request);
                switch (script(request, number))
                {
                    case Reaction.Answer answer:
                        var body = Encoding.UTF8.GetBytes(answer.Body);
                        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {answer.Status} Scripted\r\nContent-Length: {body.Length}\r\n{answer.Headers}\r\n"), stop.Token);
                        await stream.WriteAsync(body, stop.Token);
                        break;
                    case Reaction.HalfAnswer half:
                        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {half.Status} Scripted\r\nContent-Length: 100\r\n\r\n{{"), stop.Token);
                        return;
                    case Reaction.Reset:
                        socket.LingerState = new LingerOption(true, 0);
                        return;
                    default:
                        await stream.CopyToAsync(Stream.Null, stop.Token);
                        return;
                }
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException or SocketException)
        {
        }
    }

    private async Task<WireRequest?> ReadAsync(NetworkStream stream, int connection)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, stop.Token) == 0)
                return null;
            head.Append((char)one[0]);
        }

        var lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var first = lines[0].Split(' ');
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        var body = new byte[headers.TryGetValue("Content-Length", out var length) ? int.Parse(length, System.Globalization.CultureInfo.InvariantCulture) : 0];
        await stream.ReadExactlyAsync(body, stop.Token);
        return new WireRequest(first[0], first[1], headers, Encoding.UTF8.GetString(body), connection);
    }
}
