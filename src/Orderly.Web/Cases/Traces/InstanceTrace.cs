using Orderly.Engine.Ids;
using Orderly.Engine.Process;
using Orderly.Engine.Work;

namespace Orderly.Web.Cases.Traces;

/// <summary>
/// What the screens tell of an instance, read from its journal from the first entry on: which steps and flows it went
/// through, its tasks and clocks with their past, its calls to the outside.
/// </summary>
internal sealed class InstanceTrace
{
    private readonly Dictionary<string, StepTrace> steps = [];
    private readonly Dictionary<ElementInstanceId, string> elements = [];
    private readonly HashSet<ElementInstanceId> bodies = [];
    private readonly HashSet<string> flows = [];
    private readonly Dictionary<Guid, TaskTrace> tasks = [];
    private readonly Dictionary<Guid, ClockTrace> clocks = [];
    private readonly Dictionary<Guid, CallTrace> calls = [];
    private readonly Dictionary<Guid, IncidentRaised> incidents = [];

    public InstanceTrace(IEnumerable<JournalEntry> entries)
    {
        foreach (var entry in entries)
        {
            foreach (var happened in entry.Events)
            {
                Take(happened, entry.At, entry.Actor.Id);
            }
        }
    }

    public InstanceStarted? Start { get; private set; }

    public DateTimeOffset Started { get; private set; }

    public DateTimeOffset? Ended { get; private set; }

    public InstanceStatus Status { get; private set; }

    public IReadOnlySet<string> FlowsTaken => flows;

    public IEnumerable<TaskTrace> Tasks => tasks.Values;

    public IEnumerable<ClockTrace> Clocks => clocks.Values;

    public IEnumerable<CallTrace> Calls => calls.Values;

    public IReadOnlyDictionary<Guid, IncidentRaised> OpenIncidents => incidents;

    public StepTrace? Step(string element) => steps.GetValueOrDefault(element);

    public string? ElementOf(ElementInstanceId id) => elements.GetValueOrDefault(id);

    public TaskTrace? Task(Guid id) => tasks.GetValueOrDefault(id);

    public ClockTrace? Clock(Guid id) => clocks.GetValueOrDefault(id);

    public ClockTrace? ClockOfTask(Guid task) => clocks.Values.LastOrDefault(clock => clock.Task == task);

    public CallTrace? Call(Guid id) => calls.GetValueOrDefault(id);

    private void Take(Event happened, DateTimeOffset at, string by)
    {
        switch (happened)
        {
            case InstanceStarted e: (Start, Started, Status) = (e, at, InstanceStatus.Active); break;
            case InstanceCompleted: (Ended, Status) = (at, InstanceStatus.Completed); break;
            case InstanceCancelled: (Ended, Status) = (at, InstanceStatus.Cancelled); break;
            case InstanceErrored: (Ended, Status) = (at, InstanceStatus.Errored); break;
            case CancelRequested: Status = InstanceStatus.Cancelling; break;
            case ElementActivated e: Activated(e, at); break;
            case ElementCompleted e: Known(e.Id)?.Pass(at); break;
            case ElementTerminated e: Known(e.Id)?.Withdraw(at); break;
            case FlowTaken e: flows.Add(e.Flow); break;
            case IncidentRaised e: incidents[e.Incident.Value] = e; break;
            case IncidentResolved e: incidents.Remove(e.Incident.Value); break;
            default:
                TakeCall(happened, at);
                TakeTask(happened, at, by);
                TakeClock(happened, at);
                break;
        }
    }

