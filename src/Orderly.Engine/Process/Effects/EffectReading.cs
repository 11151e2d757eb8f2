using Orderly.Engine.Ids;
using Orderly.Engine.Work;

namespace Orderly.Engine.Process;

/// <summary>Which effects an event implies. Read again at verification, so it looks at nothing but the event and the state before it.</summary>
public static class EffectReading
{
    /// <summary>Adds what <paramref name="happened"/> implies, given the state before it was applied.</summary>
    public static void Read(InstanceState before, Event happened, List<Effect> effects)
    {
        switch (happened)
        {
            case TimerScheduled e: Add(effects, new ScheduleTimer(e.Timer, e.Due)); break;
            case TimerFired e: Add(effects, new CancelTimer(e.Timer, before.Timers.Known(e.Timer).Due)); break;
            case TimerCancelled e: Add(effects, new CancelTimer(e.Timer, before.Timers.Known(e.Timer).Due)); break;
            case SubscriptionOpened e: Add(effects, new OpenSubscription(e.Subscription, e.Name, e.Key, e.Target)); break;
            case SignalAwaited e: Add(effects, new OpenSignalSubscription(e.Subscription, e.Name, e.Target)); break;
            case SignalThrown e: Add(effects, new BroadcastSignal(e.Signal, e.Name, e.Variables)); break;
            case EscalationPassedOn e when before.Parent is { } parent: Add(effects, new EscalateToParent(parent, new(before.Id, e.Code, e.Message, e.Variables))); break;
            case InstanceRekeyed e: Rekeyed(before, e, effects); break;
            case SubscriptionClosed e: Closed(before.Subscriptions.Known(e.Subscription), effects); break;
            case MessagePublished e: Add(effects, new PublishMessage(e.Message, e.Name, e.Key, e.Variables, e.Lives)); break;
            case JobCreated e: Add(effects, new OfferJob(e.Job, e.Holder, e.Target, e.Type, e.Retries, e.Headers, e.Input)); break;
            case JobOffered e: Add(effects, new OfferJob(e.Job, e.Holder, e.Target, e.Type, e.Retries, e.Headers, Input: null)); break;
            case ListenerAsked e:
                Add(effects, new OfferJob(e.Job, e.Holder, e.Target, e.Type, e.Retries, e.Headers, Input: null, new(e.Moment, e.Task is { } task ? before.Tasks.Known(task) : null)));
                break;
            case JobFailed { Retries: > 0 } e: Add(effects, new RetryJob(e.Job, e.Retries)); break;
            case JobFailed e: Add(effects, new CancelJob(e.Job)); break;
            case JobCompleted e: Add(effects, new CancelJob(e.Job)); break;
            case JobErrorThrown e: Add(effects, new CancelJob(e.Job)); break;
            case JobCancelled e: Add(effects, new CancelJob(e.Job)); break;
            case CallRequested e: Add(effects, new CallConnector(e.Call, e.Target, e.Connector, e.Operation, e.Input, e.OrderKey, e.UsefulUntil, e.Inverse)); break;
            case CallResent e: Add(effects, new RepeatCall(e.Call)); break;
            case CallCancelled e: Add(effects, new CancelCall(e.Call)); break;
            case ChildRequested e: Requested(before, e, effects); break;
            case ChildTerminationRequested e: Add(effects, new TerminateChildInstance(e.Child, before.CancelReason ?? "The call activity was ended")); break;
            case InstanceCompleted: Reply(before, effects, new(ChildEnd.Completed, before.Variables!.ToContext())); break;
            case InstanceCancelled e: Reply(before, effects, new(ChildEnd.Cancelled, Feel.FeelContext.Empty, Message: e.Reason)); break;
            case InstanceErrored e: Reply(before, effects, new(ChildEnd.Error, Feel.FeelContext.Empty, e.Code, e.Message)); break;
            case RungReached e: Notified(before.Clocks.Known(e.Clock), e, effects); break;
            default: break;
        }
    }

    private static void Add(List<Effect> effects, Effect effect) => effects.Add(effect with { Ordinal = effects.Count });

    private static void Closed(Subscription subscription, List<Effect> effects) =>
        Add(effects, new CloseSubscription(subscription.Id, subscription.Name, subscription.Key));

    /// <summary>The same subscriptions, opened again under the new key; and word to called instances.</summary>
    private static void Rekeyed(InstanceState before, InstanceRekeyed e, List<Effect> effects)
    {
        foreach (var waiting in before.Subscriptions.Where(subscription => subscription.Key == e.From))
            Add(effects, new OpenSubscription(waiting.Id, waiting.Name, e.To, waiting.Target));
        foreach (var child in before.Children)
            Add(effects, new RekeyChildInstance(child.Id, new Rekey(e.From, e.To, e.Values)));
    }

    private static void Requested(InstanceState before, ChildRequested e, List<Effect> effects)
    {
        var command = new StartChild(new(before.Id, e.Holder), before.RootInstance, e.Process, e.Version, before.Facility, before.BusinessKey, e.Variables);
        Add(effects, new StartChildInstance(e.Child, command));
    }

    private static void Reply(InstanceState before, List<Effect> effects, ChildOutcome outcome)
    {
        if (before.Parent is { } parent)
            Add(effects, new ReplyToParent(parent, outcome));
    }

    private static void Notified(SlaClock clock, RungReached e, List<Effect> effects) =>
        Add(effects, new Notify(e.Clock, clock.Task, clock.Element, e.Level, e.Audience, e.Channel));
}
