using Orderly.Engine.Ids;
using Orderly.Engine.Process;

namespace Orderly.Engine.Work;

/// <summary>The task asks for authority, and waits for its first step's people.</summary>
/// <param name="Queue">Whose word is awaited.</param>
public sealed record ApprovalRequested(TaskId Task, Approval Approval, WorkQueue Queue) : Event, IQueueingEvent;

/// <param name="OnBehalfOf">Whose vote it was, when it was lent.</param>
/// <param name="Limit">The authority it was given under; null for an endorsement.</param>
public sealed record ApprovalVoted(TaskId Task, int Step, string By, string? OnBehalfOf, string Role, Verdict Verdict, decimal Amount, decimal? Limit, string? Reason) : Event, ITaskEvent;

/// <summary>The next step's people are asked.</summary>
public sealed record ApprovalAdvanced(TaskId Task, int Step, WorkQueue Queue) : Event, IQueueingEvent;

public sealed record ApprovalDelegated(TaskId Task, ApprovalDelegation Delegation) : Event, ITaskEvent;

/// <summary>It is taken on the emergency path; votes so far are void.</summary>
public sealed record EmergencyDeclared(TaskId Task, string By, string Justification, WorkQueue Queue) : Event, IQueueingEvent;

/// <summary>The amount asked for is another.</summary>
/// <param name="Restarts">True when it moved too far for what was voted to stand.</param>
/// <param name="Steps">The ladder of the new amount.</param>
public sealed record ApprovalAmountChanged(TaskId Task, decimal From, decimal To, bool Restarts, IReadOnlyList<ApprovalStep> Steps, WorkQueue Queue) : Event, IQueueingEvent;

public sealed record RatificationOverdue(TaskId Task) : Event, ITaskEvent;

public sealed record ApprovalEnded(TaskId Task, ApprovalOutcome Outcome, decimal Amount) : Event, ITaskEvent;

/// <summary>What was approved is no longer what is asked for: the approval is void and asked for again.</summary>
/// <param name="Scope">Where the approval was given.</param>
public sealed record ApprovalLapsed(ElementInstanceId Scope, string Element, decimal Approved, decimal Asked) : Event;

/// <summary>The activation runs beside the flow: when it ends, no token leaves it.</summary>
/// <param name="Ratifies">What it asks to ratify; null when nothing.</param>
public sealed record ElementBesideFlow(ElementInstanceId Element, Ratification? Ratifies = null) : Event;

/// <param name="By">Who approved in the emergency, and so does not ratify.</param>
public sealed record Ratification(IReadOnlyList<string> By, DateTimeOffset Due);
