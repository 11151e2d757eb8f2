using Orderly.Engine.Process;
using Orderly.Engine.Work;
using Orderly.Journal;
using Orderly.Journal.Changes;
using Orderly.Journal.Nodes;
using Orderly.Journal.Rows;
using Orderly.Runtime.Inbound;
using Orderly.Runtime.Mail;

namespace Orderly.Runtime.Projection;

/// <summary>
/// Which rows an instance's entries change. It remembers what the state forgets when something ends, so that the last row of
/// a task or an incident can still be written. Live and in verification the same.
/// </summary>
internal sealed class InstanceProjection
{
    private readonly Func<WorkQueue, int> queueOf;
    private readonly Func<InstanceState, bool> isSealed;
    private readonly Dictionary<Guid, TaskItem> tasks = [];
    private readonly Dictionary<Guid, SlaClock> clocks = [];
    private readonly Dictionary<Guid, Incident> incidents = [];
    private readonly HashSet<Guid> calls = [];
    private readonly Dictionary<Guid, Guid> callOfIncident = [];
    private readonly ElementNames elements = new();

    public InstanceProjection(InstanceState state, Func<WorkQueue, int> queueOf, Func<InstanceState, bool> isSealed)
    {
        this.queueOf = queueOf;
        this.isSealed = isSealed;
        foreach (var task in state.Tasks) tasks[task.Id.Value] = task;
        foreach (var clock in state.Clocks) clocks[clock.Id.Value] = clock;
        foreach (var incident in state.Incidents)
        {
            incidents[incident.Id.Value] = incident;
            NoteCall(state, incident);
        }
        // A stuck call whose holder has no incident any more was decided: its row is gone.
        foreach (var call in state.Calls)
            if (!call.Stuck || state.Incidents.Any(incident => incident.Holder == call.Holder)) calls.Add(call.Id.Value);
        elements.Remember(state);
    }

    /// <summary>Adds the changes of the entry that made <paramref name="after"/>.</summary>
    public void Project(InstanceState after, ProjectedEntry entry, List<Change> changes)
    {
        foreach (var effect in entry.Effects) Effect(after, entry, effect, changes);
        var touched = new Touched();
        foreach (var happened in entry.Events)
        {
            if (happened is InstanceRekeyed rekeyed) Rekeyed(after, rekeyed, changes);
            touched.Note(happened, this);
            if (elements.HistoryOf(after, entry, happened) is { } history) changes.Add(history);
            if (happened is EscalationAcknowledged planned) EndTelling(planned.Clock.Value);
            else if (happened is ClockStopped stopped) EndTelling(stopped.Clock.Value);
        }
        // A task's view shows its clock, so clocks come first.
        foreach (var clock in touched.Clocks) Clock(after, entry, clock, changes);
        foreach (var (task, ended) in touched.Tasks) Task(after, task, ended, changes);
        Calls(after, entry, changes);
        foreach (var incident in touched.Incidents) IncidentChange(after, entry, incident, changes);
        if (after.HasEnded && after.BusinessKey is { } key && after.Parent is null)
            changes.Add(new ReleaseStartLock(after.Process, key, after.Id.Value));

        // Most clocks end before anybody was told of them.
        void EndTelling(Guid clock)
        {
            if (clocks.TryGetValue(clock, out var known) && known.Level is not null)
                changes.Add(new EndEscalations(clock, Micros.From(entry.At), [.. known.Told.Select(audience => audience.Role).Distinct()]));
        }
    }

    private static void Rekeyed(InstanceState after, InstanceRekeyed e, List<Change> changes)
    {
        if (after.BusinessKey != e.To) return;
        changes.Add(new RekeyInstance(after.Id.Value, e.To));
        if (after.Parent is not null) return;
        changes.Add(new ExtendStartLock(after.Process, e.From, e.To, after.Id.Value));
        changes.Add(new ReleaseStartLock(after.Process, e.From, after.Id.Value));
    }

