using Orderly.Engine.Feel;
using Orderly.Engine.Ids;

namespace Orderly.Engine.Work;

public sealed record CommentOnTask(TaskId Task, string Text, int? IfVersion = null) : TaskCommand(Task, IfVersion);

/// <param name="Address">An absolute address; the document itself stays in the system that keeps it.</param>
public sealed record AttachToTask(TaskId Task, string Name, string MediaType, string Address, int? IfVersion = null) : TaskCommand(Task, IfVersion);

/// <summary>Keep what is filled in so far.</summary>
public sealed record SaveTaskDraft(TaskId Task, FeelContext Values, int? IfVersion = null) : TaskCommand(Task, IfVersion);
