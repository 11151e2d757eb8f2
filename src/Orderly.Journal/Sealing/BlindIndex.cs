using System.Security.Cryptography;
using System.Text;

namespace Orderly.Journal.Sealing;

/// <summary>Finds a patient by record number without storing the number: HMAC-SHA-256 under a key derived for this alone.</summary>
public sealed class BlindIndex(KeyEncryptionKey key)
{
    private readonly byte[] hmacKey = key.Derive("blind index");

    /// <summary>32 bytes; the same for the same authority and number, in this network only.</summary>
    public byte[] Of(string assigningAuthority, string recordNumber) =>
        HMACSHA256.HashData(hmacKey, Encoding.UTF8.GetBytes($"{assigningAuthority.Length}:{assigningAuthority}{recordNumber}"));
}
