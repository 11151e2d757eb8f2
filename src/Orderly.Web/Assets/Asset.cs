namespace Orderly.Web.Assets;

/// <summary>A file the browser loads. Its address carries its hash, so it may be kept for ever.</summary>
internal sealed record Asset(string Name, string ContentType, string Hash, byte[] Plain, byte[] Brotli)
{
    public string Address => $"/assets/{Hash}/{Name}";
}
