using System.Buffers.Binary;
using Microsoft.AspNetCore.WebUtilities;
using Orderly.Journal.Read;

namespace Orderly.Web.Api.Tasks;

/// <summary>Where a page of tasks ended, as an opaque word.</summary>
internal static class TaskCursor
{
    private const int Length = 28;

    public static string Write(WorklistKey key)
    {
        Span<byte> bytes = stackalloc byte[Length];
        BinaryPrimitives.WriteInt32BigEndian(bytes, key.Rank);
        BinaryPrimitives.WriteInt64BigEndian(bytes[4..], key.Due);
        key.Id.TryWriteBytes(bytes[12..], bigEndian: true, out _);
        return WebEncoders.Base64UrlEncode(bytes);
    }

    public static WorklistKey? Parse(string? word)
    {
        if (word is null)
        {
            return null;
        }

        try
        {
            var bytes = WebEncoders.Base64UrlDecode(word);
            return bytes.Length == Length
                ? new WorklistKey(BinaryPrimitives.ReadInt32BigEndian(bytes), BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(4)), new Guid(bytes.AsSpan(12), bigEndian: true))
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
