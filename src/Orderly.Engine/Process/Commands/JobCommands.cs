using Orderly.Engine.Feel;
using Orderly.Engine.Ids;

namespace Orderly.Engine.Process;

/// <param name="Result">What a task listener says about the move; null agrees.</param>
public sealed record CompleteJob(JobId Job, FeelContext Variables, ListenerResult? Result = null) : Command;

/// <param name="Denied">The move is not made; the task stays as it was.</param>
/// <param name="Reason">Why it is denied.</param>
/// <param name="Corrections">What is changed of the task along with the move.</param>
public sealed record ListenerResult(bool Denied, string? Reason = null, Work.TaskCorrections? Corrections = null);

/// <param name="Retries">How many are left; 0 raises an incident.</param>
public sealed record FailJob(JobId Job, int Retries, string Message) : Command;

public sealed record ThrowJobError(JobId Job, string Code, string? Message, FeelContext Variables) : Command;

public sealed record EffectSucceeded(CallId Call, FeelContext Result) : Command;

/// <summary>The connector has given up: by its own rules no further attempt makes sense.</summary>
public sealed record EffectFailed(CallId Call, string Fault, string Message) : Command;

/// <summary>Whether the receiver did it is not known, so a person decides.</summary>
public sealed record EffectOutcomeUnknown(CallId Call, string Message) : Command;

/// <summary>A person found out that the receiver did act: the element goes on as if the answer had come.</summary>
/// <param name="Result">What the receiver answered, as far as it is known; may be empty.</param>
/// <param name="Reason">How the person knows: the receiver's document, or who was asked.</param>
public sealed record ConfirmCall(IncidentId Incident, FeelContext Result, string Reason) : Command;

/// <summary>A person found out that the receiver did not act: the same call goes out again under the key it has.</summary>
/// <param name="Reason">How the person knows.</param>
public sealed record ResendCall(IncidentId Incident, string Reason) : Command;

/// <summary>A called instance raised an escalation that nothing in it caught.</summary>
public sealed record TellEscalation(InstanceId Child, string Code, string? Message, FeelContext Variables) : Command;

/// <summary>A called instance ended.</summary>
public sealed record ChildEnded(InstanceId Child, ChildOutcome Outcome) : Command;