    private void Effect(InstanceState state, ProjectedEntry entry, Effect effect, List<Change> changes)
    {
        var lane = Lane.Of(state.Id.Value);
        switch (effect)
        {
            case ScheduleTimer e: changes.Add(new AddTimer(new TimerRow(lane, Micros.From(e.Due), e.Timer.Value, state.Id.Value))); break;
            case CancelTimer e: changes.Add(new RemoveTimer(lane, Micros.From(e.Due), e.Timer.Value)); break;
            case Engine.Process.OpenSubscription e:
                changes.Add(new Journal.Changes.OpenSubscription(new SubscriptionRow(
                    e.Subscription.Value, Correlation.CorrelationLane.Of(e.Name, e.Key), e.Name, e.Key, state.Process, state.Id.Value, e.Element)));
                break;
            case OpenSignalSubscription e:
                var channel = Correlation.SignalChannel.NameOf(e.Name);
                changes.Add(new Journal.Changes.OpenSubscription(new SubscriptionRow(
                    e.Subscription.Value, Correlation.CorrelationLane.Of(channel, ""), channel, "", Correlation.SignalChannel.ProcessOf(e.Subscription), state.Id.Value, e.Element)));
                break;
            case BroadcastSignal e:
                var told = Correlation.SignalChannel.NameOf(e.Name);
                changes.Add(new AddMessage(new MessageRow(
                    e.Signal.Value, Correlation.CorrelationLane.Of(told, ""), told, "", Micros.From(entry.At + Correlation.SignalChannel.Lives),
                    new MessageBody(state.Facility, e.Variables).ToBytes())));
                break;
            case Engine.Process.CloseSubscription e: changes.Add(new Journal.Changes.CloseSubscription(e.Subscription.Value)); break;
            case PublishMessage e:
                changes.Add(new AddMessage(new MessageRow(
                    e.Message.Value, Correlation.CorrelationLane.Of(e.Name, e.Key), e.Name, e.Key, Micros.From(entry.At + e.Lives),
                    new MessageBody(state.Facility, e.Variables).ToBytes())));
                break;
            case StartChildInstance e: Mail(e.Child.Value, new Letter.Start(e.Command)); break;
            case RekeyChildInstance e: Mail(e.Child.Value, new Letter.MoveKey(e.Command.From, e.Command.To, e.Command.Variables)); break;
            case TerminateChildInstance e: Mail(e.Child.Value, new Letter.Terminate(e.Reason)); break;
            case ReplyToParent e: Mail(e.Parent.Instance.Value, new Letter.Ended(e.Outcome)); break;
            case EscalateToParent e: Mail(e.Parent.Instance.Value, new Letter.Escalate(e.Command)); break;
            case OfferJob e: changes.Add(new AddEffect(EffectRows.Of(state, entry, e, isSealed(state)))); break;
            case RetryJob e:
                changes.Add(new UpdateEffect(e.Job.Value, isSealed(state) ? EffectState.Sealed : EffectState.Pending, entry.Retry?.Attempt ?? 0, entry.Retry?.NotBefore ?? 0, 0, null));
                break;
            case CancelJob e: changes.Add(new RemoveEffect(e.Job.Value)); break;
            case CallConnector e: changes.Add(new AddEffect(EffectRows.Of(state, entry, e, isSealed(state), entry.IsByItself ? News.Objection(state) : null))); break;
            case Notify e: changes.AddRange(EscalationRows.Of(state, entry, e, queueOf).Select(row => new UpsertEscalation(row))); break;
            case RepeatCall e:
                changes.Add(new UpdateEffect(e.Call.Value, isSealed(state) ? EffectState.Sealed : EffectState.Pending, 0, 0, 0, null));
                break;
        }

        void Mail(Guid to, Letter letter) => changes.Add(new AddMail(new MailRow(to, state.Id.Value, entry.Seq, effect.Ordinal, letter.ToBytes())));
    }

