using System.Security.Cryptography;
using System.Text;

namespace Orderly.Journal.Sealing;

/// <summary>The key that wraps every seal key: 32 bytes, kept outside the store. Without it no store opens.</summary>
public sealed class KeyEncryptionKey
{
    private const int Length = 32;
    private readonly byte[] key;

    public KeyEncryptionKey(ReadOnlySpan<byte> key)
    {
        if (key.Length != Length)
            throw new StoreRefusedException($"Expected a key-encryption key of {Length} bytes, but it has {key.Length}");
        this.key = key.ToArray();
    }

    /// <summary>Reads 32 bytes as base64, with or without a line end.</summary>
    public static KeyEncryptionKey FromFile(string path)
    {
        if (!File.Exists(path))
            throw new StoreRefusedException($"Expected a key-encryption key in {path}, but there is no such file");
        try
        {
            return new KeyEncryptionKey(Convert.FromBase64String(File.ReadAllText(path).Trim()));
        }
        catch (FormatException e)
        {
            throw new StoreRefusedException($"Expected 32 bytes as base64 in {path}, but it is not base64", e);
        }
    }

    /// <summary>Makes a key in a new file only its owner can read.</summary>
    public static KeyEncryptionKey Create(string path)
    {
        var key = RandomNumberGenerator.GetBytes(Length);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
        file.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(key) + "\n"));
        file.Flush(flushToDisk: true);
        return new KeyEncryptionKey(key);
    }

    /// <summary>A key for one purpose that cannot be turned back into this one.</summary>
    public byte[] Derive(string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, Length, salt: null, Encoding.ASCII.GetBytes(purpose));

    internal byte[] Wrap(long keyId, byte[] sealKey)
    {
        using var gcm = new AesGcm(Derive("wrap"), Envelope.TagLength);
        return Envelope.Seal(gcm, RandomNumberGenerator.GetBytes(Envelope.NonceLength), Envelope.Aad("seal_key|wrapped", default, keyId), sealKey);
    }

    internal byte[] Unwrap(long keyId, byte[] wrapped)
    {
        using var gcm = new AesGcm(Derive("wrap"), Envelope.TagLength);
        try
        {
            return Envelope.Open(gcm, Envelope.Aad("seal_key|wrapped", default, keyId), wrapped);
        }
        catch (CryptographicException e)
        {
            throw new StoreRefusedException($"Expected the key-encryption key this store was made with, but it does not open seal key {keyId}", e);
        }
    }
}
