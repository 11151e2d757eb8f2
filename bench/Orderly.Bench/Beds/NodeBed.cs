using System.Collections.Concurrent;
using Orderly.Canonical.Inbound;
using Orderly.Engine.Feel;
using Orderly.Engine.Ids;
using Orderly.Engine.Work;
using Orderly.Journal;
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

    private NodeBed(Store store, RuntimeNode node)
    {
        (Store, Node) = (store, node);
        listening = node.Feed.Subscribe(changed =>
        {
            if (changed is Changed.Task { Open: true } task) opened[task.Instance] = new OpenTask(task.Id, task.Version);
        });
    }

    public Store Store { get; }

    public RuntimeNode Node { get; }

    public static async Task<NodeBed> Start(Stores stores, StoreKind kind, IInboundMapper? mapper = null)
    {
        var store = await stores.Open(kind);
        var node = await RuntimeNode.StartAsync(new NodeSettings(store) { Name = "bench", Mapper = mapper });
        var outcome = await node.Deployments.DeployAsync(Models.Bundle, Caller.Operator("bench"));
        if (outcome is not DeploymentOutcome.Deployed) throw new InvalidOperationException($"Expected the models to be deployed, but: {outcome}");
        return new NodeBed(store, node);
    }

    public async Task<Guid> Start(string process) => Accepted(await Node.Submissions.StartAsync(new NewInstance(process, Models.Site), ByWorker)).Instance;

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
        await Node.DisposeAsync();
        await Store.DisposeAsync();
    }

    private static Reply.Accepted Accepted(Reply reply) => reply as Reply.Accepted ?? throw new InvalidOperationException($"Expected a command to be accepted, but: {reply}");
}

/// <summary>A task as whoever is to complete it saw it.</summary>
internal readonly record struct OpenTask(Guid Id, long Version);
