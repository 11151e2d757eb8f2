using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Orderly.Connectors.Routes;

/// <summary>Ids of mapped events: UUIDv7 layout (RFC 9562), time from the message's receipt, the rest from its id and the event's index.</summary>
internal static class EventIds
{
    public static Guid Of(Guid inboxId, int index, DateTimeOffset receivedAt)
    {
        Span<byte> name = stackalloc byte[20];
        inboxId.TryWriteBytes(name, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(name[16..], index);
        Span<byte> id = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(name, id);
        Span<byte> time = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(time, receivedAt.ToUnixTimeMilliseconds());
        time[2..].CopyTo(id);
        id[6] = (byte)((id[6] & 0x0F) | 0x70);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id[..16], bigEndian: true);
    }
}
