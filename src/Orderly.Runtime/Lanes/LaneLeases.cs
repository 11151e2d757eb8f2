using System.Collections.Frozen;
using Orderly.Journal;
using Orderly.Journal.Nodes;
using Orderly.Runtime.Nodes;

namespace Orderly.Runtime.Lanes;

/// <summary>
/// Which of the 256 lanes this node holds. Renewed each second on a lease of five: a node that cannot reach the store stops
/// its lanes' work before another may begin it.
/// </summary>
internal sealed class LaneLeases(IStore store, NodeEpoch node, NodeTime time, Action fenced)
{
    /// <summary>Less than the lease, so that work stops before another node may take the lane.</summary>
    public static readonly TimeSpan TrustedFor = TimeSpan.FromSeconds(4);

    private FrozenDictionary<short, long> held = FrozenDictionary<short, long>.Empty;
    private Func<IReadOnlyCollection<short>, Task>[] lostListeners = [];
    private Action<IReadOnlyCollection<short>>[] gainedListeners = [];
    private long renewedAt;

    /// <summary>The lanes whose work this node may do now; none when the lease may have run out.</summary>
    public IReadOnlyCollection<short> Held => IsTrusted ? held.Keys : [];

    public bool Holds(short lane) => IsTrusted && held.ContainsKey(lane);

    /// <summary>The epoch under which the lane is held; 0 when it is not.</summary>
    public long EpochOf(short lane) => held.GetValueOrDefault(lane);

    private bool IsTrusted => time.Real.GetElapsedTime(Volatile.Read(ref renewedAt)) < TrustedFor;

    /// <summary>Listeners are added while the node is put together.</summary>
    public void OnGained(Action<IReadOnlyCollection<short>> listener) => gainedListeners = [.. gainedListeners, listener];

    /// <summary>A listener's task ends when it does nothing more for the lanes.</summary>
    public void OnLost(Func<IReadOnlyCollection<short>, Task> listener) => lostListeners = [.. lostListeners, listener];

    public async Task Renew()
    {
        // Taken before the call: the store counts the lease from later, never from earlier.
        var asked = time.Real.GetTimestamp();
        if (!await store.Renew(node))
        {
            fenced();
            return;
        }
        Volatile.Write(ref renewedAt, asked);
        var now = await store.AcquireLanes(node);
        await Apply(now.ToFrozenDictionary(lane => lane.Lane, lane => lane.Epoch));

        if (await store.SurplusLanes(node) is > 0 and var surplus) await GiveBack(surplus);
    }

    /// <summary>Gives all lanes back, after their work has stopped.</summary>
    public Task ReleaseAll() => GiveBack(held.Count);

    private async Task GiveBack(int count)
    {
        var given = held.OrderBy(lane => lane.Key).Take(count).Select(lane => new LaneEpoch(lane.Key, lane.Value)).ToArray();
        var lanes = given.Select(lane => lane.Lane).ToArray();
        held = held.Where(lane => !lanes.Contains(lane.Key)).ToFrozenDictionary();
        foreach (var listener in lostListeners) await listener(lanes);
        await store.ReleaseLanes(node, given);
        RuntimeLog.LanesChanged(time.Log, 0, lanes.Length, held.Count);
    }

    private async Task Apply(FrozenDictionary<short, long> now)
    {
        var before = held;
        var gained = now.Keys.Where(lane => before.GetValueOrDefault(lane, -1) != now[lane]).ToArray();
        var lost = before.Keys.Where(lane => !now.ContainsKey(lane)).ToArray();
        held = now;
        if (gained.Length == 0 && lost.Length == 0) return;
        RuntimeLog.LanesChanged(time.Log, gained.Length, lost.Length, now.Count);
        if (lost.Length > 0)
            foreach (var listener in lostListeners) await listener(lost);
        if (gained.Length > 0)
            foreach (var listener in gainedListeners) listener(gained);
    }
}
