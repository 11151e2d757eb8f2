using Orderly.Journal.Changes;
using Orderly.Journal.Database;
using Orderly.Journal.Nodes;
using Orderly.Journal.Sealing;

namespace Orderly.Journal.Write;

/// <summary>
/// WRITE 2 as one transaction: fence, claims, heads, the winners' rows, the batch row. It goes out whole, commit included, in
/// the belief that everyone wins, which is nearly always so; where someone lost, nothing of it stands, and the claims are asked
/// for first and the rows written afterwards, so that a dropped append leaves nothing behind.
/// </summary>
internal sealed class Commit(IDatabase database, KeyRing ring, TimeProvider time)
{
    private readonly ClaimWrites claims = new(ring);

    public async ValueTask<BatchOutcome> Run(NodeEpoch node, ChainHead head, Batch batch, CancellationToken cancel)
    {
        var entries = batch.Appends.Select(a => new Candidate(a)).ToList();
        try
        {
            if (await AtOnce(node, head, entries, cancel) is { } outcome) return outcome;
        }
        catch (RowRefusedException)
        {
            // A loser's rows may collide with those of whoever won. Told apart from poison by asking first.
        }
        while (true)
            if (await AskFirst(node, head, entries, cancel) is { } outcome) return outcome;
    }

    /// <summary>Null when some lost: nothing is committed.</summary>
    private async ValueTask<BatchOutcome?> AtOnce(NodeEpoch node, ChainHead head, List<Candidate> entries, CancellationToken cancel)
    {
        var heads = HeadWrites.Chain(entries);
        var alive = Alive(entries);
        if (alive.Count == 0) return null;

        await using var transaction = await database.BeginBatch(cancel);
        await transaction.WriteReturning("fence", [node], Membership.Bind, _ => { });
        await claims.Ask(transaction, alive, cancel);
        await HeadWrites.Ask(transaction, heads);
        var outcome = Outcomes(entries, node, await WriteRows(transaction, node, head, alive));
        return await Ended(transaction.CommitIfAllReturned, outcome) ? outcome : null;
    }

    /// <summary>Null when some lost: again, without them.</summary>
    private async ValueTask<BatchOutcome?> AskFirst(NodeEpoch node, ChainHead head, List<Candidate> entries, CancellationToken cancel)
    {
        var heads = HeadWrites.Chain(entries);
        var alive = Alive(entries);

        await using var transaction = await database.BeginBatch(cancel);
        var isMember = false;
        await transaction.WriteReturning("fence", [node], Membership.Bind, _ => isMember = true);
        var claimed = await claims.Ask(transaction, alive, cancel);
        var moved = await HeadWrites.Ask(transaction, heads);
        await transaction.Send();

        if (!isMember) return new BatchOutcome([.. entries.Select(_ => new Fenced())], head);
        foreach (var settle in claimed) await settle();
        moved();
        if (alive.Exists(e => e.Lost is not null)) return null;
        if (alive.Count == 0) return Outcomes(entries, node, head);

        var outcome = Outcomes(entries, node, await WriteRows(transaction, node, head, alive));
        await Ended(async () =>
        {
            await transaction.Commit();
            return true;
        }, outcome);
        return outcome;
    }

    private static List<Candidate> Alive(List<Candidate> entries) => entries.FindAll(e => e.Lost is null);

    private async ValueTask<ChainHead> WriteRows(ITransaction transaction, NodeEpoch node, ChainHead head, List<Candidate> winners)
    {
        var number = head.Batch + 1;
        var at = Micros.From(time.GetUtcNow());
        var journal = winners.SelectMany(w => w.Append.Entries)
            .OrderBy(e => e.Instance).ThenBy(e => e.Seq)
            .Select(e => new SealedEntry(e, ring.CurrentId, ring.Seal(SealedColumns.Journal, e.Instance, e.Seq, e.Body)))
            .ToList();
        await transaction.Write("add_journal", journal, (args, e) => e.Bind(args, node.Epoch, number));

        var records = new RecordWrites(node.Epoch, number, head.AuditHash);
        var rows = new RowWrites(ring, node.Epoch, number);
        foreach (var winner in winners)
        {
            foreach (var claim in winner.Append.Claims)
                if (claim is AddInbox { Row: var row }) rows.Add(new AddInboxState(row));
            foreach (var change in winner.Append.Changes)
                if (!records.Add(change)) rows.Add(change);
        }
        await rows.Write(transaction);
        await records.Write(transaction);

        var journalHash = ChainHash.OfJournal(journal);
        var recordsHash = records.Digest();
        var hash = ChainHash.OfBatch(head.BatchHash, node.Epoch, number, at, journalHash, recordsHash, records.AuditHash);
        await transaction.Write("add_batch", [hash], (args, h) =>
        {
            args.Long(node.Epoch);
            args.Long(number);
            args.Long(at);
            args.Bytes(journalHash);
            args.Bytes(recordsHash);
            args.Bytes(records.AuditHash);
            args.Bytes(h);
        });
        return new ChainHead(number, hash, records.AuditHash);
    }

    private static async ValueTask<bool> Ended(Func<ValueTask<bool>> commit, BatchOutcome outcome)
    {
        try
        {
            return await commit();
        }
        catch (CommitCutOffException e)
        {
            throw new StoreUnavailableException(e.Message, e) { Undecided = outcome };
        }
    }

    private static BatchOutcome Outcomes(List<Candidate> entries, NodeEpoch node, ChainHead head) =>
        new([.. entries.Select(e => e.Lost ?? new Committed(node.Epoch, head.Batch))], head);
}

/// <summary>An append on its way through a commit.</summary>
internal sealed class Candidate(Append append)
{
    public Append Append => append;

    /// <summary>Set once it is out.</summary>
    public AppendOutcome? Lost { get; set; }
}