    private void Task(InstanceState state, Guid id, TaskState? ended, List<Change> changes)
    {
        var open = state.Tasks[new(id)];
        if (open is null && !tasks.TryGetValue(id, out _)) return;
        var task = open ?? tasks[id] with { Version = tasks[id].Version + 1 };
        var clock = clocks.Values.FirstOrDefault(candidate => candidate.Task?.Value == id);
        changes.Add(new UpsertTask(TaskRows.Of(state, task, open?.State ?? ended ?? task.State, clock, queueOf(task.Queue))));
        if (open is null) tasks.Remove(id);
        else tasks[id] = open;
    }

    private void Clock(InstanceState state, ProjectedEntry entry, ClockTouch touch, List<Change> changes)
    {
        var running = state.Clocks[new(touch.Id)];
        if (running is null && !clocks.TryGetValue(touch.Id, out _)) return;
        var clock = running ?? clocks[touch.Id];
        changes.Add(new UpsertClock(new ClockRow(
            Id: touch.Id,
            Instance: state.Id.Value,
            Task: clock.Task?.Value,
            Target: Micros.From(clock.BreachAt),
            Warn: Micros.From(clock.WarnAt),
            Breach: clock.Breached || touch.Met == false ? Micros.From(clock.BreachAt) : null,
            StoppedAt: running is null ? Micros.From(entry.At) : null,
            Net: touch.Net is { } net ? Micros.From(net) : null)));
        if (running is null) clocks.Remove(touch.Id);
        else clocks[touch.Id] = running;
    }

    private void IncidentChange(InstanceState state, ProjectedEntry entry, Guid id, List<Change> changes)
    {
        var open = state.Incidents[new(id)];
        if (open is null && !incidents.TryGetValue(id, out _)) return;
        var incident = open ?? incidents[id];
        if (open is not null) NoteCall(state, open);
        changes.Add(new UpsertIncident(new IncidentRow(
            id, state.Facility, state.Id.Value, incident.ElementId, incident.Kind.ToString(), incident.Message,
            Subject: callOfIncident.TryGetValue(id, out var call) ? call : null, Micros.From(incident.Raised), open is null ? Micros.From(entry.At) : null)));
        if (open is not null)
        {
            incidents[id] = open;
            return;
        }
        incidents.Remove(id);
        callOfIncident.Remove(id);
    }

    /// <summary>Which call an incident asks about: once it is decided, the state no longer tells.</summary>
    private void NoteCall(InstanceState state, Incident incident)
    {
        if (incident.Kind is IncidentKind.EffectFailed or IncidentKind.EffectOutcomeUnknown && state.StuckCallAt(incident.Holder) is { } call)
            callOfIncident.TryAdd(incident.Id.Value, call.Id.Value);
    }

    /// <summary>A call's row lives as long as the call does in the state: a failed one holds its order key back until a person has decided.</summary>
    private void Calls(InstanceState state, ProjectedEntry entry, List<Change> changes)
    {
        foreach (var effect in entry.Effects)
            if (effect is CallConnector call) calls.Add(call.Call.Value);
        if (calls.Count == 0) return;
        foreach (var happened in entry.Events)
        {
            if (happened is CallFailed failed) Stuck(failed.Call.Value, EffectState.Failed);
            else if (happened is CallOutcomeUnknown unknown) Stuck(unknown.Call.Value, EffectState.Unknown);
            else if (happened is IncidentResolved { Withdrawn: false } resolved) Decided(resolved.Incident.Value);
        }
        // Only those that ended: a hundred thousand that are open must not be walked for each answer.
        foreach (var happened in entry.Events)
        {
            var ended = happened switch { CallSucceeded e => e.Call.Value, CallConfirmed e => e.Call.Value, CallCancelled e => e.Call.Value, _ => default };
            if (ended != default && calls.Remove(ended)) changes.Add(new RemoveEffect(ended));
        }

        // The retry is a new call; the old row would stand before it in its order key for ever.
        void Decided(Guid incident)
        {
            if (!incidents.TryGetValue(incident, out var known)) return;
            foreach (var call in state.Calls.Where(call => call.Stuck && call.Holder == known.Holder))
                if (calls.Remove(call.Id.Value)) changes.Add(new RemoveEffect(call.Id.Value));
        }

        void Stuck(Guid call, EffectState to) => changes.Add(new UpdateEffect(call, to, 0, 0, 0, null));
    }

