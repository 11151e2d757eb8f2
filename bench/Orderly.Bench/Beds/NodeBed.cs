using System.Collections.Concurrent;
using System.Net;
using Orderly.Canonical.Inbound;
using Orderly.Engine.Feel;
using Orderly.Engine.Ids;
using Orderly.Engine.Work;
using Orderly.Journal;
using Orderly.Runtime.Cluster;
using Orderly.Runtime.Deployment;
using Orderly.Runtime.Feed;
using Orderly.Runtime.Nodes;
using Orderly.Runtime.Submission;

namespace Orderly.Bench.Beds;

/// <summary>A node on a fresh store with the measured processes deployed, as its clients in the same process use it.</summary>
internal sealed class NodeBed : IAsyncDisposable
{
    private static readonly Terms ByWorker = new(Caller.Worker("bench"));
    private static readonly Terms ByNurse = new(Caller.Person(Models.Nurse));

    private readonly ConcurrentDictionary<Guid, OpenTask> opened = new();
    private readonly IDisposable listening;

    private readonly ClusterSilo? silo;

    private NodeBed(Store store, RuntimeNode node, ClusterSilo? silo)
    {
        (Store, Node, this.silo) = (store, node, silo);
        listening = node.Feed.Subscribe(changed =>
        {
            if (changed is Changed.Task { Open: true } task) opened[task.Instance] = new OpenTask(task.Id, task.Version);
        });
    }

    public Store Store { get; }

    public RuntimeNode Node { get; }

    public static async Task<NodeBed> Start(Stores stores, StoreKind kind, IInboundMapper? mapper = null) =>
        await Start(new NodeSettings(await stores.Open(kind)) { Name = "bench", Mapper = mapper }, silo: null);

    /// <summary>A node of a cluster, alone in it: every call goes through the silo and ends here.</summary>
    public static async Task<NodeBed> StartInCluster(Stores stores)
    {
        var place = await stores.NewDatabase();
        var store = await Store.OpenPostgres(place, new StoreOptions { Key = Stores.Key });
        var silo = await ClusterSilo.StartAsync(new SiloSettings("bench", new SiloEndpoint(IPAddress.Loopback, ServedExecutable.FreePort()), place));
        return await Start(new NodeSettings(store) { Name = "bench", Grains = silo.Grains }, silo);
    }

    private static async Task<NodeBed> Start(NodeSettings settings, ClusterSilo? silo)
    {
        var node = await RuntimeNode.StartAsync(settings);
        silo?.Serve(node);
        var outcome = await node.Deployments.DeployAsync(Models.Bundle, Caller.Operator("bench"));
        if (outcome is not DeploymentOutcome.Deployed) throw new InvalidOperationException($"Expected the models to be deployed, but: {outcome}");
        return new NodeBed((Store)settings.Store, node, silo);
    }

    public async Task<Guid> Start(string process, string variables = "{}") =>
        Accepted(await Node.Submissions.StartAsync(new NewInstance(process, Models.Site, variables), ByWorker)).Instance;

    /// <summary>Starts a one-task instance; its task's id comes by the change feed, as a screen learns of it.</summary>
    public async Task<OpenTask> StartTask() =>
        opened.TryRemove(await Start(Models.OneTask), out var task)
            ? task
            : throw new InvalidOperationException("Expected the task on the change feed before the answer, but it was not there");

    public async Task CompleteTask(OpenTask task) =>
        Accepted(await Node.Submissions.OnTaskAsync(new CompleteTask(new TaskId(task.Id), FeelContext.Empty), ByNurse with { ExpectedVersion = task.Version }));

    public async Task CompleteJob(Guid job) => Accepted(await Node.Jobs.CompleteAsync(job, "{}", ByWorker));

    public async ValueTask DisposeAsync()
    {
        listening.Dispose();
        await Node.RestAsync();
        if (silo is not null) await silo.DisposeAsync();
        await Node.DisposeAsync();
        await Store.DisposeAsync();
    }

    private static Reply.Accepted Accepted(Reply reply) => reply as Reply.Accepted ?? throw new InvalidOperationException($"Expected a command to be accepted, but: {reply}");
}

/// <summary>A task as whoever is to complete it saw it.</summary>
internal readonly record struct OpenTask(Guid Id, long Version);
