using System.Security.Cryptography;
using System.Text;

namespace Orderly.Journal.Nodes;

/// <summary>The 256 lanes that own timers, effects, inbound order and correlation of their keys.</summary>
public static class Lane
{
    public const int Count = 256;

    /// <summary>The lane of a correlation or order key: stable across releases, evenly spread.</summary>
    public static short Of(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key))[0];

    /// <summary>The lane of an instance: the last byte of its id, which is hash output.</summary>
    public static short Of(Guid instance)
    {
        Span<byte> bytes = stackalloc byte[16];
        instance.TryWriteBytes(bytes);
        return bytes[15];
    }
}
