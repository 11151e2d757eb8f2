using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Orderly.Engine.Bpmn;

/// <summary>A process as compiled from a file, before it has a version. Element 0 is the process itself.</summary>
public sealed class ProcessModel
{
    private readonly FrozenDictionary<string, int> byId;
    private readonly FrozenDictionary<string, int> flowById;

    internal ProcessModel(string id, string? name, string? versionTag, ImmutableArray<Element> elements, ImmutableArray<SequenceFlow> flows, ImmutableArray<Lane> lanes, Diagram diagram)
    {
        (Id, Name, VersionTag, Elements, Flows, Lanes, Diagram) = (id, name, versionTag, elements, flows, lanes, diagram);
        byId = elements.ToFrozenDictionary(e => e.Id, e => e.Index, StringComparer.Ordinal);
        flowById = flows.ToFrozenDictionary(f => f.Id, f => f.Index, StringComparer.Ordinal);
        MessageStarts = [.. elements[0].Children.Select(i => elements[i]).Where(e => e is { Kind: ElementKind.StartEvent, Event: MessageDefinition })];
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

    public Element Root => Elements[0];

    public Element? Find(string elementId) => byId.TryGetValue(elementId, out var index) ? Elements[index] : null;

    public SequenceFlow? FindFlow(string flowId) => flowById.TryGetValue(flowId, out var index) ? Flows[index] : null;

    /// <exception cref="ArgumentException">The model has no such element.</exception>
    internal Element this[string elementId] =>
        Find(elementId) ?? throw new ArgumentException($"Expected an element of process '{Id}', but '{elementId}' is none", nameof(elementId));
}

/// <summary>A lane, with the ids of the elements directly in it.</summary>
public sealed record Lane(string Id, string? Name, string? Parent, ImmutableArray<string> Elements);
