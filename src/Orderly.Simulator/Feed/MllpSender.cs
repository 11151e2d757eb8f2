using System.Net.Sockets;
using Orderly.Formats.Hl7.V2;
using Orderly.Formats.Mllp;

namespace Orderly.Simulator.Feed;

/// <summary>One MLLP connection of a sender that waits for each answer before it sends the next message.</summary>
internal sealed class MllpSender : IAsyncDisposable
{
    private readonly TcpClient tcp;
    private readonly NetworkStream stream;
    private readonly MllpDecoder decoder = new();
    private readonly byte[] buffer = new byte[8 * 1024];

    private MllpSender(TcpClient tcp)
    {
        this.tcp = tcp;
        stream = tcp.GetStream();
    }

    /// <exception cref="SocketException">Nobody listens there.</exception>
    public static async Task<MllpSender> ConnectAsync(string host, int port, CancellationToken cancellation)
    {
        var tcp = new TcpClient { NoDelay = true };
        try
        {
            await tcp.ConnectAsync(host, port, cancellation);
            return new MllpSender(tcp);
        }
        catch
        {
            tcp.Dispose();
            throw;
        }
    }

    /// <summary>Sends and waits for the acknowledgement of this message.</summary>
    /// <exception cref="IOException">The connection ended, or what came back is no answer to this message.</exception>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    public async Task<Acknowledgement> SendAsync(ReadOnlyMemory<byte> message, string controlId, CancellationToken cancellation)
    {
        await stream.WriteAsync(MllpFraming.Wrap(message.Span), cancellation);
        while (true)
        {
            var read = await stream.ReadAsync(buffer, cancellation);
            if (read == 0)
                throw new IOException($"Expected an acknowledgement of {controlId}, but the connection was closed.");
            if (Decode(buffer.AsSpan(0, read)) is { } frame)
                return Read(frame, controlId);
        }
    }

    public ValueTask DisposeAsync()
    {
        tcp.Dispose();
        return ValueTask.CompletedTask;
    }

    private MllpFrame? Decode(ReadOnlySpan<byte> received) => decoder.TryRead(ref received, out var frame) ? frame : null;

    private static Acknowledgement Read(MllpFrame frame, string controlId)
    {
        var answer = Hl7Message.Parse(frame.Bytes);
        var code = answer.Text(Hl7Path.Parse("MSA-1"));
        var answered = answer.Text(Hl7Path.Parse("MSA-2"));
        return answered == controlId && code is not null
            ? new Acknowledgement(code, frame.Bytes)
            : throw new IOException($"Expected an acknowledgement of {controlId}, but got {code ?? "no MSA"} for '{answered}'.");
    }
}

/// <param name="Code">MSA-1.</param>
/// <param name="Bytes">The whole answer without its frame.</param>
internal sealed record Acknowledgement(string Code, ReadOnlyMemory<byte> Bytes)
{
    public bool IsAccepted => Code is "AA" or "CA";
}
