using Orderly.Engine.Ids;

namespace Orderly.Engine.Work;

/// <param name="To">The new owner; null offers it to the queue again.</param>
public sealed record AssignTask(TaskId Task, string? To, int? IfVersion = null) : TaskCommand(Task, IfVersion);

/// <summary>Let someone else do one's own work, and stay answerable. What was delegated is not delegated on.</summary>
public sealed record DelegateTask(TaskId Task, string To, int? IfVersion = null) : TaskCommand(Task, IfVersion);

/// <summary>It is another unit's or another role's work.</summary>
/// <param name="Unit">Null keeps the unit.</param>
/// <param name="Role">Null keeps the role.</param>
public sealed record ForwardTask(TaskId Task, string? Unit, string? Role, string Reason, int? IfVersion = null) : TaskCommand(Task, IfVersion);

/// <summary>Ask only these of the queue's people.</summary>
public sealed record NominateForTask(TaskId Task, IReadOnlyList<string> People, int? IfVersion = null) : TaskCommand(Task, IfVersion);

/// <summary>Ask these, too; opens what everyone asked has declined.</summary>
public sealed record AddTaskCandidates(TaskId Task, IReadOnlyList<string> People, int? IfVersion = null) : TaskCommand(Task, IfVersion);

/// <summary>These must not do it.</summary>
public sealed record ExcludeFromTask(TaskId Task, IReadOnlyList<string> People, string Reason, int? IfVersion = null) : TaskCommand(Task, IfVersion);

/// <summary>Say no to what one is offered or was given.</summary>
public sealed record DeclineTask(TaskId Task, string Reason, int? IfVersion = null) : TaskCommand(Task, IfVersion);

/// <summary>Say that the work should never have come up.</summary>
public sealed record MarkTaskEnteredInError(TaskId Task, string Reason, int? IfVersion = null) : TaskCommand(Task, IfVersion);

/// <summary>Do ended work again. The instance forgets what has ended, so the command brings what its row tells.</summary>
/// <param name="Was">How it ended; the host fills it in.</param>
public sealed record ReopenTask(TaskId Task, string Reason, EndedTask? Was = null, int? IfVersion = null) : TaskCommand(Task, IfVersion);

/// <param name="Version">The version it ended with.</param>
public sealed record EndedTask(string Element, WorkQueue Queue, TaskState State, string? Owner, int Priority, int Version);

/// <summary>Set how urgent it is; its clocks take the target of that priority.</summary>
/// <param name="Priority">0 to 100.</param>
public sealed record PrioritiseTask(TaskId Task, int Priority, string Reason, int? IfVersion = null) : TaskCommand(Task, IfVersion);
