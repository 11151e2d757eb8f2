using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Orderly.Engine.Ids;

/// <summary>Ids that follow from where they were made, so that deciding again gives the same ones.</summary>
public static class DerivedId
{
    /// <summary>
    /// A UUID in the version 7 layout: 48 bits of milliseconds of <paramref name="at"/>, then 74 bits of
    /// SHA-256(instance, seq, n). Time-ordered, so that rows land beside their neighbours in an index.
    /// </summary>
    /// <param name="at">The decision's time.</param>
    /// <param name="instance">The instance that decides.</param>
    /// <param name="seq">The journal entry being made.</param>
    /// <param name="n">Counts the ids made in that entry, from 0.</param>
    public static Guid Derive(DateTimeOffset at, InstanceId instance, long seq, int n)
    {
        Span<byte> input = stackalloc byte[28];
        instance.Value.TryWriteBytes(input, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(input[16..], seq);
        BinaryPrimitives.WriteInt32BigEndian(input[24..], n);
        return Layout(at, input);
    }

    /// <summary>As <see cref="Derive(DateTimeOffset, InstanceId, long, int)"/>, from any bytes that name the thing: a message id and a process id, say.</summary>
    public static Guid Derive(DateTimeOffset at, ReadOnlySpan<byte> name) => Layout(at, name);

    private static Guid Layout(DateTimeOffset at, ReadOnlySpan<byte> name)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(name, hash);
        Span<byte> id = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(id, at.ToUnixTimeMilliseconds() << 16);
        hash[..10].CopyTo(id[6..]);
        id[6] = (byte)((id[6] & 0x0F) | 0x70);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id, bigEndian: true);
    }
}
