using System.Collections.Immutable;

namespace Orderly.Engine.Bpmn;

/// <summary><c>zeebe:executionListener</c> or <c>zeebe:taskListener</c>: a job that a step of the element waits for.</summary>
/// <param name="Type">The job's type.</param>
/// <param name="Headers">Those of the element, for the worker.</param>
public sealed record Listener(ListenerMoment Moment, Expression Type, Expression Retries, ImmutableSortedDictionary<string, string> Headers);

/// <summary>What waits until a listener's job is done.</summary>
public enum ListenerMoment
{
    /// <summary>The element begins: after its inputs, before anything else.</summary>
    Start,

    /// <summary>The element is left: after its outputs, before its flows.</summary>
    End,

    /// <summary>A user task is offered.</summary>
    Creating,

    /// <summary>It gets, changes or loses its owner.</summary>
    Assigning,

    /// <summary>Who is asked, its queue or its priority changes.</summary>
    Updating,

    /// <summary>It ends, and the flow goes on.</summary>
    Completing,

    /// <summary>The process withdraws it.</summary>
    Canceling,
}
