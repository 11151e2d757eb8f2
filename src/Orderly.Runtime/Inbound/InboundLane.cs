using System.Collections.Concurrent;
using Orderly.Canonical.Inbound;
using Orderly.Journal;
using Orderly.Journal.Changes;
using Orderly.Journal.Rows;
using Orderly.Journal.Write;
using Orderly.Runtime.Lanes;
using Orderly.Runtime.Nodes;
using Orderly.Runtime.Ownership;
using Orderly.Runtime.Submission;

namespace Orderly.Runtime.Inbound;

/// <summary>
/// Maps stored messages in this node's lanes: one order key one after the other, keys side by side. What a message becomes and
/// that it was mapped are one commit. One that cannot be mapped stands aside with its reason and holds nobody up.
/// </summary>
internal sealed class InboundLane
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(1);

    /// <summary>Shorter than from tick to tick, so that a tick that comes a little early still sweeps.</summary>
    private static readonly TimeSpan SweptLately = SweepEvery / 2;

    private const int Most = 1_000;
    private const int MostHeldKeys = 20_000;
    private const int MostLookedAtAgain = 100;

    private readonly IStore store;
    private readonly OwnerContext context;
    private readonly LaneLeases lanes;
    private readonly InboundMapping mapping;
    private readonly Rounds rounds;
    private readonly Lock gate = new();
    private readonly Queue<InboxRow> fresh = new();
    private bool mustSweep = true;
    private long swept;
    private DateTimeOffset lookedAgain;

    // Keys with held messages, as of the last sweep and what this node held since.
    private readonly ConcurrentDictionary<(short Lane, string OrderKey), bool> waiting = new();

    public InboundLane(IStore store, OwnerContext context, LaneLeases lanes, IInboundMapper mapper, NodeTime time)
    {
        (this.store, this.context, this.lanes) = (store, context, lanes);
        mapping = new InboundMapping(store, context, mapper, time);
        rounds = new Rounds("inbound", Round, time);
        lanes.OnGained(_ => SweepNow());
    }

    public void Start() => rounds.Start(SweepEvery);

    public Task Stop() => rounds.Stop();

    /// <summary>A message this node has just stored. Beyond a bound it is read back from the store when its turn comes.</summary>
    public void Accepted(InboxRow row)
    {
        if (!lanes.Holds(row.Lane)) return;
        lock (gate)
        {
            if (fresh.Count < Most * 4) fresh.Enqueue(row);
            else mustSweep = true;
        }
        rounds.Wake();
    }

    /// <summary>Takes a quarantined message up again, once its route is mended.</summary>
    public async Task<Reply> Replay(Guid inbox, Terms terms)
    {
        var now = context.Clock.Now();
        if (context.Grants.Objection(context.World.Now.Organisation, terms.By, Grants.Deed.ReplayMessage, null, now) is { } denied) return new Reply.Denied(denied);
        if (await store.Read.Inbox.One(inbox) is not { } row) return new Reply.NotFound($"Expected an inbound message {inbox}, but there is none");
        if (row.State is not (InboxState.Quarantined or InboxState.Ignored))
            return new Reply.Rejected("NotReplayable", $"Expected a quarantined or ignored message, but it is {row.State}");
        var outcome = await context.Writer.Write(new Append
        {
            Changes = [new UpdateInbox(row.Id, InboxState.Received, null), new AddAudit(Micros.From(now), terms.By.Id, "ReplayMessage", $"inbox/{row.Id}")],
        });
        if (outcome is not Committed) return new Reply.Unavailable($"Expected a commit, but it was {outcome.GetType().Name}");
        SweepNow();
        return new Reply.Accepted(row.Id, 0);
    }

    private void SweepNow()
    {
        lock (gate) mustSweep = true;
        rounds.Wake();
    }

    private async Task Round()
    {
        while (await Next() is { Count: > 0 } keys)
            await Task.WhenAll(keys.Select(key => MapInOrder(key.Key.Lane, key.Key.OrderKey, key.Value)));
    }

    /// <summary>What is to be done now, by order key; a key without rows has held ones to look at again.</summary>
    private async Task<Dictionary<(short Lane, string OrderKey), List<InboxRow>>> Next()
    {
        bool sweep;
        var keys = new Dictionary<(short Lane, string OrderKey), List<InboxRow>>();
        lock (gate)
        {
            sweep = mustSweep || (fresh.Count == 0 && context.Real.GetElapsedTime(swept) >= SweptLately);
            mustSweep = false;
            if (sweep)
            {
                swept = context.Real.GetTimestamp();
                fresh.Clear(); // What the sweep reads holds everything stored up to now.
            }
            else
            {
                for (var taken = 0; taken < Most && fresh.TryDequeue(out var row); taken++) Add(keys, row);
            }
        }
        if (!sweep) return keys;
        try
        {
            await Sweep(keys);
            return keys;
        }
        catch (StoreUnavailableException)
        {
            // Nothing may pass what was not read.
            lock (gate) mustSweep = true;
            throw;
        }
    }

    private async Task Sweep(Dictionary<(short Lane, string OrderKey), List<InboxRow>> keys)
    {
        var lanesHeld = lanes.Held;
        if (lanesHeld.Count == 0) return;
        var rows = await store.Read.Lanes.Inbox(lanesHeld, Most);
        var held = await store.Read.Lanes.Held(lanesHeld, MostHeldKeys);
        if (rows.Count == Most) lock (gate) mustSweep = true;
        foreach (var row in rows) Add(keys, row);
        var now = Micros.From(context.Clock.Now());
        // What a message waits for may have come under another key, or may be no message.
        var again = context.Real.GetUtcNow() - lookedAgain >= SweepEvery ? MostLookedAtAgain : 0;
        if (again > 0) lookedAgain = context.Real.GetUtcNow();
        waiting.Clear();
        foreach (var key in held)
        {
            waiting.TryAdd((key.Lane, key.OrderKey), true);
            if (key.Until <= now || again-- > 0) keys.TryAdd((key.Lane, key.OrderKey), []);
        }
    }

    private static void Add(Dictionary<(short Lane, string OrderKey), List<InboxRow>> keys, InboxRow row)
    {
        if (!keys.TryGetValue((row.Lane, row.OrderKey), out var rows)) keys.Add((row.Lane, row.OrderKey), rows = []);
        rows.Add(row);
    }

    /// <summary>
    /// One key's messages in the order they came. A held one lets those behind it pass, since what it waits for may be one of them,
    /// and is taken up right after the one that brought it.
    /// </summary>
    private async Task MapInOrder(short lane, string orderKey, List<InboxRow> came)
    {
        try
        {
            var before = waiting.ContainsKey((lane, orderKey)) ? await store.Read.Lanes.HeldOf(lane, orderKey) : [];
            var held = new List<InboxRow>();
            foreach (var row in before.Concat(came).DistinctBy(row => row.Id).OrderBy(row => row.Ordinal))
            {
                if (!lanes.Holds(lane)) return;
                if (await Take(row) is { } until) held.Add(row with { State = InboxState.HeldForOrder, HeldUntil = until });
                else await TakeUp(held);
            }
            if (held.Count == 0) waiting.TryRemove((lane, orderKey), out _);
            else waiting.TryAdd((lane, orderKey), true);
        }
        catch (StoreUnavailableException)
        {
            // Later messages of the key wait with this one.
            SweepNow();
        }
    }

    private async Task TakeUp(List<InboxRow> held)
    {
        for (var at = 0; at < held.Count; at++)
        {
            if (await Take(held[at]) is not null) continue;
            // It may itself be what an earlier one waits for.
            held.RemoveAt(at);
            at = -1;
        }
    }

    /// <summary>Until when the message waits for its predecessor; null when it is done with.</summary>
    private async Task<long?> Take(InboxRow row)
    {
        var verdict = await mapping.Judge(row);
        while (true)
        {
            var append = verdict.ToAppend();
            if (verdict is InboundVerdict.Wait { Write: null } waits) return waits.Until;
            var outcome = await context.Writer.Write(append, isPatient: true);
            switch (outcome)
            {
                case Committed:
                    context.Signals.Committed(Guid.Empty, append.Changes);
                    return (verdict as InboundVerdict.Wait)?.Until;
                // Another owner of the lane mapped this very message meanwhile.
                case KeyReplayed mine when mine.Instance == row.Id && row.State != InboxState.HeldForOrder:
                    return null;
                // It had been mapped when it was held: told it is, and it must not be looked at for good.
                case KeyReplayed mine when mine.Instance == row.Id:
                    verdict = new InboundVerdict.Close(new UpdateInbox(row.Id, InboxState.Mapped, null));
                    continue;
                case KeyReplayed other when verdict is InboundVerdict.Tell told:
                    verdict = await mapping.Without(row, told, other);
                    continue;
                case Poisoned poisoned when verdict is not InboundVerdict.Close:
                    verdict = new InboundVerdict.Close(new UpdateInbox(row.Id, InboxState.Quarantined, $"Expected what it maps to to be storable, but {poisoned.Error}"));
                    continue;
                case Poisoned:
                    return null;
                default:
                    throw new StoreUnavailableException(outcome is Unavailable away ? away.Error : $"Expected a commit, but it was {outcome.GetType().Name}");
            }
        }
    }
}
