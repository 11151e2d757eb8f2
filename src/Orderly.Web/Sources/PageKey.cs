using System.Buffers.Binary;
using Microsoft.AspNetCore.WebUtilities;

namespace Orderly.Web.Sources;

/// <summary>Where a page of a list ended, as an opaque word for addresses and API cursors.</summary>
internal static class PageKey
{
    public static string Write(long position, Guid id)
    {
        Span<byte> bytes = stackalloc byte[24];
        BinaryPrimitives.WriteInt64BigEndian(bytes, position);
        id.TryWriteBytes(bytes[8..], bigEndian: true, out _);
        return WebEncoders.Base64UrlEncode(bytes);
    }

    /// <summary>Null for what is none: a made-up word starts from the beginning on pages and is refused by the API.</summary>
    public static (long Position, Guid Id)? Parse(string? word)
    {
        Span<byte> bytes = stackalloc byte[24];
        if (word is not { Length: 32 } || !TryDecode(word, bytes))
        {
            return null;
        }

        return (BinaryPrimitives.ReadInt64BigEndian(bytes), new Guid(bytes[8..], bigEndian: true));
    }

    private static bool TryDecode(string word, Span<byte> bytes)
    {
        try
        {
            var decoded = WebEncoders.Base64UrlDecode(word);
            decoded.CopyTo(bytes);
            return decoded.Length == bytes.Length;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
