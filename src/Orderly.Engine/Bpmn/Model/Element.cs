using System.Collections.Immutable;

namespace Orderly.Engine.Bpmn;

/// <summary>
/// One flow element of a compiled model. References to other elements and to flows are indexes into
/// <see cref="ProcessModel.Elements"/> and <see cref="ProcessModel.Flows"/>; -1 is none.
/// </summary>
public sealed record Element
{
    public required int Index { get; init; }

    public required string Id { get; init; }

    public required ElementKind Kind { get; init; }

    public string? Name { get; init; }

    public string? Documentation { get; init; }

    /// <summary>The process or subprocess the element stands in.</summary>
    public int Scope { get; init; } = -1;

    public ImmutableArray<int> Incoming { get; init; } = [];

    /// <summary>In document order, the order conditions are tried in.</summary>
    public ImmutableArray<int> Outgoing { get; init; } = [];

    public int DefaultFlow { get; init; } = -1;

    /// <summary>Elements directly inside, for processes and subprocesses.</summary>
    public ImmutableArray<int> Children { get; init; } = [];

    /// <summary>The start event a token enters by: the none start of a subprocess, the only start of an event subprocess.</summary>
    public int Start { get; init; } = -1;

    public ImmutableArray<int> EventSubProcesses { get; init; } = [];

    public ImmutableArray<int> BoundaryEvents { get; init; } = [];

    /// <summary>The activity a boundary event stands on.</summary>
    public int AttachedTo { get; init; } = -1;

    /// <summary>Whether a boundary event ends its activity, or the start event of an event subprocess its scope.</summary>
    public bool Interrupting { get; init; } = true;

    /// <summary><c>orderly:unwind</c> of an interrupting boundary event: the variable that receives what was open when it came.</summary>
    public string? UnwindVariable { get; init; }

    /// <summary>What an event waits for or throws; null for a none event.</summary>
    public EventDefinition? Event { get; init; }

    public Loop? Loop { get; init; }

    /// <summary>The activity that undoes what a compensation boundary event stands on.</summary>
    public int Handler { get; init; } = -1;

    /// <summary>Whether the activity only runs to undo another.</summary>
    public bool IsForCompensation { get; init; }

    /// <summary>The catching end of a throwing link.</summary>
    public int Link { get; init; } = -1;

    /// <summary>Whether a message for it begins the process: a receive task or event-based gateway that instantiates.</summary>
    public bool Instantiates { get; init; }

    /// <summary>Whether all events after an instantiating gateway have to come, or one.</summary>
    public bool AwaitsAll { get; init; }

    /// <summary>Whether its outgoing flows are chosen by conditions when it completes.</summary>
    public bool ChoosesFlows { get; init; }

    public ImmutableArray<Mapping> Inputs { get; init; } = [];

    public ImmutableArray<Mapping> Outputs { get; init; } = [];

    /// <summary>Variables it has from its beginning.</summary>
    public ImmutableArray<DataItem> Data { get; init; } = [];

    /// <summary>The variable that receives the whole of what an event brought; null where each entry is a variable.</summary>
    public string? Content { get; init; }

    /// <summary>What its steps wait for, in the order they are asked.</summary>
    public ImmutableArray<Listener> Listeners { get; init; } = [];

    /// <summary>What the element does beyond its kind: the task's, the call's or the script's own part.</summary>
    public ElementDetail? Detail { get; init; }

    /// <summary>Its clocks, each of a metric of its own.</summary>
    public ImmutableArray<SlaTarget> Slas { get; init; } = [];

    /// <summary>Its first clock; null when it has none.</summary>
    public SlaTarget? Sla => Slas.Length > 0 ? Slas[0] : null;

    /// <summary>The innermost lane that holds the element, by name; the default candidate department.</summary>
    public string? Lane { get; init; }

    /// <summary><c>zeebe:properties</c>, for the screens.</summary>
    public ImmutableDictionary<string, string> Properties { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>What the event is made of: nothing for a none event, itself, or the parts of a multiple one.</summary>
    public ImmutableArray<EventDefinition> EventParts => Event switch
    {
        null => [],
        MultipleDefinition multiple => multiple.Parts,
        var one => [one],
    };

    public bool IsScope => Kind is ElementKind.Process or ElementKind.SubProcess or ElementKind.EventSubProcess or ElementKind.Transaction or ElementKind.AdHocSubProcess;

    public override string ToString() => $"{Kind} {Id}";
}
