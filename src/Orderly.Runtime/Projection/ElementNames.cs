using Orderly.Engine.Process;
using Orderly.Engine.Work;
using Orderly.Journal;
using Orderly.Journal.Changes;

namespace Orderly.Runtime.Projection;

/// <summary>
/// Which element each open wait belongs to, so that history can name it when it ends. Tokens, variables and activations are
/// not history: the journal keeps them, and analytics has no question about them.
/// </summary>
internal sealed class ElementNames
{
    private readonly Dictionary<Guid, (string Element, string? Unit)> open = [];

    public void Remember(InstanceState state)
    {
        foreach (var task in state.Tasks) open[task.Id.Value] = (task.Element, task.Queue.Unit);
        foreach (var clock in state.Clocks) open[clock.Id.Value] = (clock.Element, Unit(clock.Task?.Value));
        foreach (var timer in state.Timers) open[timer.Id.Value] = (timer.Target, null);
        foreach (var subscription in state.Subscriptions) open[subscription.Id.Value] = (subscription.Target, null);
        foreach (var job in state.Jobs) open[job.Id.Value] = (job.Target, null);
        foreach (var call in state.Calls) open[call.Id.Value] = (call.Target, null);
        foreach (var child in state.Children) open[child.Id.Value] = (child.Process, null);
        foreach (var incident in state.Incidents) open[incident.Id.Value] = (incident.ElementId, null);
    }

    /// <summary>The history row of an event; null for those that are none.</summary>
    public AddHistory? HistoryOf(InstanceState state, ProjectedEntry entry, Event happened)
    {
        if (WhereOf(state, happened) is not { } where) return null;
        return new AddHistory(state.Id.Value, where.Element, EventNames.Of(happened), Micros.From(entry.At), entry.Actor, where.Unit);
    }

    private (string Element, string? Unit)? WhereOf(InstanceState state, Event happened) => happened switch
    {
        InstanceStarted or InstanceCompleted or InstanceCancelled or InstanceErrored or CancelRequested or InstanceRekeyed => (state.Process, null),
        TaskCreated e => open[e.Task.Value] = (e.Element, e.Queue.Unit),
        TaskReopened e => open[e.Task.Value] = (e.Element, e.Queue.Unit),
        TaskForwarded e => Moved(e.Task.Value, e.Queue.Unit),
        TaskCompleted or TaskSkipped or TaskCancelled or TaskEnteredInError => Last(((ITaskEvent)happened).Task.Value),
        // Drafts come by the minute and tell analytics nothing.
        TaskDraftSaved => null,
        ITaskEvent e => Of(e.Task.Value),
        ClockStarted e => open[e.Clock.Value] = (e.Element, Unit(e.Task?.Value)),
        ClockWarned e => Of(e.Clock.Value),
        ClockBreached e => Of(e.Clock.Value),
        ClockPaused e => Of(e.Clock.Value),
        ClockResumed e => Of(e.Clock.Value),
        ClockStopped e => Last(e.Clock.Value),
        ClockCharged e => Of(e.Clock.Value),
        ClockRetargeted e => Of(e.Clock.Value),
        RungReached e => Of(e.Clock.Value),
        EscalationAcknowledged e => Of(e.Clock.Value),
        JobCreated e => open[e.Job.Value] = (e.Target, null),
        JobOffered e => open[e.Job.Value] = (e.Target, null),
        ListenerAsked e => open[e.Job.Value] = (e.Target, null),
        JobCompleted e => Last(e.Job.Value),
        JobFailed e => Of(e.Job.Value),
        JobErrorThrown e => Last(e.Job.Value),
        JobCancelled e => Last(e.Job.Value),
        CallRequested e => open[e.Call.Value] = (e.Target, null),
        CallSucceeded e => Last(e.Call.Value),
        CallFailed e => Of(e.Call.Value),
        CallOutcomeUnknown e => Of(e.Call.Value),
        CallConfirmed e => Last(e.Call.Value),
        CallResent e => Of(e.Call.Value),
        CallCancelled e => Last(e.Call.Value),
        ChildRequested e => open[e.Child.Value] = (e.Target, null),
        ChildAnswered e => Last(e.Child.Value),
        IncidentRaised e => open[e.Incident.Value] = (e.ElementId, null),
        IncidentResolved e => Last(e.Incident.Value),
        TimerFired e => Last(e.Timer.Value),
        MessageCorrelated e => Of(e.Subscription.Value),
        DecisionEvaluated e => (e.Decision, null),
        DecisionMade e => (e.Decision, null),
        _ => Quiet(happened),
    };

    private (string Element, string? Unit)? Quiet(Event happened)
    {
        switch (happened)
        {
            case TimerScheduled e: open[e.Timer.Value] = (e.Target, null); break;
            case TimerCancelled e: open.Remove(e.Timer.Value); break;
            case SubscriptionOpened e: open[e.Subscription.Value] = (e.Target, null); break;
            case SignalAwaited e: open[e.Subscription.Value] = (e.Target, null); break;
            case SubscriptionClosed e: open.Remove(e.Subscription.Value); break;
        }
        return null;
    }

    private (string Element, string? Unit) Moved(Guid id, string? unit) => open[id] = (Of(id).Element, unit);

    private (string Element, string? Unit) Of(Guid id) => open.TryGetValue(id, out var where) ? where : ("", null);

    private (string Element, string? Unit) Last(Guid id) => open.Remove(id, out var where) ? where : ("", null);

    private string? Unit(Guid? task) => task is { } id && open.TryGetValue(id, out var where) ? where.Unit : null;
}
