using System.Buffers.Binary;
using System.Text;
using Orderly.Journal.Changes;
using Orderly.Journal.Nodes;
using Orderly.Journal.Rows;
using Orderly.Journal.Write;

namespace Orderly.Journal.Tests;

/// <summary>Rows with everything filled in, so that a swapped column shows.</summary>
internal static class Samples
{
    public const long Now = 1_790_000_000_000_000;
    private static long ids;

    /// <summary>Time-ordered and unique in the run.</summary>
    public static Guid Id()
    {
        Span<byte> bytes = stackalloc byte[16];
        var n = Interlocked.Increment(ref ids);
        BinaryPrimitives.WriteInt64BigEndian(bytes, ((Now / 1000 + n / 100) << 16) | 0x7000);
        BinaryPrimitives.WriteInt64BigEndian(bytes[8..], n * 7_919 | long.MinValue);
        return new Guid(bytes, bigEndian: true);
    }

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static InstanceRow Instance(Guid? id = null, long seq = 1)
    {
        var own = id ?? Id();
        return new(own, 3, Id(), Id(), own, "visit-" + own, seq, 1, Now, null);
    }

    public static JournalEntry Entry(Guid instance, long seq, string body = "{\"kind\":\"TaskCreated\"}") =>
        new(instance, seq, Now + seq, "nurse.ann", 42, 7, Bytes(body));

    /// <summary>Starts an instance with one entry.</summary>
    public static Append Start(Guid id, params Change[] changes) => new()
    {
        Head = new CreateHead(Instance(id)),
        Entries = [Entry(id, 1)],
        Changes = changes,
    };

    /// <summary>Adds the entry after <paramref name="seq"/>.</summary>
    public static Append Next(Guid id, long seq, params Change[] changes) => new()
    {
        Head = new AdvanceHead(id, seq, seq + 1, 2, null),
        Entries = [Entry(id, seq + 1)],
        Changes = changes,
    };

    public static Append Only(params Change[] changes) => new() { Changes = changes };

    public static Append Claiming(Claim claim, params Change[] changes) => new() { Claims = [claim], Changes = changes };

    public static TaskRow WorkItem(Guid instance, int queue = 1, int rank = 5, long due = Now, bool open = true, string? owner = "nurse.ann") =>
        new(Id(), 3, instance, queue, 4, open, owner, 6, rank, due, Id(), Id(), 9, Bytes("{\"title\":\"Medication reconciliation\"}"));

    public static TimerRow Timer(Guid instance, long due = Now) => new(Lane.Of(instance), due, Id(), instance);

    public static SubscriptionRow Subscription(string name, string key, Guid? instance, string process = "discharge") =>
        new(Id(), Lane.Of($"{name}|{key}"), name, key, process, instance, "Event_bed_ready");

    public static MessageRow Message(string name, string key, long expires = Now + 1_000_000) =>
        new(Id(), Lane.Of($"{name}|{key}"), name, key, expires, Bytes("{\"bed\":\"4-12\"}"));

    public static EffectRow Effect(Guid instance, string orderKey, long order = Now, string kind = "call", string type = "erp") =>
        new(Id(), 3, Lane.Of(orderKey), orderKey, order, instance, 2, 1, kind, type, EffectState.Pending, 0, Now, 0, null, Bytes("{\"cost\":12}"));

    public static InboxRow Inbox(string source, string controlId, string raw, string orderKey = "1|HOSP|V1", long ordinal = 1) =>
        new(Id(), 3, source, controlId, System.Security.Cryptography.SHA256.HashData(Bytes(raw)), "ADT^A03", ordinal,
            Lane.Of(orderKey), orderKey, InboxState.Received, "adt", null, false, Now, Bytes("MSA|AA|" + controlId), Bytes(raw));

    public static CommandKey Key(string key, Guid instance, string request = "request", long now = Now) =>
        new("api", key, Bytes(request), instance, 1, now, now + 1_000_000);
}
