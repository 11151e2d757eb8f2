using Orderly.Engine.Feel;
using Orderly.Engine.Ids;

namespace Orderly.Engine.Process;

/// <summary>The instance waits for a signal; it ends as every subscription does.</summary>
/// <param name="Target">The id of the catching event.</param>
/// <param name="Part">Which part of a multiple event it is, from 0.</param>
public sealed record SignalAwaited(SubscriptionId Subscription, ElementInstanceId Holder, string Target, string Name, int Part = 0) : Event;

/// <summary>A signal goes out to everyone who waits for it at that moment.</summary>
public sealed record SignalThrown(ElementInstanceId Element, MessageId Signal, string Name, FeelContext Variables) : Event;

/// <summary>The instance waits for a condition to come true.</summary>
/// <param name="Target">The id of the catching event.</param>
/// <param name="Part">Which part of a multiple event it is, from 0.</param>
public sealed record ConditionAwaited(ConditionId Condition, ElementInstanceId Holder, string Target, int Part = 0) : Event;

/// <summary>The condition turned true.</summary>
public sealed record ConditionMet(ConditionId Condition) : Event;

/// <summary>The condition is no longer true; it may come again.</summary>
public sealed record ConditionLapsed(ConditionId Condition) : Event;

/// <summary>Nobody waits for the condition any more.</summary>
public sealed record ConditionClosed(ConditionId Condition) : Event;

/// <summary>One part of a parallel multiple event came, and others have yet to.</summary>
public sealed record EventPartCaught(ElementInstanceId Holder, string Target, int Part, FeelContext Values) : Event;

/// <summary>All parts of a parallel multiple event came.</summary>
public sealed record EventPartsComplete(ElementInstanceId Holder, string Target) : Event;

/// <summary>An escalation was raised at an element; what follows tells whether it was caught.</summary>
public sealed record EscalationThrown(ElementInstanceId Element, string Code, string? Message) : Event;

/// <summary>Nothing here caught the escalation; the caller is told.</summary>
public sealed record EscalationPassedOn(string Code, string? Message, FeelContext Variables) : Event;

/// <summary>A called instance passed an escalation on to its caller.</summary>
public sealed record ChildEscalated(InstanceId Child, string Code) : Event;
