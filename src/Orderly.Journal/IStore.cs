using Orderly.Journal.Nodes;
using Orderly.Journal.Read;
using Orderly.Journal.Sealing;
using Orderly.Journal.Write;

namespace Orderly.Journal;

/// <summary>
/// The durable store as nodes use it: one legal network, SQLite or PostgreSQL, or the simulated one with crash points.
/// Calls throw <see cref="StoreUnavailableException"/> when the store cannot be reached or written.
/// </summary>
public interface IStore : IAsyncDisposable
{
    /// <summary>Takes a new epoch for the node (voiding its former one) and a lease by the store's clock.</summary>
    ValueTask<NodeEpoch> Join(string node, CancellationToken cancel = default);

    /// <summary>Extends the node's lease, and with it its lanes'. False: the epoch was voided, the process must exit.</summary>
    ValueTask<bool> Renew(NodeEpoch node, CancellationToken cancel = default);

    /// <summary>Ends the membership at once, so that others need not wait for the lease to run out.</summary>
    ValueTask Leave(NodeEpoch node, CancellationToken cancel = default);

    /// <summary>
    /// Takes free lanes, and those of nodes whose lease ran out (whose epochs it voids), until the node holds its fair share
    /// of <see cref="Lane.Count"/>; returns all it now holds.
    /// </summary>
    ValueTask<IReadOnlyList<LaneEpoch>> AcquireLanes(NodeEpoch node, CancellationToken cancel = default);

    /// <summary>How many lanes the node holds beyond its fair share: stop their work, then give them back.</summary>
    ValueTask<int> SurplusLanes(NodeEpoch node, CancellationToken cancel = default);

    ValueTask ReleaseLanes(NodeEpoch node, IReadOnlyList<LaneEpoch> lanes, CancellationToken cancel = default);

    /// <summary>
    /// Writes a batch in one transaction, after <paramref name="head"/>. <see cref="BatchWriter"/> is the caller: it isolates
    /// poison and asks <see cref="FindBatch"/> when the connection was lost.
    /// </summary>
    ValueTask<BatchOutcome> Commit(NodeEpoch node, ChainHead head, Batch batch, CancellationToken cancel = default);

    /// <summary>Whether batch <paramref name="number"/> of the node's epoch is on disk; waits for one that is still committing.</summary>
    ValueTask<bool> FindBatch(NodeEpoch node, long number, CancellationToken cancel = default);

    /// <summary>Everything that is read.</summary>
    Reads Read { get; }

    /// <summary>The store's own facts: era, feature level, clock anchors, queues, data-protection keys.</summary>
    Settings Settings { get; }

    /// <summary>Finds patients by record number.</summary>
    BlindIndex Blind { get; }
}
