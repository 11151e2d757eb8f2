using System.Text.Json;
using Orderly.Engine.Ids;
using Orderly.Engine.Process;
using Orderly.Journal;

namespace Orderly.Runtime.Ownership;

/// <summary>Journal rows as the engine's entries.</summary>
internal static class Entries
{
    /// <summary>Which event codec is written.</summary>
    public const short Codec = 1;

    /// <exception cref="JsonException">Another codec, or not events.</exception>
    public static JournalEntry Read(Journal.Rows.JournalEntry row)
    {
        if (row.Codec != Codec) throw new JsonException($"Expected entries of codec {Codec}, but entry {row.Seq} of {row.Instance} is of codec {row.Codec}");
        return new JournalEntry(
            new InstanceId(row.Instance), row.Seq, Micros.ToTime(row.At), CommandId: null, new Actor(row.Actor, ActorKind.System), row.World, EventJson.Read(row.Body));
    }
}
