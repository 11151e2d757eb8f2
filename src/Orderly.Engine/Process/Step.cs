using Orderly.Engine.Feel;
using Orderly.Engine.Ids;

namespace Orderly.Engine.Process;

/// <summary>An automatic step still to be done. Data, so that a yielded instance and an incident can carry it.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Subject">The activation it is done to; for <see cref="StepKind.Take"/> the scope of the flow.</param>
/// <param name="Flow">The flow whose token moves on.</param>
/// <param name="Values">What the subject received: a worker's variables, a form's values, a message's content.</param>
/// <param name="Code">An error's code.</param>
/// <param name="Listener">0 before the element's mappings; once they are done, 1 and how many of its listeners have been asked.</param>
public sealed record Step(StepKind Kind, ElementInstanceId Subject, string? Flow = null, FeelContext? Values = null, string? Code = null, string? Message = null, int Listener = 0);

public enum StepKind
{
    /// <summary>Move the token at the end of a flow into the flow's target.</summary>
    Take,

    /// <summary>Do what an active element does on entry: inputs, subscriptions, its own work.</summary>
    Enter,

    /// <summary>Leave an element: outputs, then its outgoing flows.</summary>
    Complete,

    /// <summary>Activate the next repetition of a multi-instance body.</summary>
    Repeat,

    /// <summary>Ask a multi-instance body whether it is done.</summary>
    Advance,

    /// <summary>Find who catches an error raised at an element.</summary>
    Throw,

    /// <summary>Find who catches an escalation raised at an element.</summary>
    Escalate,

    /// <summary>Undo the next activity of a compensation.</summary>
    Compensate,

    /// <summary>Act on an event that came while the instance was suspended; the flow names the event, the code the part.</summary>
    Catch,

    /// <summary>Ask the next listener of the move that a user task waits to make.</summary>
    Listen,
}
