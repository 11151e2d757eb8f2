using Orderly.Journal;
using Orderly.Journal.Changes;
using Orderly.Journal.Rows;
using Orderly.Runtime.Lanes;
using Orderly.Runtime.Nodes;
using Orderly.Runtime.Projection;

namespace Orderly.Runtime.Effects;

/// <summary>
/// Finds the calls whose time has come in this node's lanes and has them sent: in order within an order key, side by side
/// across keys, never more at once to one connector than it may hold up.
/// </summary>
internal sealed class Outbox
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(1);

    private readonly IStore store;
    private readonly LaneLeases lanes;
    private readonly NodeTime time;
    private readonly EffectOptions options;
    private readonly EffectSending sending;
    private readonly Rounds rounds;
    private readonly Lock gate = new();
    private readonly CallLines lines;
    private readonly Dictionary<Guid, (EffectRow Row, Task Task)> underWay = [];
    private readonly HashSet<short> unsettled = [];
    private bool stopping;

    public Outbox(IStore store, LaneLeases lanes, EffectSending sending, EffectOptions options, NodeTime time)
    {
        (this.store, this.lanes, this.sending, this.options, this.time) = (store, lanes, sending, options, time);
        lines = new CallLines(options.AtOncePerConnector);
        rounds = new Rounds("effects", Round, time);
        lanes.OnGained(gained =>
        {
            lock (gate) unsettled.UnionWith(gained);
            rounds.Wake();
        });
        lanes.OnLost(_ => Wait());
    }

    public void Start()
    {
        if (options.Send) rounds.Start(SweepEvery);
    }

    /// <summary>Starts nothing more and lets what is under way end.</summary>
    public async Task Stop()
    {
        if (!options.Send) return;
        lock (gate) stopping = true;
        await rounds.Stop();
        sending.Cancel(options.Drain);
        await Wait();
    }

    public void Committed(IReadOnlyList<Change> changes)
    {
        if (!options.Send) return;
        foreach (var change in changes)
        {
            switch (change)
            {
                case AddEffect { Row: { Kind: EffectRows.Call, State: EffectState.Pending } row }:
                    // One that nothing can stand before need not be looked for, unless the same commit withdrew it.
                    if (changes.Any(other => other is RemoveEffect gone && gone.Id == row.Id)) break;
                    if (!EffectRows.IsOrdered(row)) Begin(new TakenCall(row, IsToSettle: false, IsNews: true));
                    else if (!IsFull(row.Type)) rounds.Wake();
                    break;
                case UpdateEffect { State: EffectState.Pending }:
                    rounds.Wake();
                    break;
            }
        }
    }

    private async Task Round()
    {
        await SettleTaken();
        while (await Look())
        {
        }
    }

    /// <summary>Returns whether there may be more that this node could begin.</summary>
    private async Task<bool> Look()
    {
        var held = lanes.Held;
        if (held.Count == 0) return false;
        string[] full;
        int most;
        lock (gate)
        {
            lines.LookBegins();
            full = lines.Full;
            // What is in hand is still pending in the store, and must not fill the page.
            most = options.Round + lines.Count;
        }
        var rows = await store.Read.Lanes.Calls(held, Micros.From(time.Real.GetUtcNow()), full, most);
        var taken = false;
        foreach (var row in rows) taken |= Begin(new TakenCall(row, IsToSettle: false, IsNews: true));
        return taken && rows.Count == most;
    }

    /// <summary>What a former owner of the lanes had begun to send, and nobody knows how it ended.</summary>
    private async Task SettleTaken()
    {
        short[] gained;
        lock (gate)
        {
            gained = [.. unsettled];
            unsettled.Clear();
            lines.LookBegins();
        }
        if (gained.Length == 0) return;
        try
        {
            foreach (var effect in await store.Read.Lanes.EffectsTaken(gained, int.MaxValue))
                if (effect is { Kind: EffectRows.Call, State: EffectState.Sending }) Begin(new TakenCall(effect, IsToSettle: true, IsNews: false));
        }
        catch (StoreUnavailableException)
        {
            lock (gate) unsettled.UnionWith(gained);
            throw;
        }
    }

    /// <summary>Returns whether it was taken in hand, to be sent now or behind others.</summary>
    private bool Begin(TakenCall call)
    {
        if (!lanes.Holds(call.Row.Lane)) return false;
        lock (gate)
        {
            if (stopping) return false;
            var before = lines.Count;
            if (lines.TryBegin(call)) Launch(call);
            return lines.Count > before;
        }
    }

    private void Launch(TakenCall call) =>
        underWay[call.Row.Id] = (call.Row, Task.Factory.StartNew(() => Run(call), CancellationToken.None, TaskCreationOptions.DenyChildAttach, time.Scheduler).Unwrap());

    private async Task Run(TakenCall call)
    {
        try
        {
            await Do(call);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // It may have got as far as "sending", which only a settlement takes up again.
            RuntimeLog.RoundFailed(time.Log, $"effect {call.Row.Id}", e);
            lock (gate) unsettled.Add(call.Row.Lane);
        }
        finally
        {
            Ended(call.Row);
        }
    }

    private async Task Do(TakenCall call)
    {
        var row = call.Row;
        if (!call.IsNews)
        {
            // Withdrawn, sent or settled by another meanwhile: then it is no longer as it was read.
            if (!lanes.Holds(row.Lane) || await store.Read.Effects.One(row.Id) is not { } now || now.State != row.State || now.Attempt != row.Attempt) return;
            row = now;
        }
        if (call.IsToSettle) await sending.Settle(row);
        else await sending.Send(row, lanes.EpochOf(row.Lane));
    }

    private void Ended(EffectRow row)
    {
        bool look;
        lock (gate)
        {
            underWay.Remove(row.Id);
            var (next, readMore) = lines.End(row);
            if (next is { } following) Launch(following);
            // What stood behind it in its order may go now.
            look = readMore || EffectRows.IsOrdered(row) || unsettled.Count > 0;
        }
        if (look) rounds.Wake();
    }

    private bool IsFull(string connector)
    {
        lock (gate) return lines.IsFull(connector);
    }

    private Task Wait() => WaitFor(_ => true);

    /// <summary>Until none of some calls is under way. One that was already with its receiver is waited for, not broken off: then it is known how it ended.</summary>
    public async Task WaitFor(Func<EffectRow, bool> those)
    {
        while (true)
        {
            Task[] ending;
            lock (gate) ending = [.. underWay.Values.Where(call => those(call.Row)).Select(call => call.Task)];
            if (ending.Length == 0) return;
            await Task.WhenAll(ending);
        }
    }
}