    private void TakeTask(Event happened, DateTimeOffset at, string by)
    {
        switch (happened)
        {
            case TaskCreated e: tasks[e.Task.Value] = new TaskTrace(e, at); break;
            case TaskPreAlerted e: tasks[e.Task.Value].Move(TaskState.PreAlerted, at, by); break;
            case TaskMoveAsked { Move.Move: TaskMove.Create } e: tasks[e.Task.Value].Move(TaskState.Creating, at, by); break;
            case TaskMoveGranted e: tasks[e.Task.Value].Grant(e, at, by); break;
            case TaskClaimed e: tasks[e.Task.Value].Take(e.Owner, at, by); break;
            case TaskReleased e: tasks[e.Task.Value].Take(null, at, by); break;
            case TaskAssigned e: tasks[e.Task.Value].Take(e.Owner, at, by); break;
            case TaskMoveDenied e: tasks[e.Task.Value].Deny(e.Move, e.Reason); break;
            case TaskCommented e: tasks[e.Task.Value].Say(e.Text, at, by); break;
            case TaskStarted e: tasks[e.Task.Value].Move(TaskState.InProgress, at, by); break;
            case TaskHeld e: tasks[e.Task.Value].Put(e, at, by); break;
            case TaskResumed e: tasks[e.Task.Value].GoOn(at, by); break;
            case TaskCompleted e: tasks[e.Task.Value].Move(TaskState.Completed, at, by); break;
            case TaskFailed e: tasks[e.Task.Value].Move(TaskState.Failed, at, by); break;
            case TaskSkipped e: tasks[e.Task.Value].Move(TaskState.Skipped, at, by); break;
            case ApprovalRequested e: tasks[e.Task.Value].Ask(e.Queue, at, by); break;
            case ApprovalAdvanced e: tasks[e.Task.Value].Ask(e.Queue, at, by); break;
            case EmergencyDeclared e: tasks[e.Task.Value].Ask(e.Queue, at, by); break;
            case TaskDelegated e: tasks[e.Task.Value].Take(e.Owner, at, by); break;
            case TaskForwarded e: tasks[e.Task.Value].Send(e.Queue, at, by); break;
            case TaskDeclined { NobodyLeft: true } e: tasks[e.Task.Value].Move(TaskState.Declined, at, by); break;
            case TaskDeclined e: tasks[e.Task.Value].Take(e.GoesTo, at, by); break;
            case TaskNominated e: tasks[e.Task.Value].Take(null, at, by); break;
            case TaskCandidatesAdded e: tasks[e.Task.Value].Take(null, at, by); break;
            case TaskPeopleExcluded e: tasks[e.Task.Value].Exclude(e.People, at, by); break;
            case TaskEnteredInError e: tasks[e.Task.Value].Move(TaskState.EnteredInError, at, by); break;
            case TaskReopened e: tasks[e.Task.Value].Reopen(e.Owner, at, by); break;
            case TaskCancelled e: tasks[e.Task.Value].Move(TaskState.Cancelled, at, by); break;
        }
    }

    private void TakeClock(Event happened, DateTimeOffset at)
    {
        switch (happened)
        {
            case ClockStarted e: clocks[e.Clock.Value] = new ClockTrace(e, at); break;
            case ClockPaused e: clocks[e.Clock.Value].Pause(at); break;
            case ClockResumed e: clocks[e.Clock.Value].Resume(e); break;
            case ClockNamed e: clocks[e.Clock.Value].Name(e.Metric); break;
            case ClockRetargeted e: clocks[e.Clock.Value].Retarget(e); break;
            case ClockShared e: clocks[e.Clock.Value].Share(e); break;
            case ClockStopped e: clocks[e.Clock.Value].Stop(e); break;
            case RungReached e: clocks[e.Clock.Value].Climb(e, at); break;
        }
    }

    private void TakeCall(Event happened, DateTimeOffset at)
    {
        switch (happened)
        {
            case CallRequested e: calls[e.Call.Value] = new CallTrace(e, at); break;
            case CallSucceeded e: calls[e.Call.Value].End(CallEnd.Done, at, result: e.Result); break;
            case CallFailed e: calls[e.Call.Value].End(CallEnd.Failed, at, e.Message); break;
            case CallOutcomeUnknown e: calls[e.Call.Value].End(CallEnd.Unknown, at, e.Message); break;
            case CallConfirmed e: calls[e.Call.Value].End(CallEnd.Done, at, e.Reason, e.Result); break;
            case CallResent e: calls[e.Call.Value].Resend(); break;
            case CallCancelled e: calls[e.Call.Value].End(CallEnd.Cancelled, at); break;
        }
    }

    private void Activated(ElementActivated e, DateTimeOffset at)
    {
        elements[e.Id] = e.Element;
        if (e.Flow is not null)
        {
            flows.Add(e.Flow);
        }

        // The body of a multi-instance holds its repetitions; the repetitions are the tokens people mean.
        if (!e.IsBody)
        {
            steps.TryAdd(e.Element, new StepTrace());
            steps[e.Element].Enter(at);
        }
        else
        {
            bodies.Add(e.Id);
        }
    }

    private StepTrace? Known(ElementInstanceId id) => bodies.Contains(id) || !elements.TryGetValue(id, out var element) ? null : steps.GetValueOrDefault(element);
}
