using Orderly.Engine.Bpmn;
using Orderly.Engine.Feel;
using Orderly.Engine.Ids;
using Orderly.Engine.Process;
using Orderly.Engine.Work;

namespace Orderly.Engine.Tests.Process;

/// <summary>
/// One instance being driven. After every command the journal, through its JSON, must add up to the live state, and the
/// snapshot must read back as the same state: each test proves replay on the way.
/// </summary>
internal sealed class Running
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private InstanceState replayed;

    public Running(World world, Guid? id = null)
    {
        World = world;
        Id = new InstanceId(id ?? Guid.Parse("01960000-0000-7000-8000-000000000001"));
        State = new InstanceState(Id);
        replayed = new InstanceState(Id);
    }

    public World World { get; set; }

    public InstanceId Id { get; }

    public InstanceState State { get; private set; }

    public DateTimeOffset Now { get; set; } = Noon;

    public int Budget { get; set; } = 10_000;

    public List<Event> Events { get; } = [];

    public List<JournalEntry> Journal { get; } = [];

    public List<Effect> Effects { get; } = [];

    /// <summary>What the last command led to.</summary>
    public Decision Last { get; private set; } = new(null, 0, default, [], [], false);

    public static World WorldOf(params IEnumerable<Model> models) => World.Empty.Deploy(new DeploymentId(Guid.Parse("01960000-0000-7000-8000-0000000000d1")), models.Select(model => model.Compile()));

    public static Running Start(Model model, params (string Name, FeelValue Value)[] variables)
    {
        var world = WorldOf(model);
        return new Running(world).Begin(world.Processes.Keys.Single(), variables);
    }

    public Running Begin(string process, params (string Name, FeelValue Value)[] variables) =>
        Accept(new StartInstance(process, null, 1, "case-1", Context(variables)));

    public static FeelContext Context(params (string Name, FeelValue Value)[] variables) =>
        FeelContext.Of(variables.Select(variable => KeyValuePair.Create(variable.Name, variable.Value)));

    public Running Accept(Command command, Actor? actor = null)
    {
        var decision = Decide(command, actor);
        decision.Rejection.ShouldBeNull();
        return this;
    }

    public TRejection Reject<TRejection>(Command command, Actor? actor = null) where TRejection : Rejection
    {
        var before = StateHash.Of(State);
        var decision = Decide(command, actor);
        StateHash.Of(State).ShouldBe(before, "a rejection leaves the state as it was");
        return decision.Rejection.ShouldBeOfType<TRejection>();
    }

    public Decision Decide(Command command, Actor? actor = null)
    {
        var who = actor ?? Actor.System;
        var decision = Decider.Decide(World, State, command, new CommandContext(Now, who) { StepBudget = Budget });
        Last = decision;
        if (decision.Events.Count > 0)
        {
            var entry = new JournalEntry(Id, decision.Seq, decision.At, null, who, World.Version, decision.Events);
            Journal.Add(entry);
            Events.AddRange(decision.Events);
            Effects.AddRange(decision.Effects);
            CheckReplay(entry, decision);
        }
        return decision;
    }

    /// <summary>Everything up to here, with the instance continued whenever it yields.</summary>
    public Running Drain()
    {
        while (State.HasYielded)
            Accept(new Continue());
        return this;
    }

    public Running Complete(string task, params (string Name, FeelValue Value)[] values) => Accept(new CompleteTask(Task(task).Id, Context(values)));

    public Running CompleteJob(string element, params (string Name, FeelValue Value)[] values) => Accept(new CompleteJob(Job(element).Id, Context(values)));

    public Running Deliver(string target, params (string Name, FeelValue Value)[] values) =>
        Accept(new DeliverMessage(State.Subscriptions.First(s => s.Target == target).Id, new MessageId(Guid.Parse("01960000-0000-7000-8000-00000000aaaa")), Context(values)));

    /// <summary>Moves the clock to when the timer is due, and fires it.</summary>
    public Running Fire(string target)
    {
        var timer = State.Timers.First(t => t.Target == target);
        Now = timer.Due > Now ? timer.Due : Now;
        return Accept(new FireTimer(timer.Id));
    }

    public Running Wait(TimeSpan time)
    {
        Now += time;
        return this;
    }

    /// <summary>What the runtime does with signals thrown so far: everyone here who waits for one hears it.</summary>
    public Running Hear(SignalThrown thrown)
    {
        foreach (var waiting in State.Subscriptions.Where(subscription => subscription.IsSignal && subscription.Name == thrown.Name).ToList())
        {
            if (State.Subscriptions.Contains(waiting.Id))
                Accept(new DeliverMessage(waiting.Id, thrown.Signal, thrown.Variables));
        }
        return this;
    }

    public IReadOnlyList<string> OpenTasks => [.. State.Tasks.Select(task => task.Element)];

    public TaskItem Task(string element) => State.Tasks.First(task => task.Element == element);

    public Job Job(string element) => State.Jobs.First(job => job.Target == element);

    /// <summary>What the worker of an element's job is told.</summary>
    public FeelContext Seen(string element) => JobVariables.Of(State, Job(element).Id);

    public Incident Incident() => State.Incidents.ShouldHaveSingleItem();

    public FeelValue Variable(string name) => State.Variables!.TryGet(name, out var value) ? value : FeelValue.Null;

    public bool IsActive(string element) => State.Elements.Any(e => e.Element == element);

    /// <summary>The ids of what happened to elements, in order: <c>+a</c> activated, <c>-a</c> completed, <c>xa</c> terminated.</summary>
    public IEnumerable<string> Path()
    {
        var names = new Dictionary<int, string>();
        foreach (var happened in Events)
        {
            switch (happened)
            {
                case ElementActivated e:
                    names[e.Id.Value] = e.Element;
                    yield return "+" + e.Element;
                    break;
                case ElementCompleted e: yield return "-" + names[e.Id.Value]; break;
                case ElementTerminated e: yield return "x" + names[e.Id.Value]; break;
                default: break;
            }
        }
    }

    public string PathText => string.Join(' ', Path());

    private void CheckReplay(JournalEntry entry, Decision decision)
    {
        var read = entry with { Events = EventJson.Read(EventJson.Write(entry.Events)) };
        var effects = Replay.ApplyAndRead(replayed, read);
        effects.Select(effect => (effect.GetType(), effect.Ordinal)).ShouldBe(decision.Effects.Select(effect => (effect.GetType(), effect.Ordinal)));
        var live = StateJson.Write(State);
        System.Text.Encoding.UTF8.GetString(StateJson.Write(replayed)).ShouldBe(System.Text.Encoding.UTF8.GetString(live));
        // From here on both go on from a snapshot, so that restoring is proved as well.
        replayed = StateJson.Read(live);
        StateJson.Write(replayed).ShouldBe(live);
    }
}
