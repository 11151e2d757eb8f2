using Orderly.Engine.Ids;

namespace Orderly.Engine.Process;

/// <summary>How waits come and go.</summary>
internal static class WaitEvolution
{
    /// <summary>False when the event is not about a wait.</summary>
    public static bool Evolve(InstanceState state, Event happened)
    {
        switch (happened)
        {
            case TimerScheduled e:
                state.Timers.Set(e.Timer, new(e.Timer, Open(state, e.Holder, WaitKind.Timer, e.Timer.Value), e.Holder, e.Target, e.Purpose, e.Subject, e.Due, e.Left, e.Every, e.Part));
                break;
            case TimerFired e: Close(state, state.Timers, e.Timer, WaitKind.Timer); break;
            case TimerCancelled e: Close(state, state.Timers, e.Timer, WaitKind.Timer); break;
            case SubscriptionOpened e:
                state.Subscriptions.Set(e.Subscription, new(e.Subscription, Open(state, e.Holder, WaitKind.Subscription, e.Subscription.Value), e.Holder, e.Target, e.Name, e.Key, Part: e.Part));
                break;
            case SignalAwaited e:
                state.Subscriptions.Set(e.Subscription, new(e.Subscription, Open(state, e.Holder, WaitKind.Subscription, e.Subscription.Value), e.Holder, e.Target, e.Name, "", IsSignal: true, e.Part));
                break;
            case ConditionAwaited e:
                state.Conditions.Set(e.Condition, new(e.Condition, Open(state, e.Holder, WaitKind.Condition, e.Condition.Value), e.Holder, e.Target, Holds: false, e.Part));
                break;
            case ConditionMet e: state.Conditions.Set(e.Condition, state.Conditions.Known(e.Condition) with { Holds = true }); break;
            case ConditionLapsed e: state.Conditions.Set(e.Condition, state.Conditions.Known(e.Condition) with { Holds = false }); break;
            case ConditionClosed e: Close(state, state.Conditions, e.Condition, WaitKind.Condition); break;
            case SubscriptionClosed e: Close(state, state.Subscriptions, e.Subscription, WaitKind.Subscription); break;
            case JobCreated e:
                state.Jobs.Set(e.Job, new(e.Job, Open(state, e.Holder, WaitKind.Job, e.Job.Value), e.Holder, e.Target, e.Type, e.Retries, e.Headers, e.Input));
                break;
            case JobOffered e:
                state.Jobs.Set(e.Job, new(e.Job, Open(state, e.Holder, WaitKind.Job, e.Job.Value), e.Holder, e.Target, e.Type, e.Retries, e.Headers, Input: null));
                break;
            case ListenerAsked e:
                state.Jobs.Set(e.Job, new(e.Job, Open(state, e.Holder, WaitKind.Job, e.Job.Value), e.Holder, e.Target, e.Type, e.Retries, e.Headers, Input: null, new(e.Moment, e.Then, e.Task)));
                break;
            case JobFailed e: state.Jobs.Set(e.Job, state.Jobs.Known(e.Job) with { Retries = e.Retries }); break;
            case JobCompleted e: Close(state, state.Jobs, e.Job, WaitKind.Job); break;
            case JobErrorThrown e: Close(state, state.Jobs, e.Job, WaitKind.Job); break;
            case JobCancelled e: Close(state, state.Jobs, e.Job, WaitKind.Job); break;
            case CallRequested e:
                state.Calls.Set(e.Call, new(e.Call, Open(state, e.Holder, WaitKind.Call, e.Call.Value), e.Holder, e.Target, e.Connector, e.Operation, Stuck: false));
                break;
            case CallFailed e: state.Calls.Set(e.Call, state.Calls.Known(e.Call) with { Stuck = true }); break;
            case CallOutcomeUnknown e: state.Calls.Set(e.Call, state.Calls.Known(e.Call) with { Stuck = true }); break;
            case CallSucceeded e: Close(state, state.Calls, e.Call, WaitKind.Call); break;
            case CallConfirmed e: Close(state, state.Calls, e.Call, WaitKind.Call); break;
            case CallResent e: state.Calls.Set(e.Call, state.Calls.Known(e.Call) with { Stuck = false }); break;
            case CallCancelled e: Close(state, state.Calls, e.Call, WaitKind.Call); break;
            case ChildRequested e:
                state.Children.Set(e.Child, new(e.Child, Open(state, e.Holder, WaitKind.Child, e.Child.Value), e.Holder, e.Process, e.Version, Terminating: false));
                break;
            case ChildTerminationRequested e: state.Children.Set(e.Child, state.Children.Known(e.Child) with { Terminating = true }); break;
            case ChildAnswered e: Close(state, state.Children, e.Child, WaitKind.Child); break;
            case IncidentRaised e:
                state.Incidents.Set(e.Incident, new(e.Incident, Open(state, e.Element, WaitKind.Incident, e.Incident.Value), e.Element, e.ElementId, e.Kind, e.Message, state.At, e.Retry));
                break;
            case IncidentResolved e: Close(state, state.Incidents, e.Incident, WaitKind.Incident); break;
            default: return false;
        }
        return true;
    }

    /// <summary>Notes the wait at its holder and gives its number.</summary>
    public static int Open(InstanceState state, ElementInstanceId holder, WaitKind kind, Guid id)
    {
        (state.Known(holder).Waits ??= []).Add(new(kind, id));
        return ++state.LastWait;
    }

    public static void Close<TId, TWait>(InstanceState state, WaitSet<TId, TWait> table, TId id, WaitKind kind)
        where TId : struct, IGuidId<TId>
        where TWait : class, IWait
    {
        var wait = table.Known(id);
        table.Remove(id);
        state.Known(wait.Holder).Waits?.Remove(new(kind, id.Value));
    }
}
