using System.Collections.Frozen;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Orderly.Web.Assets;

/// <summary>
/// All files the browser loads, read from the assembly once. They live in the assembly, and not beside it, so that
/// the product stays one executable and a test serves exactly what production serves.
/// </summary>
internal sealed class AssetShelf
{
    public const string Style = "orderly.css";
    public const string Script = "orderly.js";
    public const string LiveWorker = "live-worker.js";
    public const string Favicon = "favicon.svg";

    private readonly FrozenDictionary<string, Asset> byName;

    public AssetShelf()
    {
        byName = Read(typeof(AssetShelf).Assembly).ToFrozenDictionary(asset => asset.Name);
    }

    public Asset? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>Null when the client was not built (SkipClient): pages then work by forms and links alone.</summary>
    public string? AddressOf(string name) => Find(name)?.Address;

    private static IEnumerable<Asset> Read(Assembly assembly)
    {
        var names = assembly.GetManifestResourceNames();
        yield return Make(Style, Encoding.UTF8.GetBytes(JoinStyles(assembly, names)));
        foreach (var name in names.Where(name => name.StartsWith("asset/", StringComparison.Ordinal)))
        {
            yield return Make(name["asset/".Length..], Bytes(assembly, name));
        }
    }

    // The tokens come first because they state the order of the layers; after that order within a layer is by name.
    private static string JoinStyles(Assembly assembly, string[] names) =>
        string.Join('\n', names
            .Where(name => name.StartsWith("style/", StringComparison.Ordinal))
            .OrderByDescending(name => name.EndsWith("/tokens.css", StringComparison.Ordinal))
            .ThenBy(name => name, StringComparer.Ordinal)
            .Select(name => Encoding.UTF8.GetString(Bytes(assembly, name))));

    private static byte[] Bytes(Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"Expected the resource '{resource}' in {assembly.GetName().Name}, but it is not there");
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    private static Asset Make(string name, byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            brotli.Write(plain);
        }

        return new Asset(name, ContentType(name), Convert.ToHexStringLower(SHA256.HashData(plain))[..12], plain, packed.ToArray());
    }

    private static string ContentType(string name) => Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        var other => throw new InvalidOperationException($"Expected an asset of type .css, .js or .svg, but '{name}' is '{other}'"),
    };
}
