using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Orderly.Engine.Bpmn;

/// <summary>A process as compiled from a file, before it has a version. Element 0 is the process itself.</summary>
public sealed class ProcessModel
{
    private readonly FrozenDictionary<string, int> byId;
    private readonly FrozenDictionary<string, int> flowById;
    private readonly ILookup<int, WaitingJoin> waitingJoins;

    internal ProcessModel(string id, string? name, string? versionTag, ImmutableArray<Element> elements, ImmutableArray<SequenceFlow> flows, ImmutableArray<Lane> lanes, Diagram diagram)
    {
        (Id, Name, VersionTag, Elements, Flows, Lanes, Diagram) = (id, name, versionTag, elements, flows, lanes, diagram);
        byId = elements.ToFrozenDictionary(e => e.Id, e => e.Index, StringComparer.Ordinal);
        flowById = flows.ToFrozenDictionary(f => f.Id, f => f.Index, StringComparer.Ordinal);
        (MessageStarts, EventStarts) = StartsOf(elements, flows);
        waitingJoins = elements.Where(e => e.Kind is ElementKind.InclusiveGateway or ElementKind.ComplexGateway && e.Incoming.Length > 1)
            .Select(e => new WaitingJoin(e, elements, flows)).ToLookup(join => join.Gateway.Scope);
        HasWaitingJoins = waitingJoins.Count > 0;
        HasWorkRules = elements.Any(e => e.Detail is UserTaskDetail { Priority.Feel: not null } or UserTaskDetail { Approval: not null });
    }

    public string Id { get; }

    public string? Name { get; }

    public string? VersionTag { get; }

    public ImmutableArray<Element> Elements { get; }

    public ImmutableArray<SequenceFlow> Flows { get; }

    public ImmutableArray<Lane> Lanes { get; }

    /// <summary>Shapes and edges as drawn, for the renderer.</summary>
    public Diagram Diagram { get; }

    /// <summary>The top-level start events the host keeps open as long as the definition is the latest.</summary>
    public ImmutableArray<Element> MessageStarts { get; }

    /// <summary>The other top-level start events that begin instances by themselves: timers, signals, conditions, and multiple ones.</summary>
    public ImmutableArray<Element> EventStarts { get; }

    public Element Root => Elements[0];

    /// <summary>Whether any join can go on without a token on every flow; most models have none, and then nothing is asked.</summary>
    internal bool HasWaitingJoins { get; }

    /// <summary>Whether any task's priority or approval follows variables.</summary>
    internal bool HasWorkRules { get; }

    internal IEnumerable<WaitingJoin> WaitingJoins(Element scope) => waitingJoins[scope.Index];

    public Element? Find(string elementId) => byId.TryGetValue(elementId, out var index) ? Elements[index] : null;

    public SequenceFlow? FindFlow(string flowId) => flowById.TryGetValue(flowId, out var index) ? Flows[index] : null;

    private static (ImmutableArray<Element> Messages, ImmutableArray<Element> Others) StartsOf(ImmutableArray<Element> elements, ImmutableArray<SequenceFlow> flows)
    {
        var top = elements[0].Children.Select(i => elements[i]).ToList();
        var starts = top.Where(e => e.Kind == ElementKind.StartEvent && e.Event is not null).ToList();
        // An instantiating gateway itself starts nothing: the events after it do.
        var after = top.Where(e => e is { Instantiates: true, Kind: ElementKind.EventBasedGateway }).SelectMany(e => e.Outgoing).Select(flow => elements[flows[flow].Target]);
        var all = starts.Concat(top.Where(e => e is { Instantiates: true, Kind: ElementKind.ReceiveTask })).Concat(after).Distinct().ToList();
        return ([.. all.Where(IsMessage)], [.. all.Where(e => !IsMessage(e))]);

        static bool IsMessage(Element e) => e.Event is MessageDefinition || e.Detail is MessageDetail;
    }

    /// <exception cref="ArgumentException">The model has no such element.</exception>
    internal Element this[string elementId] =>
        Find(elementId) ?? throw new ArgumentException($"Expected an element of process '{Id}', but '{elementId}' is none", nameof(elementId));
}

/// <summary>A lane, with the ids of the elements directly in it.</summary>
public sealed record Lane(string Id, string? Name, string? Parent, ImmutableArray<string> Elements);
