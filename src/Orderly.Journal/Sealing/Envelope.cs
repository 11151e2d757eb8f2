using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Orderly.Journal.Sealing;

/// <summary>
/// A sealed body: format byte, 12 bytes nonce, AES-256-GCM ciphertext, 16 bytes tag. The format byte and the place the body
/// stands in (table, column, row) are authenticated, so a body moved to another row does not open.
/// </summary>
internal static class Envelope
{
    public const int NonceLength = 12;
    public const int TagLength = 16;
    private const int HeaderLength = 1 + NonceLength;
    private const byte Plain = 1;
    private const byte Brotli = 2;
    private const int CompressFrom = 4096;
    private const int BrotliQuality = 3;
    private const int BrotliWindow = 22;

    public static byte[] Aad(string column, Guid row, long part)
    {
        var aad = new byte[column.Length + 1 + 16 + 8 + 1];
        Encoding.ASCII.GetBytes(column, aad);
        row.TryWriteBytes(aad.AsSpan(column.Length + 1), bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(aad.AsSpan(column.Length + 17), part);
        return aad;
    }

    public static byte[] Seal(AesGcm gcm, ReadOnlySpan<byte> nonce, byte[] aad, ReadOnlySpan<byte> body)
    {
        var packed = body.Length >= CompressFrom ? Compress(body) : null;
        var content = packed ?? body;
        var envelope = new byte[HeaderLength + content.Length + TagLength];
        envelope[0] = aad[^1] = packed is null ? Plain : Brotli;
        nonce.CopyTo(envelope.AsSpan(1));
        gcm.Encrypt(nonce, content, envelope.AsSpan(HeaderLength, content.Length), envelope.AsSpan(HeaderLength + content.Length), aad);
        return envelope;
    }

    public static byte[] Open(AesGcm gcm, byte[] aad, ReadOnlySpan<byte> envelope)
    {
        if (envelope.Length < HeaderLength + TagLength || envelope[0] is not (Plain or Brotli))
            throw new CryptographicException("Expected a sealed body, but the bytes are not one");
        aad[^1] = envelope[0];
        var content = new byte[envelope.Length - HeaderLength - TagLength];
        gcm.Decrypt(envelope.Slice(1, NonceLength), envelope[HeaderLength..^TagLength], envelope[^TagLength..], content, aad);
        return envelope[0] == Plain ? content : Decompress(content);
    }

    /// <summary>Null when it would not get smaller.</summary>
    private static byte[]? Compress(ReadOnlySpan<byte> body)
    {
        var packed = new byte[body.Length];
        if (!BrotliEncoder.TryCompress(body, packed.AsSpan(4), out var written, BrotliQuality, BrotliWindow)) return null;
        BinaryPrimitives.WriteInt32BigEndian(packed, body.Length);
        return packed[..(written + 4)];
    }

    private static byte[] Decompress(byte[] packed)
    {
        var body = new byte[BinaryPrimitives.ReadInt32BigEndian(packed)];
        if (!BrotliDecoder.TryDecompress(packed.AsSpan(4), body, out var written) || written != body.Length)
            throw new CryptographicException("Expected a compressed body of the stated length, but it is not");
        return body;
    }
}
