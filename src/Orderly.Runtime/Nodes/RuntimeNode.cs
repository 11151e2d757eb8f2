using Orderly.Canonical.Inbound;
using Orderly.Journal;
using Orderly.Journal.Write;
using Orderly.Runtime.Access;
using Orderly.Runtime.Activation;
using Orderly.Runtime.Clocks;
using Orderly.Runtime.Correlation;
using Orderly.Runtime.Deployment;
using Orderly.Runtime.Effects;
using Orderly.Runtime.Feed;
using Orderly.Runtime.Grants;
using Orderly.Runtime.Inbound;
using Orderly.Runtime.Lanes;
using Orderly.Runtime.Mail;
using Orderly.Runtime.Ownership;
using Orderly.Runtime.Submission;
using Orderly.Runtime.Timers;
using Orderly.Runtime.Worlds;

namespace Orderly.Runtime.Nodes;

/// <summary>
/// One node: joins the store under a new epoch, takes its share of the lanes, and takes up whatever a dead node left. It needs
/// nothing but the store and may die at any moment.
/// </summary>
public sealed class RuntimeNode : IAsyncDisposable
{
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan KeysEvery = TimeSpan.FromMinutes(1);

    private readonly NodeSettings settings;
    private readonly NodeTime time;
    private readonly BatchWriter writer;
    private readonly Owners owners;
    private readonly LaneLeases lanes;
    private readonly ClockKeeping clock;
    private readonly WorldLoading worlds;
    private readonly InboundQueue inbox;
    private readonly InboundLane? inbound;
    private readonly Matcher matcher;
    private readonly MailRounds mail;
    private readonly TimerLane timers;
    private readonly Outbox outbox;
    private readonly Rounds membership;
    private readonly Rounds keys;
    private readonly CancellationTokenSource fenced = new();
    private int resting;
    private int stopped;

    private RuntimeNode(NodeSettings settings, NodeTime time, BatchWriter writer, ClockKeeping clock, int era)
    {
        (this.settings, this.time, this.writer, this.clock) = (settings, time, writer, clock);
        var store = settings.Store;
        var signals = new CommitSignals();
        OwnerContext? shared = null;
        Activations = new Activations(store, settings.SealedMode, () => shared!);
        var context = new OwnerContext(new InstanceLoading(store, writer, time.Real), writer, time.Scheduler, settings.Owners)
        {
            Real = time.Real,
            Clock = clock.Clock,
            World = World,
            Grants = new RoleGrants(settings.Grants),
            Queues = new QueueIds(store),
            Activations = Activations,
            Signals = signals,
            Fenced = Fence,
            Log = time.Log,
        };
        shared = context;
        owners = new Owners(context);
        Local = new LocalRouting(owners);
        InstanceRouting routing = settings.Grains is null ? Local : new Cluster.ClusterRouting(settings.Grains, time.Log);
        lanes = new LaneLeases(store, writer.Node, time, Fence);
        worlds = new WorldLoading(store, World, time);
        inbox = new InboundQueue(context, settings.Ids);
        matcher = new Matcher(store, context, lanes, time);
        mail = new MailRounds(store, lanes, routing, time);
        timers = new TimerLane(store, context, lanes, new Waking(store, context, routing, worlds), time);
        outbox = new Outbox(store, lanes, new EffectSending(context, routing, new Connectors(settings.Connectors), time, () => era), settings.Effects, time);
        Activations.Settled = outbox.WaitFor;
        Access = new AccessRecord(writer);
        Submissions = new Submissions(context, routing, store, settings.Ids);
        Operations = new Operations.Operations(store, context, Submissions);
        Jobs = new Jobs.Jobs(store, context, routing, time, () => era);
        Deployments = new Deployments(store, context, settings.Ids);
        if (settings.Mapper is not null)
        {
            inbound = new InboundLane(store, context, lanes, settings.Mapper, time);
            inbox.Accepted += inbound.Accepted;
        }
        membership = new Rounds("membership", Renew, time);
        keys = new Rounds("expired keys", ForgetKeys, time);
        signals.Listen((_, changes) => context.Belonging.Committed(changes));
        signals.Listen((instance, changes) => mail.Committed(instance, changes));
        signals.Listen((_, changes) => timers.Committed(changes));
        signals.Listen((_, changes) => matcher.Committed(changes));
        signals.Listen((_, changes) => outbox.Committed(changes));
        signals.Listen((_, changes) => Jobs.Committed(changes));
        signals.Listen(Feed.Committed);
    }

