using System.Security.Cryptography;
using System.Text;

namespace Orderly.Runtime.Ownership;

/// <summary>The id of a definition's version: the same wherever it is worked out, so that no row has to be looked up for it.</summary>
public static class DefinitionId
{
    public static Guid Of(string kind, string key, int version)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}\n{key}\n{version}"), hash);
        // Version 8, custom: these ids are names, not times.
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
