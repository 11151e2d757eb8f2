using Orderly.Journal.Changes;
using Orderly.Journal.Database;
using Orderly.Journal.Read;
using Orderly.Journal.Rows;
using Orderly.Journal.Sealing;

namespace Orderly.Journal.Write;

/// <summary>Takes the claims by insert-or-conflict, kind by kind and in key order, so that two nodes never wait for each other in a ring.</summary>
internal sealed class ClaimWrites(KeyRing ring)
{
    private readonly record struct Claimed<T>(T Claim, Candidate Candidate);

    /// <summary>Asks for the claims. Once that was sent, each of the returned settlements says whose were not to be had.</summary>
    public async ValueTask<List<Func<ValueTask>>> Ask(ITransaction transaction, List<Candidate> alive, CancellationToken cancel)
    {
        var settlements = new List<Func<ValueTask>>();
        if (alive.TrueForAll(c => c.Append.Claims.Count == 0)) return settlements;

        await Ask<CommandKey>("claim_command_key", Bind, row => new("command_key", row.Text(0), row.Text(1), default), c => Replayed(transaction, c, cancel));
        await Ask<AddInbox>("claim_inbox", Bind, row => new("", "", "", row.Uuid(0)), c => Duplicate(transaction, c, cancel), c => new("", "", "", c.Row.Id));
        await Ask<AddDelivery>("claim_delivery", Bind, row => new("delivery", row.Text(1), "", row.Uuid(0)), c => new(new DeliveryTaken(c.Row.Message, c.Row.Process)));
        await Ask<TakeStartLock>("claim_start_lock", Bind, row => new("start_lock", row.Text(0), row.Text(1), default), c => Held(transaction, c, cancel));
        await Ask<ClaimEffect>("claim_effect", Bind, row => new("effect", "", "", row.Uuid(0)), c => new(new EffectTaken(c.Id)));
        return settlements;

        async ValueTask Ask<T>(
            string statement, Action<IArguments, T> bind, Func<IRow, ClaimKey> returned, Func<T, ValueTask<AppendOutcome>> lost, Func<T, ClaimKey>? key = null)
            where T : Claim
        {
            key ??= ClaimKey.Of;
            var claims = new List<Claimed<T>>();
            foreach (var candidate in alive)
                foreach (var claim in candidate.Append.Claims)
                    if (claim is T own) claims.Add(new(own, candidate));
            if (claims.Count == 0) return;

            claims.Sort((a, b) => key(a.Claim).CompareTo(key(b.Claim)));
            var taken = new HashSet<ClaimKey>();
            await transaction.WriteReturning(statement, claims, (args, c) => bind(args, c.Claim), row => taken.Add(returned(row)));
            settlements.Add(async () =>
            {
                foreach (var (claim, candidate) in claims)
                    if (!taken.Contains(key(claim))) candidate.Lost ??= await lost(claim);
            });
        }
    }

    private static async ValueTask<AppendOutcome> Replayed(ITransaction transaction, CommandKey claim, CancellationToken cancel)
    {
        var stored = await transaction.Query("find_command_key", args =>
        {
            args.Text(claim.Scope);
            args.Text(claim.Key);
        }, row => new KeyReplayed(row.Uuid(1), row.Long(2), row.Bytes(0).AsSpan().SequenceEqual(claim.RequestHash)), cancel);
        return stored.Single();
    }

    private async ValueTask<AppendOutcome> Duplicate(ITransaction transaction, AddInbox claim, CancellationToken cancel)
    {
        var stored = await transaction.Query("find_inbox", args =>
        {
            args.Text(claim.Row.Source);
            args.Text(claim.Row.ControlId);
            args.Bytes(claim.Row.Hash);
        }, RowMaps.SealedInbox, cancel);
        var found = stored.Single();
        try
        {
            return new InboxDuplicate(found.Open(ring));
        }
        catch (SealedForGoodException)
        {
            // Sealed by another node since the ring was read: one look at the store settles it.
            await ring.Reload(transaction, cancel);
            return new InboxDuplicate(found.Open(ring));
        }
    }

    private static async ValueTask<AppendOutcome> Held(ITransaction transaction, TakeStartLock claim, CancellationToken cancel)
    {
        var stored = await transaction.Query("find_start_lock", args =>
        {
            args.Text(claim.Row.Process);
            args.Text(claim.Row.Key);
        }, row => new StartLockTaken(new StartLockRow(claim.Row.Process, claim.Row.Key, row.Uuid(0))), cancel);
        return stored.Single();
    }

    private static void Bind(IArguments args, CommandKey c)
    {
        args.Text(c.Scope);
        args.Text(c.Key);
        args.Bytes(c.RequestHash);
        args.Uuid(c.Instance);
        args.Long(c.Seq);
        args.Long(c.Now);
        args.Long(c.Expires);
    }

    private void Bind(IArguments args, AddInbox c)
    {
        var row = c.Row;
        args.Uuid(row.Id);
        args.Short(row.Facility);
        args.Text(row.Source);
        args.Text(row.ControlId);
        args.Bytes(row.Hash);
        args.Text(row.Type);
        args.Long(row.Ordinal);
        args.Short(row.Lane);
        args.Text(row.OrderKey);
        args.Text(row.Route);
        args.Long(row.Received);
        args.Bytes(row.Ack);
        args.Long(ring.CurrentId);
        args.Bytes(ring.Seal(SealedColumns.Inbox, row.Id, 0, row.Raw));
    }

    private static void Bind(IArguments args, AddDelivery c)
    {
        args.Uuid(c.Row.Message);
        args.Text(c.Row.Process);
        args.Uuid(c.Row.Subscription);
        args.Short(c.Row.State);
    }

    private static void Bind(IArguments args, TakeStartLock c)
    {
        args.Text(c.Row.Process);
        args.Text(c.Row.Key);
        args.Uuid(c.Row.Instance);
    }

    private static void Bind(IArguments args, ClaimEffect c)
    {
        args.Uuid(c.Id);
        args.Short((short)c.ExpectedState);
        args.Int(c.ExpectedAttempt);
        args.Short((short)c.State);
        args.Int(c.Attempt);
        args.Long(c.NextAt);
        args.Long(c.SenderEpoch);
        args.Text(c.Worker);
    }
}
