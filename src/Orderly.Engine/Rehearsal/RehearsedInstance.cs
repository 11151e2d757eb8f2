using Orderly.Engine.Ids;
using Orderly.Engine.Process;
using Orderly.Engine.Work;

namespace Orderly.Engine.Rehearsal;

/// <summary>An instance in memory, and the names of its activations for the trace.</summary>
public sealed class RehearsedInstance
{
    private readonly Dictionary<ElementInstanceId, string> names = [];
    private readonly Dictionary<ClockId, string> clocks = [];

    internal RehearsedInstance(int number, InstanceState state)
    {
        (Number, State) = (number, state);
        foreach (var element in state.Elements)
            names[element.Id] = element.Element;
        foreach (var clock in state.Clocks)
            clocks[clock.Id] = clock.Element;
    }

    public int Number { get; }

    public InstanceState State { get; }

    /// <summary>What it waits for, in words: open tasks, jobs, calls, timers, messages, signals, conditions, called instances, incidents, choices.</summary>
    public IEnumerable<string> Waits()
    {
        foreach (var task in State.Tasks) yield return $"task {task.Element}";
        foreach (var job in State.Jobs) yield return $"job {job.Target} of type {job.Type}";
        foreach (var call in State.Calls) yield return $"call {call.Target} of {call.Connector} {call.Operation}";
        foreach (var timer in State.Timers.Where(timer => timer.Purpose == TimerPurpose.Event)) yield return $"timer {timer.Target} due {timer.Due:O}";
        foreach (var open in State.Subscriptions) yield return open.IsSignal ? $"signal {open.Name} at {open.Target}" : $"message {open.Name} with key '{open.Key}' at {open.Target}";
        foreach (var condition in State.Conditions) yield return $"condition at {condition.Target}";
        foreach (var child in State.Children) yield return $"called process {child.Process}";
        foreach (var incident in State.Incidents) yield return $"incident at {incident.ElementId}: {incident.Message}";
    }

    /// <summary>The rung an event says was reached, with the element of its clock.</summary>
    internal (string Element, int Level)? Rung(Event happened)
    {
        if (happened is ClockStarted started)
            clocks[started.Clock] = started.Element;
        return happened is RungReached reached && clocks.TryGetValue(reached.Clock, out var element) ? (element, reached.Level) : null;
    }

    internal string NameOf(ElementInstanceId id) => names.GetValueOrDefault(id, State.Process);

    internal void Note(ElementActivated activated) => names[activated.Id] = activated.Element;
}
