using System.Globalization;
using Orderly.Canonical.Inbound;
using Orderly.Canonical.Outbound;
using Orderly.Engine.Feel;
using Orderly.Engine.Ids;
using Orderly.Engine.Work;
using Orderly.Journal.Rows;
using Orderly.Runtime.Effects;
using Orderly.Runtime.Jobs;
using Orderly.Runtime.Ownership;
using Orderly.Runtime.Projection;
using Orderly.Runtime.Submission;
using Orderly.Runtime.Tests.Inbound;
using Orderly.Runtime.Tests.Ownership;

namespace Orderly.Runtime.Tests.Simulation;

/// <summary>
/// A seeded day in a hospital: processes of every kind are started, messages sent, tasks and jobs done, while nodes are killed
/// and calls to the store are cut. Then the faults end, and everything must come to rest.
/// </summary>
internal sealed class RandomWork : IAsyncDisposable
{
    private static readonly string[] Processes = ["one-task", "one-timer", "one-message", "one-job", "caller", "keyed-call", "asked-call", "blind-call"];

    private readonly Hospital hospital;
    private readonly Random random;
    private readonly List<Errand> errands = [];
    private readonly List<SimulatedNode> nodes = [];
    private readonly HashSet<Guid> tasksInHand = [];
    private readonly HashSet<Guid> jobsInHand = [];
    private readonly HashSet<Guid> decided = [];
    private readonly HashSet<Guid> awaited = [];
    private Task<JobActivation>? activation;
    private SimulatedNode? activating;
    private int number;

    private RandomWork(int seed, PlantedBug planted)
    {
        hospital = Hospital.Open(seed);
        random = new Random(seed);
        hospital.Settings = settings => settings with { Owners = new OwnerOptions { InMemory = 20, Planted = planted, SnapshotTail = 600, SnapshotTailAtRest = 200 } };
        Keyed = Receiver("keyed", new ConnectorTraits(true, false, false));
        Asked = Receiver("asked", new ConnectorTraits(false, true, false));
        Blind = Receiver("blind", new ConnectorTraits(false, false, false));
        hospital.Mapper = new LineMapper();
    }

    public Hospital Hospital => hospital;

    public Oracle Oracle { get; } = new();

    public Receiver Keyed { get; }

    public Receiver Asked { get; }

    public Receiver Blind { get; }

    public static RandomWork Run(int seed, PlantedBug planted = PlantedBug.None, int actions = 60)
    {
        var work = new RandomWork(seed, planted);
        work.Open();
        for (var i = 0; i < actions; i++) work.Act();
        work.ComeToRest();
        return work;
    }

    public ValueTask DisposeAsync() => hospital.DisposeAsync();

    private Receiver Receiver(string name, ConnectorTraits traits)
    {
        var receiver = new Receiver(name, traits, () => hospital.CutCalls == 0 ? Fate.Answers : random.Next(10) switch { 0 => Fate.Fails, 1 => Fate.LosesAnswer, _ => Fate.Answers });
        hospital.Connectors.Add(receiver);
        return receiver;
    }

    private void Open()
    {
        nodes.Add(hospital.Node("a"));
        nodes.Add(hospital.Node("b"));
        hospital.Deploy(nodes[0],
            Models.OneTask(), Models.OneTimer(duration: "PT5M"), Models.OneMessage(), Models.OneJob(), Models.MessageStart(), Models.OneJob("called", "fetch"), Models.Calls("called"),
            Models.OneCall("keyed-call", "keyed"), Models.OneCall("asked-call", "asked"), Models.OneCall("blind-call", "blind"));
        hospital.Pass(TimeSpan.FromSeconds(3));
        // Two moments a call: about one call in sixteen is cut.
        hospital.CutCalls = 0.03;
    }

    private void Act()
    {
        switch (random.Next(12))
        {
            case < 5: Start(Processes[random.Next(Processes.Length)]); break;
            case 5: Inbound(); break;
            case 6: Order(); break;
            case < 10: WorkOnTasks(); break;
            case 10: WorkOnJobs(); break;
            default: Disturb(); break;
        }
        Let(random.Next(150), random.Next(6));
    }

    private void Let(int steps, int advances)
    {
        for (var i = 0; i <= advances; i++)
        {
            for (var step = 0; step < steps && hospital.Scheduler.RunOne(); step++)
            {
            }
            if (random.Next(3) == 0) hospital.Time.AdvanceToNext(hospital.Time.GetUtcNow() + TimeSpan.FromSeconds(random.Next(1, 30)));
            GoOn();
        }
    }

    private void GoOn() => errands.RemoveAll(errand => errand.Go(Oracle, Live(), hospital.Time.GetUtcNow()));

    private SimulatedNode? Live()
    {
        var up = nodes.Where(node => !node.Scheduler.IsDead && node.Starting.IsCompletedSuccessfully).ToArray();
        if (up.Length == 0) return null;
        var node = up[random.Next(up.Length)];
        node.Runtime = node.Starting.Result;
        return node;
    }

