using Orderly.Engine.Ids;
using Orderly.Engine.Process;

namespace Orderly.Engine.Work;

/// <summary>Its owner gave the work to someone else and stays answerable for it.</summary>
/// <param name="Owner">Who does it now.</param>
/// <param name="OnBehalfOf">Who gave it, and gets it back when it is declined.</param>
public sealed record TaskDelegated(TaskId Task, string Owner, string OnBehalfOf) : Event, ITaskEvent;

/// <summary>It is another queue's work; it is offered there anew, with nobody named.</summary>
public sealed record TaskForwarded(TaskId Task, WorkQueue Queue, string Reason) : Event, IQueueingEvent;

/// <summary>Only these of the queue's people are asked.</summary>
public sealed record TaskNominated(TaskId Task, IReadOnlyList<string> People) : Event, ITaskEvent;

/// <summary>These are asked as well.</summary>
public sealed record TaskCandidatesAdded(TaskId Task, IReadOnlyList<string> People) : Event, ITaskEvent;

/// <summary>These may not have it, for reasons such as four eyes. An owner among them no longer has it.</summary>
public sealed record TaskPeopleExcluded(TaskId Task, IReadOnlyList<string> People, string Reason) : Event, ITaskEvent;

/// <summary>Someone it was offered to said no.</summary>
/// <param name="GoesTo">Who has it now: the one who delegated it; null when it is offered to those left.</param>
/// <param name="NobodyLeft">True when all who were asked have said no, so that whoever directs the work must act.</param>
public sealed record TaskDeclined(TaskId Task, string By, string Reason, string? GoesTo, bool NobodyLeft) : Event, ITaskEvent;

/// <summary>It should never have come up; the process goes on without it.</summary>
public sealed record TaskEnteredInError(TaskId Task, string Reason) : Event, ITaskEvent;

/// <summary>
/// Work that had ended is done again, beside the flow: when it ends, what it yields is taken over and no token moves on.
/// </summary>
/// <param name="Holder">Its new activation.</param>
/// <param name="From">The state it had ended in.</param>
/// <param name="Version">The version it has now; it goes on counting where it ended.</param>
public sealed record TaskReopened(
    TaskId Task, ElementInstanceId Holder, string Element, string? Name, WorkQueue Queue, string? Owner, int Priority, string? FormId, TaskState From, string Reason, int Version)
    : Event, IQueueingEvent;

/// <summary>Its priority changed, by a person or because its rule now says so.</summary>
public sealed record TaskPrioritised(TaskId Task, int Priority, string Reason) : Event, ITaskEvent;
