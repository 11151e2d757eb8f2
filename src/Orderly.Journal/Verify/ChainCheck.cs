using Orderly.Journal.Database;
using Orderly.Journal.Read;
using Orderly.Journal.Rows;
using Orderly.Journal.Write;

namespace Orderly.Journal.Verify;

/// <summary>
/// Recomputes every hash of the store from its rows: what was changed, removed, added or moved shows. It needs no keys, for the
/// chains are over ciphertext. Run it on a store nobody writes to, or only up to the heads it reports.
/// </summary>
internal sealed class ChainCheck(IDatabase database)
{
    private const int Page = 500;

    private readonly List<ChainFault> faults = [];
    private readonly List<EpochHead> heads = [];
    private long batches;
    private long entries;
    private long auditRows;

    private sealed record StoredBatch(long Number, long At, byte[] Journal, byte[] Records, byte[] Audit, byte[] Hash);

    public async ValueTask<ChainReport> Run(CancellationToken cancel)
    {
        await Integrity(cancel);
        var journal = await JournalHashes(cancel);
        foreach (var epoch in await database.Query("batch_epochs", _ => { }, row => row.Long(0), cancel))
            await Epoch(epoch, journal, cancel);
        foreach (var (epoch, batch) in journal.Keys.Order())
            faults.Add(new ChainFault(epoch, batch, "Expected every entry to belong to a batch, but there are entries and no batch"));
        foreach (var (id, seq) in await database.Query("heads_apart", _ => { }, row => (row.Uuid(0), row.Long(1)), cancel))
            faults.Add(new ChainFault(0, 0, $"Expected instance {id} to have entries 1 to {seq}, but its journal has others"));
        return new ChainReport(batches, entries, auditRows, heads, faults);
    }

    private async ValueTask Integrity(CancellationToken cancel)
    {
        foreach (var finding in await database.Query("integrity", _ => { }, row => row.Text(0), cancel))
            if (finding != "ok") faults.Add(new ChainFault(0, 0, $"Expected a sound file, but {finding}"));
    }

    /// <summary>One pass over the journal in chain order; 32 bytes a batch are kept.</summary>
    private async ValueTask<Dictionary<(long, long), byte[]>> JournalHashes(CancellationToken cancel)
    {
        var hashes = new Dictionary<(long, long), byte[]>();
        var gathered = new List<SealedEntry>();
        (long, long) at = default;
        await database.Each("journal_in_chain_order", row =>
        {
            var position = (row.Long(7), row.Long(8));
            if (position != at && gathered.Count > 0) Close();
            at = position;
            gathered.Add(new SealedEntry(
                new JournalEntry(row.Uuid(0), row.Long(1), row.Long(2), row.Text(3), row.Long(4), row.Short(5), []), row.Long(6), row.Bytes(9)));
        }, cancel);
        if (gathered.Count > 0) Close();
        return hashes;

        void Close()
        {
            entries += gathered.Count;
            hashes[at] = ChainHash.OfJournal(gathered);
            gathered.Clear();
        }
    }

    private async ValueTask Epoch(long epoch, Dictionary<(long, long), byte[]> journal, CancellationToken cancel)
    {
        var empty = ChainHash.OfJournal([]);
        var head = ChainHead.Genesis(epoch);
        while (true)
        {
            var page = await database.Query("batches_after", args =>
            {
                args.Long(epoch);
                args.Long(head.Batch);
                args.Long(Page);
            }, r => new StoredBatch(r.Long(1), r.Long(2), r.Bytes(3), r.Bytes(4), r.Bytes(5), r.Bytes(6)), cancel);
            var upTo = page.Count == 0 ? long.MaxValue : page[^1].Number;
            var history = await Rows("history_of_batches", epoch, head.Batch, upTo, RowMaps.History, r => r.Position.Batch, cancel);
            var access = await Rows("access_of_batches", epoch, head.Batch, upTo, RowMaps.Access, r => r.Position.Batch, cancel);
            var audit = await Rows("audit_of_batches", epoch, head.Batch, upTo, RowMaps.Audit, r => r.Position.Batch, cancel);
            if (page.Count == 0)
            {
                if (history.Count + access.Count + audit.Count > 0)
                    Fault(epoch, head.Batch + 1, "Expected no records after the last batch, but there are some");
                heads.Add(new EpochHead(epoch, head.Batch, Convert.ToHexStringLower(head.BatchHash)));
                return;
            }

            foreach (var batch in page)
            {
                batches++;
                if (batch.Number != head.Batch + 1) Fault(epoch, head.Batch + 1, $"Expected batch {head.Batch + 1}, but the next is {batch.Number}");
                journal.Remove((epoch, batch.Number), out var journalHash);
                Compare(epoch, batch.Number, "entries", batch.Journal, journalHash ?? empty);
                Compare(epoch, batch.Number, "history and access rows", batch.Records,
                    ChainHash.OfRecords(history[batch.Number], access[batch.Number]));
                var auditHash = Audit(head.AuditHash, audit[batch.Number]);
                Compare(epoch, batch.Number, "audit rows", batch.Audit, auditHash);
                Compare(epoch, batch.Number, "chain", batch.Hash,
                    ChainHash.OfBatch(head.BatchHash, epoch, batch.Number, batch.At, batch.Journal, batch.Records, batch.Audit));
                head = new ChainHead(batch.Number, batch.Hash, batch.Audit);
            }
        }
    }

    private byte[] Audit(byte[] previous, IEnumerable<AuditRow> rows)
    {
        foreach (var row in rows)
        {
            auditRows++;
            var hash = ChainHash.OfAudit(previous, row.Position, row.At, row.Actor, row.What, row.Subject);
            if (!row.Previous.AsSpan().SequenceEqual(previous) || !row.Hash.AsSpan().SequenceEqual(hash))
                Fault(row.Position.Epoch, row.Position.Batch, $"Expected audit row {row.Position.Index} to follow its forerunner, but its hash differs");
            previous = hash;
        }
        return previous;
    }

    private async ValueTask<ILookup<long, T>> Rows<T>(
        string statement, long epoch, long after, long upTo, Func<IRow, T> map, Func<T, long> batch, CancellationToken cancel) =>
        (await database.Query(statement, args =>
        {
            args.Long(epoch);
            args.Long(after);
            args.Long(upTo);
        }, map, cancel)).ToLookup(batch);

    private void Compare(long epoch, long batch, string what, byte[] stored, byte[] computed)
    {
        if (!stored.AsSpan().SequenceEqual(computed)) Fault(epoch, batch, $"Expected the {what} as written, but their hash differs");
    }

    private void Fault(long epoch, long batch, string finding) => faults.Add(new ChainFault(epoch, batch, finding));
}
