using System.Net;
using System.Net.Sockets;
using System.Text;
using Orderly.Formats.Mllp;

namespace Orderly.Connectors.Tests.Mllp;

/// <summary>A sending system: writes bytes as it is told and reads framed answers.</summary>
internal sealed class MllpPeer(Stream stream, Socket socket) : IDisposable
{
    private readonly MllpDecoder decoder = new();
    private readonly byte[] chunk = new byte[4_096];
    private ReadOnlyMemory<byte> unread;

    public static MllpPeer Connect(IPEndPoint listener)
    {
        var socket = new Socket(listener.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(listener);
        return new MllpPeer(new NetworkStream(socket, ownsSocket: true), socket);
    }

    public static string Adt(string controlId, string trigger = "A03", string visit = "V-1", string tail = "") =>
        $"MSH|^~\\&|EHR|HP|ORDERLY|HP|20260609123000||ADT^{trigger}|{controlId}|P|2.5.1{tail}\rEVN|{trigger}|20260609123000\rPID|1||48213^^^HP\rPV1|1|I|5W^512^A" + $"||||||||||||||||{visit}^^^HP\r";

    public static byte[] Framed(string message) => MllpFraming.Wrap(Encoding.UTF8.GetBytes(message));

    public Task SendAsync(string message) => SendAsync(Framed(message));

    public Task SendAsync(byte[] bytes) => stream.WriteAsync(bytes, TestContext.Current.CancellationToken).AsTask();

    public void CloseSending() => socket.Shutdown(SocketShutdown.Send);

    /// <summary>The next answer; null when the listener has closed the connection.</summary>
    public async Task<string?> ReceiveAsync()
    {
        while (true)
        {
            var span = unread.Span;
            var found = decoder.TryRead(ref span, out var frame);
            unread = unread[^span.Length..];
            if (found)
                return Encoding.UTF8.GetString(frame.Bytes.Span);
            try
            {
                var read = await stream.ReadAsync(chunk, TestContext.Current.CancellationToken);
                if (read == 0)
                    return null;
                unread = chunk.AsMemory(0, read);
            }
            catch (IOException)
            {
                return null;
            }
        }
    }

    /// <summary>Sends and returns MSA-1 and MSA-2 of the answer, "AA|id".</summary>
    public async Task<string?> AskAsync(string message)
    {
        await SendAsync(message);
        return CodeOf(await ReceiveAsync());
    }

    public static string? CodeOf(string? answer) =>
        answer?.Split('\r').Single(segment => segment.StartsWith("MSA|", StringComparison.Ordinal))["MSA|".Length..] is { } msa
            ? string.Join('|', msa.Split('|').Take(2))
            : null;

    public void Dispose() => stream.Dispose();
}