    private void Disturb()
    {
        var at = random.Next(nodes.Count);
        if (nodes[at].Scheduler.IsDead || nodes[at].Starting.IsFaulted)
        {
            nodes[at] = hospital.StartNode(at == 0 ? "a" : "b");
            return;
        }
        // A node dies most tellingly between a commit and its answer, so something is always under way then.
        Start(Processes[random.Next(Processes.Length)]);
        Start(Processes[random.Next(Processes.Length)]);
        GoOn();
        var steps = random.Next(60);
        while (steps-- > 0 && hospital.Scheduler.RunOne())
        {
        }
        nodes[at].Kill();
        Oracle.Kills++;
    }

    private void Start(string process)
    {
        var key = $"op{++number}";
        Oracle.AskedStarts.Add(key);
        var variables = $$"""{"encounter":"{{(process.EndsWith("call", StringComparison.Ordinal) ? $"shared{number % 3}" : key)}}"}""";
        var terms = new Terms(Caller.Operator("test")) { Key = OwnerTests.Key(key, process) };
        errands.Add(new Errand(key, node => node.Run(() => node.Runtime.Submissions.StartAsync(new NewInstance(process, Models.Site, variables) { BusinessKey = key }, terms)), reply => Started(key, reply)));
        if (process == "one-message" && random.Next(2) == 0) Send("arrived", key);
    }

    private void Started(string key, Reply reply)
    {
        if (reply is Reply.Accepted) Oracle.AcceptedStarts.Add(key);
        else Oracle.Surprises.Add($"start {key}: {reply}");
    }

    private void Send(string name, string key)
    {
        var terms = new Terms(Caller.Operator("test"));
        errands.Add(new Errand(key, node => node.Run(() => node.Runtime.Submissions.PublishAsync(
            new NewMessage(name, key, Models.Site, TimeSpan.FromHours(6), $$"""{"encounter":"{{key}}"}""") { MessageId = key }, terms)), reply =>
        {
            if (reply is not Reply.Accepted) Oracle.Surprises.Add($"message {name} {key}: {reply}");
        }));
    }

    /// <summary>A message that starts a process.</summary>
    private void Order()
    {
        var key = $"op{++number}";
        Oracle.AskedStarts.Add(key);
        Oracle.AcceptedStarts.Add(key);
        Send("ordered", key);
    }

    /// <summary>A raw message over the listener's port that starts a process.</summary>
    private void Inbound()
    {
        var key = $"op{++number}";
        Oracle.AskedStarts.Add(key);
        var message = InboundLaneTests.Message(hospital, key, $"ordered {key}");
        errands.Add(new Errand(key, node => node.Run(async () =>
        {
            await node.Runtime.Inbound.AcceptAsync(message, CancellationToken.None);
            return (Reply)new Reply.Accepted(default, 0);
        }), _ => Oracle.AcceptedStarts.Add(key)));
    }

    private void WorkOnTasks()
    {
        foreach (var task in OpenTasks().Where(task => tasksInHand.Add(task.Id)).Take(3).ToArray())
        {
            var claim = new Terms(Caller.Person(Models.Nurse));
            var terms = claim with { Key = OwnerTests.Key($"complete {task.Id}", "x") };
            errands.Add(new Errand($"task {task.Id}", node => node.Run(async () =>
            {
                var claimed = await node.Runtime.Submissions.OnTaskAsync(new ClaimTask(new TaskId(task.Id)), claim);
                return claimed is Reply.Unavailable ? claimed : await node.Runtime.Submissions.OnTaskAsync(new CompleteTask(new TaskId(task.Id), FeelContext.Empty), terms);
            }), reply =>
            {
                if (reply is Reply.Accepted) Oracle.CompletedTasks.Add(task.Id);
                else Oracle.Surprises.Add($"task {task.Id}: {reply}");
            }));
        }
    }

    private IReadOnlyList<TaskRow> OpenTasks() => [.. Heads().SelectMany(head => hospital.Tasks(head.Id)).Where(task => task.Open)];

    public IReadOnlyList<InstanceRow> Heads() => hospital.Complete(hospital.Disk.Read.Instances.After(Guid.Empty, 10_000).AsTask());

    /// <summary>A worker takes jobs, completes some and walks away from others.</summary>
    private void WorkOnJobs()
    {
        if (activation is { IsCompletedSuccessfully: true } && activation.Result is JobActivation.Activated activated)
        {
            foreach (var job in activated.Jobs.Where(job => hospital.CutCalls == 0 || random.Next(4) > 0).Where(job => jobsInHand.Add(job.Id)))
            {
                var terms = new Terms(Caller.Worker("w")) { Key = OwnerTests.Key($"job {job.Id}", "x") };
                errands.Add(new Errand($"job {job.Id}", node => node.Run(() => node.Runtime.Jobs.CompleteAsync(job.Id, "{}", terms)), reply =>
                {
                    if (reply is not Reply.Accepted) Oracle.Surprises.Add($"job {job.Id}: {reply}");
                }));
            }
        }
        if (activation is { IsCompleted: false } && !activating!.Scheduler.IsDead) return;
        activation = null;
        if (Live() is not { } live) return;
        activating = live;
        var type = random.Next(2) == 0 ? "carry" : "fetch";
        activation = live.Run(() => live.Runtime.Jobs.ActivateAsync(new JobRequest(type, "w", 5, TimeSpan.FromSeconds(20)), Caller.Worker("w")));
    }