    private readonly record struct ClockTouch(Guid Id, TimeSpan? Net, bool? Met);

    /// <summary>Which rows an entry's events reach, each once, in the order first reached.</summary>
    private sealed class Touched
    {
        public List<(Guid Id, TaskState? Ended)> Tasks { get; } = [];

        public List<ClockTouch> Clocks { get; } = [];

        public List<Guid> Incidents { get; } = [];

        public void Note(Event happened, InstanceProjection known)
        {
            switch (happened)
            {
                case TaskCreated e: Task(e.Task.Value); known.tasks[e.Task.Value] = FirstRow(e); break;
                case TaskCompleted e: Task(e.Task.Value, TaskState.Completed); break;
                case TaskSkipped e: Task(e.Task.Value, TaskState.Skipped); break;
                case TaskCancelled e: Task(e.Task.Value, TaskState.Cancelled); break;
                case TaskEnteredInError e: Task(e.Task.Value, TaskState.EnteredInError); break;
                case TaskDraftSaved: break;
                case ITaskEvent e: Task(e.Task.Value); break;
                case ClockStarted e: Clock(e.Clock.Value, e.Task?.Value); break;
                case ClockWarned e: Clock(e.Clock.Value, known); break;
                case ClockBreached e: Clock(e.Clock.Value, known); break;
                case ClockPaused e: Clock(e.Clock.Value, known, e.Net); break;
                case ClockResumed e: Clock(e.Clock.Value, known); break;
                case ClockStopped e: Clock(e.Clock.Value, known, e.Net, e.Met); break;
                case ClockRetargeted e: Clock(e.Clock.Value, known); break;
                case RungReached e: Clock(e.Clock.Value, known); break;
                case EscalationAcknowledged e: Clock(e.Clock.Value, known); break;
                case IncidentRaised e: Incidents.Add(e.Incident.Value); break;
                case IncidentResolved e: Incidents.Add(e.Incident.Value); break;
            }
        }

        private void Task(Guid id, TaskState? ended = null)
        {
            var at = Tasks.FindIndex(task => task.Id == id);
            if (at < 0) Tasks.Add((id, ended));
            else if (ended is not null) Tasks[at] = (id, ended);
        }

        private void Clock(Guid id, InstanceProjection known, TimeSpan? net = null, bool? met = null)
        {
            Clock(id, known.clocks.GetValueOrDefault(id)?.Task?.Value, net, met);
        }

        private void Clock(Guid id, Guid? task, TimeSpan? net = null, bool? met = null)
        {
            var at = Clocks.FindIndex(clock => clock.Id == id);
            if (at < 0) Clocks.Add(new(id, net, met));
            else Clocks[at] = new(id, net ?? Clocks[at].Net, met ?? Clocks[at].Met);
            if (task is { } shown) Task(shown);
        }

        /// <summary>For a task that begins and ends in one entry, which the state never shows afterwards.</summary>
        private static TaskItem FirstRow(TaskCreated e) => new()
        {
            Id = e.Task,
            No = 0,
            Holder = e.Holder,
            Element = e.Element,
            Name = e.Name,
            State = TaskState.Offered,
            Queue = e.Queue,
            Owner = e.Owner,
            Priority = e.Priority,
            Due = e.Due,
            FormId = e.FormId,
        };
    }
}
