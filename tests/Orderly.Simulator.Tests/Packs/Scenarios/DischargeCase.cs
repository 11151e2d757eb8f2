using System.Text.Json;
using Orderly.Engine.Bpmn;
using Orderly.Engine.Feel;
using Orderly.Engine.Ids;
using Orderly.Engine.Process;
using Orderly.Engine.Work;

namespace Orderly.Simulator.Tests.Packs.Scenarios;

/// <summary>One discharge on the engine itself, on a clock that only moves when told: timers fire at their minute, calls wait for an answer.</summary>
internal sealed class DischargeCase
{
    private static readonly DateTimeOffset OrderedAt = new(2026, 6, 9, 16, 31, 0, TimeSpan.Zero);

    private readonly World world = PackWorld.Create();
    private readonly InstanceState state = new(new InstanceId(new Guid("0f5f0000-0000-7000-8000-0000000000aa")));
    private readonly List<(TimeSpan At, string Element, int Level)> rungs = [];
    private readonly List<Event> events = [];
    private readonly string encounter;
    private int ids;

    public DischargeCase(string variables, string encounter = "HP|V-1877", string start = "DischargeOrdered")
    {
        this.encounter = encounter;
        Decide(new StartByMessage("discharge", null, start == "DischargeOrdered" ? "discharge_ordered" : "discharge_expected", 1, encounter, NextMessage(), start, Context(variables)));
    }

    public TimeSpan Now { get; private set; }

    public InstanceState State => state;

    public InstanceStatus Status => state.Status;

    public IReadOnlyList<Event> Events => events;

    public IEnumerable<string> OpenTasks => state.Tasks.InOrder().Select(t => t.Element);

    public IEnumerable<TaskItem> Tasks => state.Tasks.InOrder();

    public IEnumerable<(string Operation, FeelContext Input)> OpenCalls =>
        state.Calls.InOrder().Select(c => (c.Operation, events.OfType<CallRequested>().Single(r => r.Call == c.Id).Input));

    public IEnumerable<string> Incidents => state.Incidents.InOrder().Select(i => i.Message);

    /// <summary>Rungs reached, by minute since the order.</summary>
    public IReadOnlyList<(TimeSpan At, string Element, int Level)> Rungs => rungs;

    public FeelValue Variable(string name) => state.Variables is { } table && table.TryGet(name, out var value) ? value : FeelValue.Null;

    public TimeSpan TargetOf(string element) => state.Clocks.InOrder().Single(c => c.Element == element).Target;

    /// <summary>Moves the clock; everything due on the way happens at its own time.</summary>
    public void AdvanceTo(TimeSpan at)
    {
        while (state.Timers.InOrder().MinBy(t => t.Due) is { } timer && timer.Due - OrderedAt <= at)
        {
            Now = timer.Due - OrderedAt > Now ? timer.Due - OrderedAt : Now;
            Decide(new FireTimer(timer.Id));
        }
        Now = at;
    }

    public void Complete(string element, string by, string values)
    {
        var task = state.Tasks.InOrder().FirstOrDefault(t => t.Element == element)
            ?? throw new InvalidOperationException($"Expected an open task '{element}' at {Now}, but open are {string.Join(", ", OpenTasks)}.");
        var person = Actor.Person(by);
        if (task.Owner is null)
            Decide(new ClaimTask(task.Id), person);
        if (task.State is TaskState.Offered or TaskState.Claimed)
            Decide(new StartTask(task.Id), person);
        Decide(new CompleteTask(task.Id, Context(values)), person);
    }

    /// <summary>False when nobody waits for it.</summary>
    public bool Send(string message, string variables)
    {
        if (state.Subscriptions.InOrder().Where(s => s.Name == message).ToArray() is not [var subscription])
            return state.Subscriptions.Any(s => s.Name == message)
                ? throw new InvalidOperationException($"Expected one place that waits for {message}, but there are several.")
                : false;
        if (message is not ("BedTaken" or "BedCleaned"))
            subscription.Key.ShouldBe(encounter);
        Decide(new DeliverMessage(subscription.Id, NextMessage(), Context(variables)));
        return true;
    }

    public void Answer(string operation, string result)
    {
        var call = state.Calls.InOrder().FirstOrDefault(c => c.Operation == operation)
            ?? throw new InvalidOperationException($"Expected an open call of {operation}, but open are {string.Join(", ", OpenCalls.Select(c => c.Operation))}.");
        Decide(new EffectSucceeded(call.Id, Context(result)));
    }

    private void Decide(Command command, Actor? actor = null)
    {
        var decision = Decider.Decide(world, state, command, new CommandContext(OrderedAt + Now, actor ?? Actor.System));
        decision.Rejection.ShouldBeNull();
        decision.Yielded.ShouldBeFalse();
        events.AddRange(decision.Events);
        foreach (var rung in decision.Events.OfType<RungReached>())
            rungs.Add((Now, events.OfType<ClockStarted>().Single(c => c.Clock == rung.Clock).Element, rung.Level));
        Incidents.ShouldBeEmpty($"after {command.GetType().Name} at {Now}");
        foreach (var published in decision.Events.OfType<MessagePublished>())
            Return(published);
    }

    /// <summary>What the case tells itself comes back to it, as the matcher would bring it.</summary>
    private void Return(MessagePublished published)
    {
        var waiting = state.Subscriptions.InOrder().Where(s => s.Name == published.Name && s.Key == published.Key).ToArray();
        waiting.Length.ShouldBe(1, $"who waits for {published.Name}");
        Decide(new DeliverMessage(waiting[0].Id, published.Message, published.Variables));
    }

    private MessageId NextMessage() => new(new Guid($"0f5f0000-0000-7000-8000-{++ids:D12}"));

    private static FeelContext Context(string json)
    {
        using var document = JsonDocument.Parse(json);
        return (FeelContext)FeelJson.FromPlain(document.RootElement);
    }
}