    private void ComeToRest()
    {
        hospital.CutCalls = 0;
        for (var at = 0; at < nodes.Count; at++)
            if (nodes[at].Scheduler.IsDead || nodes[at].Starting.IsFaulted) nodes[at] = hospital.StartNode(at == 0 ? "a" : "b");
        // Two hours are enough for every timer, retry and lease; what still moves after them is stuck.
        for (var minute = 0; minute < 120 && !IsAtRest(); minute++)
        {
            SendWhatIsWaitedFor();
            WorkOnTasks();
            WorkOnJobs();
            DecideUnknowns();
            for (var i = 0; i < 4; i++)
            {
                hospital.Pass(TimeSpan.FromSeconds(15));
                GoOn();
            }
        }
    }

    /// <summary>Looked at each minute: a start that was cut until now begins to wait only now.</summary>
    private void SendWhatIsWaitedFor()
    {
        foreach (var waiting in Heads().Where(head => head is { BusinessKey: not null, Ended: null } && awaited.Add(head.Id))) Send("arrived", waiting.BusinessKey!);
    }

    /// <summary>A person looks into the receiver, and says that it acted or that it did not.</summary>
    private void DecideUnknowns()
    {
        var terms = new Terms(Caller.Operator("test"));
        foreach (var head in Heads().Where(head => (StatusCode)head.Status == StatusCode.Incident))
            foreach (var incident in hospital.Complete(hospital.Disk.Read.Instances.Incidents([head.Id]).AsTask()).Where(row => row.Resolved is null && decided.Add(row.Id)))
            {
                var effect = hospital.Complete(hospital.Disk.Read.Effects.One(incident.Subject!.Value).AsTask())!;
                var wasDone = Blind.Acts.Contains(EffectKey.Of(1, effect));
                Oracle.Decisions++;
                errands.Add(new Errand($"incident {incident.Id}", node => node.Run(() => wasDone
                    ? node.Runtime.Submissions.ConfirmCallAsync(incident.Id, "{}", "Found there", terms)
                    : node.Runtime.Submissions.ResendCallAsync(incident.Id, "Not there", terms)), reply =>
                {
                    if (reply is not Reply.Accepted) Oracle.Surprises.Add($"incident {incident.Id}: {reply}");
                }));
            }
    }

    private bool IsAtRest() => errands.Count == 0 && Heads().All(head => head.Ended is not null);

    public string Open(int most) => string.Join("; ", errands.Take(most).Select(errand => errand.Name)
        .Concat(Heads().Where(head => head.Ended is null).Take(most).Select(head => string.Create(CultureInfo.InvariantCulture, $"{head.BusinessKey} of {ProcessOf(head)} {(StatusCode)head.Status} at {head.Seq} with {Waits(head)}"))));

    private static string ProcessOf(InstanceRow head) => Processes.Append("by-message").Append("called").FirstOrDefault(process => DefinitionId.Of("bpmn", process, 1) == head.Definition) ?? "?";

    /// <summary>What an instance that did not end still has in the store.</summary>
    private string Waits(InstanceRow head)
    {
        var effects = hospital.Complete(hospital.Disk.Read.Effects.OfInstances([head.Id]).AsTask()).Select(row => $"effect {row.Type} {row.State} attempt {row.Attempt} key {row.OrderKey}");
        var mail = hospital.Complete(hospital.Disk.Read.Lanes.MailTo(head.Id).AsTask()).Select(row => $"mail from {row.From}");
        var subscriptions = hospital.Complete(hospital.Disk.Read.Messages.SubscriptionsOf([head.Id]).AsTask());
        var messages = subscriptions.SelectMany(row => hospital.Complete(hospital.Disk.Read.Messages.OfKey(row.Lane, row.Name, row.Key).AsTask())).ToArray();
        var deliveries = messages.SelectMany(row => hospital.Complete(hospital.Disk.Read.Messages.Deliveries(row.Id).AsTask())).Select(row => $"delivery {row.Process} {row.State}");
        var tasks = hospital.Tasks(head.Id).Where(row => row.Open).Select(row => $"task {row.Id}");
        return string.Join(", ", [.. effects, .. mail, .. subscriptions.Select(row => $"subscription {row.Name} {row.Key}"), .. messages.Select(row => $"message {row.Key}"), .. deliveries, .. tasks]);
    }

    public bool HasComeToRest => IsAtRest();
}
