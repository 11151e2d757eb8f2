using Orderly.Engine.Ids;
using Orderly.Engine.Process;

namespace Orderly.Engine.Work;

/// <summary>A move was asked for; the task's listeners are asked before it is made.</summary>
public sealed record TaskMoveAsked(TaskId Task, AskedMove Move) : Event, ITaskEvent;

/// <summary>A listener has agreed.</summary>
public sealed record TaskMoveHeard(TaskId Task, TaskCorrections? Corrections = null) : Event, ITaskEvent;

/// <summary>All have agreed: the move is made, by the events that follow.</summary>
/// <param name="Queue">Whose work it is from now on.</param>
/// <param name="Corrected">What they changed of the task.</param>
public sealed record TaskMoveGranted(TaskId Task, TaskMove Move, WorkQueue Queue, TaskCorrections? Corrected = null) : Event, IQueueingEvent;

/// <summary>A listener said no, or what was asked for had become impossible: the task stays as it was.</summary>
public sealed record TaskMoveDenied(TaskId Task, TaskMove Move, string Reason) : Event, ITaskEvent;
