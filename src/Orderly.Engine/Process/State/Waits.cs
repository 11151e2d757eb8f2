using System.Collections.Immutable;
using Orderly.Engine.Feel;
using Orderly.Engine.Ids;

namespace Orderly.Engine.Process;

/// <summary>A due time the instance is to be woken at.</summary>
/// <param name="Target">The event's id; for a clock or a hold, the element's.</param>
/// <param name="Subject">The clock or task it belongs to; null for a BPMN timer.</param>
/// <param name="Left">Repetitions after this one; -1 for ever.</param>
public sealed record TimerWait(TimerId Id, int No, ElementInstanceId Holder, string Target, TimerPurpose Purpose, Guid? Subject, DateTimeOffset Due, int Left, string? Every, int Part = 0) : IWait;

/// <param name="IsSignal">Whether it waits for a signal rather than a message.</param>
/// <param name="Part">Which part of a multiple event it is, from 0.</param>
public sealed record Subscription(SubscriptionId Id, int No, ElementInstanceId Holder, string Target, string Name, string Key, bool IsSignal = false, int Part = 0) : IWait;

/// <param name="Holds">Whether the condition was true when last looked at, so that it has to turn false before it comes again.</param>
public sealed record ConditionWait(ConditionId Id, int No, ElementInstanceId Holder, string Target, bool Holds, int Part = 0) : IWait;

/// <param name="Retries">Attempts left; 0 while an incident waits.</param>
/// <param name="Input">What its worker is told; null for everything its element sees, see <see cref="JobVariables"/>.</param>
/// <param name="Listener">What waits for it, when it is a listener's; null for the element's own work.</param>
public sealed record Job(
    JobId Id, int No, ElementInstanceId Holder, string Target, string Type, int Retries, ImmutableSortedDictionary<string, string> Headers, FeelContext? Input, JobListener? Listener = null) : IWait;

/// <param name="Stuck">True while an incident waits for a decision about it.</param>
public sealed record Call(CallId Id, int No, ElementInstanceId Holder, string Target, string Connector, string Operation, bool Stuck) : IWait;

/// <param name="Terminating">True once it was asked to end; the answer is still awaited.</param>
public sealed record Child(InstanceId Id, int No, ElementInstanceId Holder, string Process, int Version, bool Terminating) : IWait;

public sealed record Incident(IncidentId Id, int No, ElementInstanceId Holder, string ElementId, IncidentKind Kind, string Message, DateTimeOffset Raised, Step Retry) : IWait;
