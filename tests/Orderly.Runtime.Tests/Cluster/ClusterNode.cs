using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orderly.Journal;
using Orderly.Journal.Nodes;
using Orderly.Journal.Read;
using Orderly.Journal.Sealing;
using Orderly.Journal.Write;
using Orderly.Runtime.Cluster;
using Orderly.Runtime.Nodes;

namespace Orderly.Runtime.Tests.Cluster;

/// <summary>One of several nodes on one PostgreSQL, put together as the executable does; each has its own connections and silo.</summary>
internal sealed class ClusterNode : IAsyncDisposable
{
    private ClusterNode(CountingStore store, ClusterSilo silo, RuntimeNode runtime) => (Store, Silo, Runtime) = (store, silo, runtime);

    public CountingStore Store { get; }

    public ClusterSilo Silo { get; }

    public RuntimeNode Runtime { get; }

    public static async Task<ClusterNode> Start(string place, string name, ILoggerFactory? logs = null)
    {
        // Nodes of one test and other tests share a server that takes few connections.
        var store = new CountingStore(await Stores.Open(StoreKind.Postgres, $"{place};Maximum Pool Size=8"));
        var silo = await ClusterSilo.StartAsync(new SiloSettings(name, new SiloEndpoint(IPAddress.Loopback, FreePort()), place) { Logs = logs ?? NullLoggerFactory.Instance });
        var node = await RuntimeNode.StartAsync(new NodeSettings(store) { Name = name, Grains = silo.Grains });
        silo.Serve(node);
        return new ClusterNode(store, silo, node);
    }

    public async ValueTask DisposeAsync()
    {
        await Runtime.RestAsync();
        await Silo.DisposeAsync();
        await Runtime.DisposeAsync();
        await Store.DisposeAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>Counts the appends that ran into another owner of their instance.</summary>
internal sealed class CountingStore(IStore store) : IStore
{
    private int conflicts;

    public int HeadConflicts => conflicts;

    public Reads Read => store.Read;

    public Settings Settings => store.Settings;

    public BlindIndex Blind => store.Blind;

    public async ValueTask<BatchOutcome> Commit(NodeEpoch node, ChainHead head, Batch batch, CancellationToken cancel = default)
    {
        var outcome = await store.Commit(node, head, batch, cancel);
        Interlocked.Add(ref conflicts, outcome.Outcomes.Count(append => append is HeadConflict));
        return outcome;
    }

    public ValueTask<NodeEpoch> Join(string node, CancellationToken cancel = default) => store.Join(node, cancel);

    public ValueTask<bool> Renew(NodeEpoch node, CancellationToken cancel = default) => store.Renew(node, cancel);

    public ValueTask Leave(NodeEpoch node, CancellationToken cancel = default) => store.Leave(node, cancel);

    public ValueTask<IReadOnlyList<LaneEpoch>> AcquireLanes(NodeEpoch node, CancellationToken cancel = default) => store.AcquireLanes(node, cancel);

    public ValueTask<int> SurplusLanes(NodeEpoch node, CancellationToken cancel = default) => store.SurplusLanes(node, cancel);

    public ValueTask ReleaseLanes(NodeEpoch node, IReadOnlyList<LaneEpoch> lanes, CancellationToken cancel = default) => store.ReleaseLanes(node, lanes, cancel);

    public ValueTask<bool> FindBatch(NodeEpoch node, long number, CancellationToken cancel = default) => store.FindBatch(node, number, cancel);

    public ValueTask DisposeAsync() => store.DisposeAsync();
}
