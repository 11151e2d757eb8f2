using System.Collections.Immutable;
using Orderly.Engine.Feel;
using Orderly.Engine.Ids;

namespace Orderly.Engine.Process;

/// <summary>The instance is to be woken at a time.</summary>
/// <param name="Holder">The activation that ends with, or without, the timer.</param>
/// <param name="Target">The event's id; for a clock or a hold, the element's.</param>
/// <param name="Subject">The clock it belongs to, or the held task's clock stop; null for a BPMN timer.</param>
/// <param name="Left">How often it still repeats after this; -1 for ever.</param>
/// <param name="Every">The interval of a repetition, ISO 8601, or a cron expression.</param>
/// <param name="Part">Which part of a multiple event it is, from 0.</param>
public sealed record TimerScheduled(
    TimerId Timer,
    ElementInstanceId Holder,
    string Target,
    TimerPurpose Purpose,
    Guid? Subject,
    DateTimeOffset Due,
    int Left = 0,
    string? Every = null,
    int Part = 0) : Event;

public sealed record TimerFired(TimerId Timer) : Event;

public sealed record TimerCancelled(TimerId Timer) : Event;

/// <param name="Target">The id of the catching event or receive task.</param>
/// <param name="Part">Which part of a multiple event it is, from 0.</param>
public sealed record SubscriptionOpened(SubscriptionId Subscription, ElementInstanceId Holder, string Target, string Name, string Key, int Part = 0) : Event;

public sealed record SubscriptionClosed(SubscriptionId Subscription) : Event;

public sealed record MessageCorrelated(SubscriptionId Subscription, MessageId Message) : Event;

/// <param name="Lives">How long the message waits for a subscription.</param>
public sealed record MessagePublished(ElementInstanceId Element, MessageId Message, string Name, string Key, FeelContext Variables, TimeSpan Lives) : Event;

/// <summary>A job that is told what its element's mappings made.</summary>
public sealed record JobCreated(
    JobId Job,
    ElementInstanceId Holder,
    string Target,
    string Type,
    int Retries,
    ImmutableSortedDictionary<string, string> Headers,
    FeelContext Input) : Event;

/// <summary>A job that is told everything its element sees, which is read where it is asked for.</summary>
public sealed record JobOffered(
    JobId Job,
    ElementInstanceId Holder,
    string Target,
    string Type,
    int Retries,
    ImmutableSortedDictionary<string, string> Headers) : Event;

public sealed record JobCompleted(JobId Job) : Event;

public sealed record JobFailed(JobId Job, int Retries, string Message) : Event;

public sealed record JobErrorThrown(JobId Job, string Code, string? Message) : Event;

public sealed record JobCancelled(JobId Job) : Event;

public sealed record CallRequested(
    CallId Call,
    ElementInstanceId Holder,
    string Target,
    string Connector,
    string Operation,
    FeelContext Input,
    string? OrderKey,
    DateTimeOffset? UsefulUntil,
    string? Inverse) : Event;

public sealed record CallSucceeded(CallId Call, FeelContext Result) : Event;

public sealed record CallFailed(CallId Call, string Fault, string Message) : Event;

public sealed record CallOutcomeUnknown(CallId Call, string Message) : Event;

/// <summary>A person says that the receiver acted, though it never answered.</summary>
/// <param name="Reason">How the person knows.</param>
public sealed record CallConfirmed(CallId Call, FeelContext Result, string Reason) : Event;

/// <summary>A person says that the receiver did not act; the call is to go out again under the key it has.</summary>
/// <param name="Reason">How the person knows.</param>
public sealed record CallResent(CallId Call, string Reason) : Event;

public sealed record CallCancelled(CallId Call) : Event;

public sealed record ChildRequested(InstanceId Child, ElementInstanceId Holder, string Target, string Process, int Version, FeelContext Variables) : Event;

public sealed record ChildTerminationRequested(InstanceId Child) : Event;

public sealed record ChildAnswered(InstanceId Child, ChildOutcome Outcome) : Event;
