using System.Buffers.Binary;
using System.Text;
using Orderly.Engine.Ids;
using Orderly.Journal;
using Orderly.Journal.Rows;

namespace Orderly.Runtime.Inbound;

/// <summary>Ids that follow from a message, so that mapping or starting again gives the same ones, and what came of a message can be found by it.</summary>
public static class MessageIds
{
    /// <summary>Of a process message made of an inbound one.</summary>
    /// <param name="number">Its place among those, from 0.</param>
    public static Guid Of(InboxRow row, int number) =>
        DerivedId.Derive(Micros.ToTime(row.Received), [.. row.Id.ToByteArray(bigEndian: true), (byte)number]);

    /// <summary>Of the instance a message starts.</summary>
    public static Guid StartedBy(Guid message, string process)
    {
        var name = new byte[16 + Encoding.UTF8.GetByteCount(process)];
        message.TryWriteBytes(name, bigEndian: true, out _);
        Encoding.UTF8.GetBytes(process, name.AsSpan(16));
        var milliseconds = (long)(BinaryPrimitives.ReadUInt64BigEndian(name) >> 16);
        return DerivedId.Derive(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), name);
    }
}
