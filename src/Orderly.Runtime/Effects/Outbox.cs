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
    private readonly Dictionary<Guid, Task> underWay = [];
    private readonly Dictionary<string, int> perConnector = new(StringComparer.Ordinal);
    private readonly HashSet<short> unsettled = [];

    public Outbox(IStore store, LaneLeases lanes, EffectSending sending, EffectOptions options, NodeTime time)
    {
        (this.store, this.lanes, this.sending, this.options, this.time) = (store, lanes, sending, options, time);
        rounds = new Rounds("effects", Round, time);
        lanes.OnGained(gained =>
        {
            lock (gate) unsettled.UnionWith(gained);
            rounds.Wake();
        });
        lanes.OnLost(Wait);
    }

    public void Start()
    {
        if (options.Send) rounds.Start(SweepEvery);
    }

    /// <summary>Starts nothing more and lets what is under way end.</summary>
    public async Task Stop()
    {
        if (!options.Send) return;
        await rounds.Stop();
        sending.Cancel(options.Drain);
        await Wait([]);
    }

    public void Committed(IReadOnlyList<Change> changes)
    {
        foreach (var change in changes)
        {
            // A call that ended lets the next of its order key go.
            if (change is AddEffect { Row: { Kind: EffectRows.Call, State: EffectState.Pending } } or RemoveEffect or UpdateEffect { State: EffectState.Pending })
            {
                rounds.Wake();
                return;
            }
        }
    }

    private async Task Round()
    {
        await SettleTaken();
        var held = lanes.Held;
        if (held.Count == 0) return;
        // A call that ends after this read began is still in what was read; it must not go out again from there.
        var before = UnderWay();
        var now = Micros.From(time.Real.GetUtcNow());
        foreach (var effect in await store.Read.Lanes.Effects(held, now, options.Round))
            if (effect.Kind == EffectRows.Call && !before.Contains(effect.Id)) Begin(effect, () => sending.Send(effect, lanes.EpochOf(effect.Lane)));
    }

    /// <summary>What a former owner of the lanes had begun to send, and nobody knows how it ended.</summary>
    private async Task SettleTaken()
    {
        short[] gained;
        lock (gate) gained = [.. unsettled];
        if (gained.Length == 0) return;
        var taken = await store.Read.Lanes.EffectsTaken(gained, options.Round);
        foreach (var effect in taken)
            if (effect is { Kind: EffectRows.Call, State: EffectState.Sending } && effect.SenderEpoch != lanes.EpochOf(effect.Lane)) Begin(effect, () => sending.Settle(effect));
        lock (gate) unsettled.ExceptWith(gained);
    }

    private void Begin(EffectRow effect, Func<Task> send)
    {
        lock (gate)
        {
            if (underWay.ContainsKey(effect.Id)) return;
            var busy = perConnector.GetValueOrDefault(effect.Type);
            if (busy >= options.AtOncePerConnector) return;
            perConnector[effect.Type] = busy + 1;
            underWay[effect.Id] = Task.Factory.StartNew(() => Run(effect, send), CancellationToken.None, TaskCreationOptions.DenyChildAttach, time.Scheduler).Unwrap();
        }
    }

    private async Task Run(EffectRow effect, Func<Task> send)
    {
        try
        {
            await send();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            RuntimeLog.RoundFailed(time.Log, $"effect {effect.Id}", e);
        }
        finally
        {
            lock (gate)
            {
                underWay.Remove(effect.Id);
                perConnector[effect.Type]--;
            }
            rounds.Wake();
        }
    }

    private async Task Wait(IReadOnlyCollection<short> lost)
    {
        Task[] ending;
        lock (gate) ending = [.. underWay.Values];
        await Task.WhenAll(ending);
    }

    private HashSet<Guid> UnderWay()
    {
        lock (gate) return [.. underWay.Keys];
    }
}
