using Orderly.Journal.Database;
using Orderly.Journal.Nodes;
using Orderly.Journal.Read;
using Orderly.Journal.Sealing;
using Orderly.Journal.Write;

namespace Orderly.Journal.Simulated;

/// <summary>A call a node makes to its store.</summary>
public enum StoreCall { Join, Renew, Leave, AcquireLanes, SurplusLanes, ReleaseLanes, Commit, FindBatch, Read }

/// <summary>Before the call reaches the disk, or after it did and before the node hears of it.</summary>
public enum CrashMoment { Before, After }

/// <summary>
/// What the simulator does to a node at a point: complete later (reordering), throw <see cref="StoreUnavailableException"/> (a cut
/// connection), or never complete (the node is dead).
/// </summary>
public delegate ValueTask CrashPoint(StoreCall call, CrashMoment moment);

/// <summary>
/// One simulated node's way to a disk that outlives it. A transaction is atomic, so before and after it are all the moments there
/// are. Several nodes stand over one disk, usually <see cref="Store.OpenInMemory"/>.
/// </summary>
public sealed class SimulatedStore : IStore
{
    private readonly Store disk;
    private readonly CrashPoint point;

    public SimulatedStore(Store disk, CrashPoint point)
    {
        this.disk = disk;
        this.point = point;
        Read = disk.ReadThrough(queries => new PointedQueries(queries, point));
    }

    public Reads Read { get; }

    public Settings Settings => disk.Settings;

    public BlindIndex Blind => disk.Blind;

    public ValueTask<NodeEpoch> Join(string node, CancellationToken cancel = default) =>
        Call(StoreCall.Join, () => disk.Join(node, cancel));

    public ValueTask<bool> Renew(NodeEpoch node, CancellationToken cancel = default) =>
        Call(StoreCall.Renew, () => disk.Renew(node, cancel));

    public async ValueTask Leave(NodeEpoch node, CancellationToken cancel = default)
    {
        await point(StoreCall.Leave, CrashMoment.Before);
        await disk.Leave(node, cancel);
        await point(StoreCall.Leave, CrashMoment.After);
    }

    public ValueTask<IReadOnlyList<LaneEpoch>> AcquireLanes(NodeEpoch node, CancellationToken cancel = default) =>
        Call(StoreCall.AcquireLanes, () => disk.AcquireLanes(node, cancel));

    public ValueTask<int> SurplusLanes(NodeEpoch node, CancellationToken cancel = default) =>
        Call(StoreCall.SurplusLanes, () => disk.SurplusLanes(node, cancel));

    public async ValueTask ReleaseLanes(NodeEpoch node, IReadOnlyList<LaneEpoch> lanes, CancellationToken cancel = default)
    {
        await point(StoreCall.ReleaseLanes, CrashMoment.Before);
        await disk.ReleaseLanes(node, lanes, cancel);
        await point(StoreCall.ReleaseLanes, CrashMoment.After);
    }

    public async ValueTask<BatchOutcome> Commit(NodeEpoch node, ChainHead head, Batch batch, CancellationToken cancel = default)
    {
        await point(StoreCall.Commit, CrashMoment.Before);
        var outcome = await disk.Commit(node, head, batch, cancel);
        try
        {
            await point(StoreCall.Commit, CrashMoment.After);
        }
        catch (StoreUnavailableException e) when (outcome.Head != head)
        {
            throw new StoreUnavailableException(e.Message, e) { Undecided = outcome };
        }
        return outcome;
    }

    public ValueTask<bool> FindBatch(NodeEpoch node, long number, CancellationToken cancel = default) =>
        Call(StoreCall.FindBatch, () => disk.FindBatch(node, number, cancel));

    /// <summary>The disk outlives the node: its maker disposes of it.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async ValueTask<T> Call<T>(StoreCall call, Func<ValueTask<T>> work)
    {
        await point(call, CrashMoment.Before);
        var result = await work();
        await point(call, CrashMoment.After);
        return result;
    }

    private sealed class PointedQueries(IQueries queries, CrashPoint point) : IQueries
    {
        public async ValueTask<List<T>> Query<T>(string statement, Action<IArguments> bind, Func<IRow, T> map, CancellationToken cancel = default)
        {
            await point(StoreCall.Read, CrashMoment.Before);
            var rows = await queries.Query(statement, bind, map, cancel);
            await point(StoreCall.Read, CrashMoment.After);
            return rows;
        }
    }
}
