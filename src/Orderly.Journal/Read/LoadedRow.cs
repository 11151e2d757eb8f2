using Orderly.Journal.Database;
using Orderly.Journal.Rows;
using Orderly.Journal.Sealing;

namespace Orderly.Journal.Read;

/// <summary>One entry of a loaded instance beside its head; the snapshot stands with the first only, and a snapshot at the head has no entry.</summary>
internal sealed record LoadedRow(InstanceRow Head, Guid? Quarantine, SnapshotRow? Snapshot, JournalEntry? Entry)
{
    private const int AfterHead = 10;
    private const int AfterQuarantine = AfterHead + 1;
    private const int AfterSnapshot = AfterQuarantine + 6;

    public static Sealed<LoadedRow> Map(IRow r)
    {
        var head = RowMaps.Instance(r);
        var quarantine = r.UuidOrNull(AfterHead);
        var snapshot = SnapshotOf(head.Id, r, AfterQuarantine);
        var entry = EntryOf(head.Id, r, AfterSnapshot);
        return new(ring => new LoadedRow(head, quarantine, snapshot?.Open(ring), entry?.Open(ring)));
    }

    private static Sealed<SnapshotRow>? SnapshotOf(Guid instance, IRow r, int from)
    {
        if (r.IsNull(from + 5)) return null;
        var row = new SnapshotRow(instance, r.Long(from), r.Short(from + 1), r.Int(from + 2), r.Bytes(from + 3), r.Bytes(from + 5));
        var key = r.Long(from + 4);
        return new(ring => row with { Body = ring.Open(key, SealedColumns.Snapshot, instance, row.Seq, row.Body) });
    }

    private static Sealed<JournalEntry>? EntryOf(Guid instance, IRow r, int from)
    {
        if (r.IsNull(from)) return null;
        var row = new JournalEntry(instance, r.Long(from), r.Long(from + 1), r.Text(from + 2), r.Long(from + 3), r.Short(from + 4), r.Bytes(from + 6));
        var key = r.Long(from + 5);
        return new(ring => row with { Body = ring.Open(key, SealedColumns.Journal, instance, row.Seq, row.Body) });
    }
}
