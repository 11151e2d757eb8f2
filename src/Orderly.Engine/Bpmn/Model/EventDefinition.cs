using System.Collections.Immutable;

namespace Orderly.Engine.Bpmn;

/// <summary>What an event waits for or throws.</summary>
public abstract record EventDefinition
{
    private protected EventDefinition()
    {
    }
}

/// <param name="Calendar"><c>orderly:timer</c>: the calendar whose open hours count; all hours when null.</param>
public sealed record TimerDefinition(TimerForm Form, Expression Value, Expression? Calendar = null) : EventDefinition;

/// <summary>How a timer's value says when.</summary>
public enum TimerForm
{
    /// <summary>An instant, ISO 8601 or FEEL.</summary>
    Date,

    /// <summary>A duration after activation.</summary>
    Duration,

    /// <summary>A repeating interval <c>R[n]/[start/]duration</c>, or a cron expression.</summary>
    Cycle,
}

/// <param name="Name">The message's name.</param>
/// <param name="CorrelationKey">Which of the waiting instances is meant; absent for a start of a process.</param>
/// <param name="TimeToLive"><c>orderly:message</c>: how long one that is thrown waits for its receiver; an hour when null.</param>
public sealed record MessageDefinition(Expression Name, Expression? CorrelationKey, Expression? TimeToLive = null) : EventDefinition;

/// <param name="Code">The error's code; null catches every error.</param>
public sealed record ErrorDefinition(string? Code, string? Name) : EventDefinition;

public sealed record TerminateDefinition : EventDefinition;

/// <param name="Name">The signal's name; everyone who waits for it hears it.</param>
public sealed record SignalDefinition(Expression Name) : EventDefinition;

/// <param name="Code">The escalation's code; null catches every escalation.</param>
public sealed record EscalationDefinition(string? Code, string? Name) : EventDefinition;

/// <param name="Condition">Comes when the condition turns true, or is true when the wait begins.</param>
public sealed record ConditionDefinition(Expression Condition) : EventDefinition;

/// <param name="Name">A throwing and a catching link of one name and scope are two ends of one flow.</param>
public sealed record LinkDefinition(string Name) : EventDefinition;

/// <param name="Activity">The activity to compensate; null for all of the scope. Only where it is thrown.</param>
/// <param name="Waits">Whether the throwing event waits until everything is compensated.</param>
public sealed record CompensateDefinition(string? Activity, bool Waits) : EventDefinition;

public sealed record CancelDefinition : EventDefinition;

/// <param name="Parts">What is waited for, or thrown.</param>
/// <param name="All">Whether all have to come (parallel multiple), or any of them.</param>
public sealed record MultipleDefinition(ImmutableArray<EventDefinition> Parts, bool All) : EventDefinition;
