namespace Orderly.Engine.Bpmn;

/// <summary>What an event waits for or throws.</summary>
public abstract record EventDefinition
{
    private protected EventDefinition()
    {
    }
}

public sealed record TimerDefinition(TimerForm Form, Expression Value) : EventDefinition;

/// <summary>How a timer's value says when.</summary>
public enum TimerForm
{
    /// <summary>An instant, ISO 8601 or FEEL.</summary>
    Date,

    /// <summary>A duration after activation.</summary>
    Duration,

    /// <summary>A repeating interval <c>R[n]/[start/]duration</c>.</summary>
    Cycle,
}

/// <param name="Name">The message's name.</param>
/// <param name="CorrelationKey">Which of the waiting instances is meant; absent for a start of a process.</param>
public sealed record MessageDefinition(Expression Name, Expression? CorrelationKey) : EventDefinition;

/// <param name="Code">The error's code; null catches every error.</param>
public sealed record ErrorDefinition(string? Code, string? Name) : EventDefinition;

public sealed record TerminateDefinition : EventDefinition;
