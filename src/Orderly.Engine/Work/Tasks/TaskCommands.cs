using Orderly.Engine.Feel;
using Orderly.Engine.Ids;
using Orderly.Engine.Process;

namespace Orderly.Engine.Work;

/// <summary>A command on a person's work.</summary>
/// <param name="Task">The task.</param>
/// <param name="IfVersion">When given, the command is rejected unless the task is at this version.</param>
public abstract record TaskCommand(TaskId Task, int? IfVersion) : Command;

/// <summary>Take an offered task.</summary>
public sealed record ClaimTask(TaskId Task, int? IfVersion = null) : TaskCommand(Task, IfVersion);

/// <summary>Give a claimed task back to its queue.</summary>
public sealed record ReleaseTask(TaskId Task, string? Reason = null, int? IfVersion = null) : TaskCommand(Task, IfVersion);

public sealed record StartTask(TaskId Task, int? IfVersion = null) : TaskCommand(Task, IfVersion);

/// <param name="Values">The form's values.</param>
/// <param name="Outcome">A coded outcome.</param>
public sealed record CompleteTask(TaskId Task, FeelContext Values, string? Outcome = null, int? IfVersion = null) : TaskCommand(Task, IfVersion);

/// <summary>Stop working for a coded reason; stops the clocks when the reason is one that may.</summary>
/// <param name="Until">Null or too far: the longest the reason allows.</param>
/// <param name="WaitsFor">The department or party it waits for, whose the minutes then are.</param>
public sealed record HoldTask(TaskId Task, string Reason, DateTimeOffset? Until = null, string? Note = null, int? IfVersion = null, string? WaitsFor = null) : TaskCommand(Task, IfVersion);

public sealed record ResumeTask(TaskId Task, int? IfVersion = null) : TaskCommand(Task, IfVersion);

/// <summary>The work cannot be done.</summary>
/// <param name="ErrorCode">Thrown as a BPMN error when given and caught; else an incident waits for the coordinator.</param>
public sealed record FailTask(TaskId Task, string Reason, string? ErrorCode = null, int? IfVersion = null) : TaskCommand(Task, IfVersion);

/// <summary>Go on without the work, by rule or authority.</summary>
public sealed record SkipTask(TaskId Task, string Reason, int? IfVersion = null) : TaskCommand(Task, IfVersion);

/// <summary>Say that someone is on it: the ladder is quiet for the plan's minutes, the clock runs on.</summary>
public sealed record AcknowledgeEscalation(ClockId Clock, string Plan, int Minutes) : Command;
