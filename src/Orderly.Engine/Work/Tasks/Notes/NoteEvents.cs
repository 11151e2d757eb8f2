using Orderly.Engine.Feel;
using Orderly.Engine.Ids;
using Orderly.Engine.Process;

namespace Orderly.Engine.Work;

public sealed record TaskCommented(TaskId Task, string Text) : Event, ITaskEvent;

/// <summary>A document belongs to the task. It stays where it is kept; the task knows its address.</summary>
/// <param name="MediaType">Such as <c>application/pdf</c>.</param>
/// <param name="Address">An absolute address in the system that keeps it.</param>
public sealed record TaskAttached(TaskId Task, string Name, string MediaType, string Address) : Event, ITaskEvent;

/// <summary>What its owner has filled in so far; the last draft counts.</summary>
public sealed record TaskDraftSaved(TaskId Task, FeelContext Values) : Event, ITaskEvent;