    public Submissions Submissions { get; }

    public Operations.Operations Operations { get; }

    public AccessRecord Access { get; }

    public Jobs.Jobs Jobs { get; }

    /// <summary>Which sites and units act, and which only listen.</summary>
    public Activations Activations { get; }

    public Deployments Deployments { get; }

    /// <summary>The listeners' port.</summary>
    public IInboundAcceptance Inbound => inbox;

    public CurrentWorld World { get; } = new();

    public ChangeFeed Feed { get; } = new();

    public HospitalClock Clock => clock.Clock;

    /// <summary>To the owners of this process, whatever the cluster thinks.</summary>
    internal LocalRouting Local { get; }

    public long Epoch => writer.Node.Epoch;

    /// <summary>Instances in memory.</summary>
    public int InstancesInMemory => owners.Count;

    /// <summary>Cancelled when another node took over: the process must exit, nothing it writes is accepted any more.</summary>
    public CancellationToken Fenced => fenced.Token;

    /// <exception cref="StoreUnavailableException">The store cannot be reached.</exception>
    public static async Task<RuntimeNode> StartAsync(NodeSettings settings)
    {
        var time = new NodeTime(settings.Real, settings.Scheduler, settings.Log);
        var epoch = await settings.Store.Join(settings.Name);
        RuntimeLog.NodeJoined(time.Log, epoch.Node, epoch.Epoch);
        var facts = await settings.Store.Settings.Facts();
        var clock = await ClockKeeping.Open(settings.Store, settings.HospitalRate, time, settings.HospitalStart);
        var writer = new BatchWriter(settings.Store, epoch, settings.Writer, settings.Real, settings.Scheduler);
        var node = new RuntimeNode(settings, time, writer, clock, facts.Era);
        await node.worlds.CatchUp();
        await node.Activations.CatchUp();
        await node.lanes.Renew();
        node.Start();
        return node;
    }

    /// <summary>Moves hospital time on at once, as a script does; what is due by then happens now.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Hospital time has gone further already.</exception>
    public void MoveHospitalTime(DateTimeOffset to)
    {
        clock.Clock.MoveTo(to);
        timers.LookAgain();
    }

    /// <summary>Takes a quarantined inbound message up again.</summary>
    public Task<Reply> ReplayInboundAsync(Guid inboxId, Terms terms) =>
        inbound?.Replay(inboxId, terms) ?? Task.FromResult<Reply>(new Reply.Unavailable("Expected a node that maps inbound messages, but this one does not"));

    /// <summary>Ends what its lanes have under way and begins nothing more of its own. Commands that come in are still served.</summary>
    public async Task RestAsync()
    {
        if (Interlocked.Exchange(ref resting, 1) == 1) return;
        if (inbound is not null) await inbound.Stop();
        await timers.Stop();
        await matcher.Stop();
        await mail.Stop();
        await outbox.Stop();
        await keys.Stop();
    }

    /// <summary>Rests, gives the lanes back and leaves. What is not done by then is done by whoever comes next.</summary>
    public async Task StopAsync()
    {
        if (Interlocked.Exchange(ref stopped, 1) == 1) return;
        await RestAsync();
        await membership.Stop();
        await writer.Idle();
        await clock.Stop();
        if (fenced.IsCancellationRequested) return;
        await lanes.ReleaseAll();
        await settings.Store.Leave(writer.Node);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        fenced.Dispose();
    }

    private void Start()
    {
        clock.Start();
        membership.Start(RenewEvery);
        keys.Start(KeysEvery);
        mail.Start();
        matcher.Start();
        timers.Start();
        outbox.Start();
        inbound?.Start();
    }

    private async Task Renew()
    {
        await lanes.Renew();
        await worlds.CatchUp();
        await Activations.CatchUp();
    }

    private async Task ForgetKeys() => await settings.Store.Settings.DeleteExpiredKeys(Micros.From(settings.Real.GetUtcNow()), 10_000);

    private void Fence()
    {
        if (Volatile.Read(ref stopped) == 1 || fenced.IsCancellationRequested) return;
        RuntimeLog.NodeFenced(time.Log, writer.Node.Node, writer.Node.Epoch);
        fenced.Cancel();
    }
}
