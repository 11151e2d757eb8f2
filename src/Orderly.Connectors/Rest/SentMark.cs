using System.Net;
using System.Net.Http.Headers;

namespace Orderly.Connectors.Rest;

/// <summary>A body that remembers whether it began to be written: before that, the receiver cannot have acted.</summary>
internal sealed class SentMark : HttpContent
{
    private readonly byte[] body;
    private volatile bool wasSent;

    public SentMark(byte[] body, bool isJson)
    {
        this.body = body;
        if (isJson)
            Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
    }

    public bool WasSent => wasSent;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        wasSent = true;
        return stream.WriteAsync(body, cancellationToken).AsTask();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }
}
