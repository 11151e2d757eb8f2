using Orderly.Web.Design;

namespace Orderly.Web.Flow;

public enum FlowShape
{
    Task,
    CallActivity,
    SubProcess,
    EventSubProcess,
    StartEvent,
    IntermediateEvent,
    BoundaryEvent,
    EndEvent,
    ExclusiveGateway,
    ParallelGateway,
    EventGateway,
    InclusiveGateway,
}

/// <summary>What an event waits for or throws: the picture inside its circle.</summary>
public enum FlowTrigger
{
    None,
    Message,
    Timer,
    Error,
    Escalation,
    Signal,
    Terminate,
    Compensation,
}

public enum FlowMark
{
    /// <summary>Not reached.</summary>
    Ahead,

    /// <summary>A token was here and went on.</summary>
    Passed,

    /// <summary>A token stands here.</summary>
    Here,

    /// <summary>A token stands here and its clock is past the target, or it needs a person.</summary>
    Late,

    /// <summary>Withdrawn or left out.</summary>
    Withdrawn,
}

/// <summary>One element of the model where this instance stands with it.</summary>
public sealed record FlowNode(string Id, string Name, FlowShape Shape, FlowBox Box)
{
    public FlowTrigger Trigger { get; init; }

    /// <summary>False draws the circle dashed: the event leaves its activity running.</summary>
    public bool Interrupts { get; init; } = true;

    public bool IsMultiInstance { get; init; }

    public FlowMark Mark { get; init; }

    /// <summary>Icon and word under the name; null on what never holds a token for long.</summary>
    public StatusLook? Status { get; init; }

    /// <summary>Tokens that stand here.</summary>
    public int Tokens { get; init; }

    /// <summary>Where the modeler put the name of an event or gateway; null = below the shape.</summary>
    public FlowBox? NameBox { get; init; }

    public bool IsActivity => Shape <= FlowShape.EventSubProcess;

    public bool IsContainer => Shape is FlowShape.SubProcess or FlowShape.EventSubProcess;

    public bool IsGateway => Shape >= FlowShape.ExclusiveGateway;
}
