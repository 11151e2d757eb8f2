using System.Text.Json.Serialization;
using Orderly.Engine.Work;

namespace Orderly.Engine.Process;

/// <summary>
/// Something happened in an instance. A closed hierarchy; the names below are in journals, so a shipped one keeps its name
/// and its meaning for ever, and a change is a new record under a new name.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "e")]
[JsonDerivedType(typeof(InstanceStarted), "instance.started")]
[JsonDerivedType(typeof(InstanceCompleted), "instance.completed")]
[JsonDerivedType(typeof(InstanceCancelled), "instance.cancelled")]
[JsonDerivedType(typeof(InstanceErrored), "instance.errored")]
[JsonDerivedType(typeof(InstanceYielded), "instance.yielded")]
[JsonDerivedType(typeof(InstanceContinued), "instance.continued")]
[JsonDerivedType(typeof(InstanceRekeyed), "instance.rekeyed")]
[JsonDerivedType(typeof(CancelRequested), "cancel.requested")]
[JsonDerivedType(typeof(VariablesSet), "variables.set")]
[JsonDerivedType(typeof(ElementActivated), "element.activated")]
[JsonDerivedType(typeof(ElementCompleted), "element.completed")]
[JsonDerivedType(typeof(ElementTerminating), "element.terminating")]
[JsonDerivedType(typeof(ElementTerminated), "element.terminated")]
[JsonDerivedType(typeof(FlowTaken), "flow.taken")]
[JsonDerivedType(typeof(ScopeInterrupted), "scope.interrupted")]
[JsonDerivedType(typeof(MultiInstanceStarted), "multi.started")]
[JsonDerivedType(typeof(MultiInstanceOutput), "multi.output")]
[JsonDerivedType(typeof(DecisionEvaluated), "decision.evaluated")]
[JsonDerivedType(typeof(ErrorThrown), "error.thrown")]
[JsonDerivedType(typeof(TimerScheduled), "timer.scheduled")]
[JsonDerivedType(typeof(TimerFired), "timer.fired")]
[JsonDerivedType(typeof(TimerCancelled), "timer.cancelled")]
[JsonDerivedType(typeof(SubscriptionOpened), "subscription.opened")]
[JsonDerivedType(typeof(SubscriptionClosed), "subscription.closed")]
[JsonDerivedType(typeof(MessageCorrelated), "message.correlated")]
[JsonDerivedType(typeof(MessagePublished), "message.published")]
[JsonDerivedType(typeof(JobCreated), "job.created")]
[JsonDerivedType(typeof(JobCompleted), "job.completed")]
[JsonDerivedType(typeof(JobFailed), "job.failed")]
[JsonDerivedType(typeof(JobErrorThrown), "job.error")]
[JsonDerivedType(typeof(JobCancelled), "job.cancelled")]
[JsonDerivedType(typeof(CallRequested), "call.requested")]
[JsonDerivedType(typeof(CallSucceeded), "call.succeeded")]
[JsonDerivedType(typeof(CallFailed), "call.failed")]
[JsonDerivedType(typeof(CallOutcomeUnknown), "call.unknown")]
[JsonDerivedType(typeof(CallConfirmed), "call.confirmed")]
[JsonDerivedType(typeof(CallResent), "call.resent")]
[JsonDerivedType(typeof(CallCancelled), "call.cancelled")]
[JsonDerivedType(typeof(ChildRequested), "child.requested")]
[JsonDerivedType(typeof(ChildTerminationRequested), "child.termination")]
[JsonDerivedType(typeof(ChildAnswered), "child.answered")]
[JsonDerivedType(typeof(IncidentRaised), "incident.raised")]
[JsonDerivedType(typeof(IncidentResolved), "incident.resolved")]
[JsonDerivedType(typeof(TaskCreated), "task.created")]
[JsonDerivedType(typeof(TaskPreAlerted), "task.prealerted")]
[JsonDerivedType(typeof(TaskClaimed), "task.claimed")]
[JsonDerivedType(typeof(TaskReleased), "task.released")]
[JsonDerivedType(typeof(TaskStarted), "task.started")]
[JsonDerivedType(typeof(TaskHeld), "task.held")]
[JsonDerivedType(typeof(TaskResumed), "task.resumed")]
[JsonDerivedType(typeof(TaskAssigned), "task.assigned")]
[JsonDerivedType(typeof(TaskCompleted), "task.completed")]
[JsonDerivedType(typeof(TaskFailed), "task.failed")]
[JsonDerivedType(typeof(TaskSkipped), "task.skipped")]
[JsonDerivedType(typeof(TaskCancelled), "task.cancelled")]
[JsonDerivedType(typeof(ClockStarted), "clock.started")]
[JsonDerivedType(typeof(ClockWarned), "clock.warned")]
[JsonDerivedType(typeof(ClockBreached), "clock.breached")]
[JsonDerivedType(typeof(ClockPaused), "clock.paused")]
[JsonDerivedType(typeof(ClockResumed), "clock.resumed")]
[JsonDerivedType(typeof(ClockStopped), "clock.stopped")]
[JsonDerivedType(typeof(RungReached), "rung.reached")]
[JsonDerivedType(typeof(EscalationAcknowledged), "escalation.acknowledged")]
public abstract record Event
{
    private protected Event()
    {
    }
}
