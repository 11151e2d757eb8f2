using System.Collections.Immutable;
using Orderly.Engine.Feel;
using Orderly.Engine.Ids;
using Orderly.Engine.Work;

namespace Orderly.Engine.Process;

/// <summary>
/// What the host must do in the same transaction as the entry. A closed hierarchy, read from events by
/// <see cref="EffectReading"/>. Its key is era-instance-seq-<see cref="Ordinal"/>.
/// </summary>
public abstract record Effect
{
    private protected Effect()
    {
    }

    /// <summary>Position among the effects of its entry, from 0.</summary>
    public int Ordinal { get; init; }
}

/// <summary>Offer work to whoever activates jobs of the type.</summary>
/// <param name="Input">What its worker is told; null for everything its element sees.</param>
/// <param name="Listener">What it is asked about, when it is a listener's.</param>
public sealed record OfferJob(
    JobId Job, ElementInstanceId Holder, string Element, string Type, int Retries, ImmutableSortedDictionary<string, string> Headers, FeelContext? Input, ListenerOffer? Listener = null) : Effect;

/// <summary>What a listener's worker is told beside the variables.</summary>
/// <param name="Task">The user task as it is now; null for listeners of an element.</param>
public sealed record ListenerOffer(Bpmn.ListenerMoment Moment, TaskItem? Task);

/// <summary>Offer the job again with the retries left.</summary>
public sealed record RetryJob(JobId Job, int Retries) : Effect;

/// <summary>The job is done, stuck or no longer wanted: offer it to nobody.</summary>
public sealed record CancelJob(JobId Job) : Effect;

/// <param name="OrderKey">Calls with the same key go out one after the other; null has no order.</param>
/// <param name="UsefulUntil">Not sent after this; null for always.</param>
/// <param name="Inverse">The operation that takes it back.</param>
public sealed record CallConnector(CallId Call, string Element, string Connector, string Operation, FeelContext Input, string? OrderKey, DateTimeOffset? UsefulUntil, string? Inverse) : Effect;

/// <summary>Send the call again, under the key it was first sent with.</summary>
public sealed record RepeatCall(CallId Call) : Effect;

/// <summary>Do not send the call, if it is not sent yet.</summary>
public sealed record CancelCall(CallId Call) : Effect;

public sealed record ScheduleTimer(TimerId Timer, DateTimeOffset Due) : Effect;

public sealed record CancelTimer(TimerId Timer, DateTimeOffset Due) : Effect;

/// <summary>Wait for a signal; closed as every subscription is.</summary>
public sealed record OpenSignalSubscription(SubscriptionId Subscription, string Name, string Element) : Effect;

/// <summary>Tell everyone who waits for the signal at this moment.</summary>
public sealed record BroadcastSignal(MessageId Signal, string Name, FeelContext Variables) : Effect;

public sealed record OpenSubscription(SubscriptionId Subscription, string Name, string Key, string Element) : Effect;

public sealed record CloseSubscription(SubscriptionId Subscription, string Name, string Key) : Effect;

public sealed record PublishMessage(MessageId Message, string Name, string Key, FeelContext Variables, TimeSpan Lives) : Effect;

/// <summary>Mail a <see cref="StartChild"/> to a new instance.</summary>
public sealed record StartChildInstance(InstanceId Child, StartChild Command) : Effect;

/// <summary>Mail a <see cref="CancelInstance"/>; the child answers with how it ended.</summary>
public sealed record TerminateChildInstance(InstanceId Child, string Reason) : Effect;

/// <summary>Mail a <see cref="Rekey"/> to a called instance, which may not have begun yet.</summary>
public sealed record RekeyChildInstance(InstanceId Child, Rekey Command) : Effect;

/// <summary>Mail a <see cref="ChildEnded"/> to the calling instance.</summary>
public sealed record ReplyToParent(ParentLink Parent, ChildOutcome Outcome) : Effect;

/// <summary>Mail a <see cref="TellEscalation"/> to the calling instance.</summary>
public sealed record EscalateToParent(ParentLink Parent, TellEscalation Command) : Effect;

public sealed record Notify(ClockId Clock, TaskId? Task, string Element, int Level, ImmutableArray<Audience> Audience, string? Channel) : Effect;
