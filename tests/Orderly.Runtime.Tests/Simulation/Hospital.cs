using Orderly.Canonical.Inbound;
using Orderly.Canonical.Outbound;
using Orderly.Engine.Feel;
using Orderly.Engine.Ids;
using Orderly.Engine.Work;
using Orderly.Journal;
using Orderly.Journal.Rows;
using Orderly.Journal.Simulated;
using Orderly.Runtime.Deployment;
using Orderly.Runtime.Nodes;
using Orderly.Runtime.Submission;

namespace Orderly.Runtime.Tests.Simulation;

/// <summary>
/// Nodes over one simulated disk on virtual time, all on the calling thread. What happens in which order follows from the
/// seed alone, so every run can be run again.
/// </summary>
internal sealed class Hospital : IAsyncDisposable
{
    public static readonly DateTimeOffset Opening = new(2026, 3, 2, 6, 0, 0, TimeSpan.Zero);

    private readonly Random ids;

    private Hospital(int seed)
    {
        Scheduler = new SeededScheduler(seed);
        Time = new VirtualTime(Opening);
        ids = new Random(seed ^ 0x5EED);
    }

    public SeededScheduler Scheduler { get; }

    public VirtualTime Time { get; }

    public Store Disk { get; private set; } = null!;

    public List<IConnector> Connectors { get; } = [];

    public IInboundMapper? Mapper { get; set; }

    /// <summary>What each node's settings are changed by, before it starts.</summary>
    public Func<NodeSettings, NodeSettings> Settings { get; set; } = settings => settings;

    /// <summary>How likely a call to the store is cut, per moment of a call.</summary>
    public double CutCalls { get; set; }

    public static Hospital Open(int seed = 1)
    {
        var hospital = new Hospital(seed);
        hospital.Disk = hospital.Complete(Store.OpenInMemory(new StoreOptions { Key = Stores.Key, Time = hospital.Time }).AsTask());
        return hospital;
    }

    public Guid NewId() => new NewIds(ids.NextBytes).At(Time.GetUtcNow());

    /// <summary>Starts a node and lets it come up.</summary>
    public SimulatedNode StartNode(string name = "a")
    {
        var node = new SimulatedNode(Scheduler.NewNode(name));
        var settings = Settings(new NodeSettings(new SimulatedStore(Disk, (call, moment) => Point(node, call)))
        {
            Name = name,
            Real = Time.Of(node.Scheduler),
            Scheduler = node.Scheduler,
            Connectors = Connectors,
            Mapper = Mapper,
            Ids = new NewIds(ids.NextBytes),
        });
        node.Starting = node.Run(() => RuntimeNode.StartAsync(settings));
        return node;
    }

    /// <summary>As <see cref="StartNode"/>, once it is up.</summary>
    public SimulatedNode Node(string name = "a")
    {
        var node = StartNode(name);
        node.Runtime = Complete(node.Starting);
        return node;
    }

    public void Deploy(SimulatedNode node, params Resource[] resources)
    {
        var outcome = Complete(node.Run(() => node.Runtime.Deployments.DeployAsync(Models.Bundle([.. resources]), Caller.Operator("test"))));
        outcome.ShouldBeOfType<DeploymentOutcome.Deployed>(outcome is DeploymentOutcome.Refused refused ? string.Join("\n", refused.Issues) : null);
    }

    public Guid Start(SimulatedNode node, string process, string variables = "{}", string? businessKey = null) =>
        Accepted(Complete(node.Run(() => node.Runtime.Submissions.StartAsync(
            new NewInstance(process, Models.Site, variables) { BusinessKey = businessKey }, new Terms(Caller.Operator("test")))))).Instance;

    public Reply Publish(SimulatedNode node, string name, string key, TimeSpan life, string? id = null) =>
        Complete(node.Run(() => node.Runtime.Submissions.PublishAsync(
            new NewMessage(name, key, Models.Site, life) { MessageId = id }, new Terms(Caller.Operator("test")))));

    public Reply CompleteTask(SimulatedNode node, Guid task, IdempotencyKey? key = null) =>
        Complete(node.Run(() => node.Runtime.Submissions.OnTaskAsync(
            new CompleteTask(new TaskId(task), FeelContext.Empty), new Terms(Caller.Person(Models.Nurse)) { Key = key })));

    public Reply ClaimTask(SimulatedNode node, Guid task, string person = Models.Nurse) =>
        Complete(node.Run(() => node.Runtime.Submissions.OnTaskAsync(new ClaimTask(new TaskId(task)), new Terms(Caller.Person(person)))));

    public IReadOnlyList<TaskRow> Tasks(Guid instance) => Complete(Disk.Read.Work.OfInstances([instance]).AsTask());

    public InstanceRow? Head(Guid instance) => Complete(Disk.Read.Instances.Head(instance).AsTask());

    public IReadOnlyList<InstanceRow> Instances(string businessKey) => Complete(Disk.Read.Instances.ByBusinessKey(businessKey).AsTask());

    public IReadOnlyList<InstanceRow> Case(Guid root) => Complete(Disk.Read.Instances.OfCase(root).AsTask());

    public Guid TaskInstance(Guid task) => Complete(Disk.Read.Work.Task(task).AsTask())!.Instance;

    public Runtime.Ownership.StatusCode? Status(Guid instance) => Head(instance) is { } head ? (Runtime.Ownership.StatusCode)head.Status : null;

    /// <summary>Runs until the task is done; time passes as far as it must.</summary>
    public T Complete<T>(Task<T> task)
    {
        Until(() => task.IsCompleted, TimeSpan.FromMinutes(10));
        return task.GetAwaiter().GetResult();
    }

    /// <summary>Runs until the condition holds and says whether it came to hold in time.</summary>
    public bool Holds(Func<bool> condition, TimeSpan within)
    {
        var until = Time.GetUtcNow() + within;
        while (true)
        {
            if (condition()) return true;
            while (Scheduler.RunOne())
            {
            }
            if (condition()) return true;
            if (Time.GetUtcNow() >= until || !Time.AdvanceToNext(until)) return condition();
        }
    }

    public void Until(Func<bool> condition, TimeSpan within) =>
        Holds(condition, within).ShouldBeTrue($"what was waited for did not come about within {within} of virtual time");

    /// <summary>Lets time pass.</summary>
    public void Pass(TimeSpan time) => Holds(() => false, time);

    public static Reply.Accepted Accepted(Reply reply) => reply.ShouldBeOfType<Reply.Accepted>(reply.ToString());

    public ValueTask DisposeAsync() => Disk.DisposeAsync();

    private async ValueTask Point(SimulatedNode node, StoreCall call)
    {
        await Task.Yield();
        if (CutCalls > 0 && call is not StoreCall.Join && Scheduler.Random.NextDouble() < CutCalls)
            throw new StoreUnavailableException($"The simulator cut {call} of node {node.Scheduler.Name}");
    }
}

/// <summary>A node in the simulator. Killed, it never runs another step, wherever it stood.</summary>
internal sealed class SimulatedNode(SeededScheduler.NodeScheduler scheduler)
{
    public SeededScheduler.NodeScheduler Scheduler { get; } = scheduler;

    public Task<RuntimeNode> Starting { get; set; } = null!;

    public RuntimeNode Runtime { get; set; } = null!;

    /// <summary>Awaited inside, because unwrapping a completion source's task would go by the thread pool.</summary>
    public Task<T> Run<T>(Func<Task<T>> work) => Task.Factory.StartNew(async () => await work(), CancellationToken.None, TaskCreationOptions.None, Scheduler).Unwrap();

    public void Kill() => Scheduler.Kill();
}
