using System.Collections.Immutable;
using Orderly.Engine.Feel;
using Orderly.Engine.Ids;
using Orderly.Engine.Process;

namespace Orderly.Engine.Work;

/// <summary>An event about one task, whatever it tells of it.</summary>
public interface ITaskEvent
{
    TaskId Task { get; }
}

/// <summary>An event that puts a task into a queue, which whoever projects it must know by then.</summary>
public interface IQueueingEvent : ITaskEvent
{
    WorkQueue Queue { get; }
}

/// <summary>Work came up for people. It is offered, or claimed at once when it has an owner.</summary>
public sealed record TaskCreated(
    TaskId Task,
    ElementInstanceId Holder,
    string Element,
    string? Name,
    WorkQueue Queue,
    string? Owner,
    ImmutableArray<string> CandidateGroups,
    ImmutableArray<string> CandidateUsers,
    int Priority,
    DateTimeOffset? Due,
    DateTimeOffset? FollowUp,
    string? FormId) : Event, IQueueingEvent;

/// <summary>The task is a forecast: follow-up and due date are its ready-time band, and nobody can work on it.</summary>
public sealed record TaskPreAlerted(TaskId Task) : Event, ITaskEvent;

public sealed record TaskClaimed(TaskId Task, string Owner) : Event, ITaskEvent;

public sealed record TaskReleased(TaskId Task, string? Reason) : Event, ITaskEvent;

public sealed record TaskStarted(TaskId Task) : Event, ITaskEvent;

public sealed record TaskHeld(TaskId Task, string Reason, DateTimeOffset Until, string? Note) : Event, ITaskEvent;

/// <param name="Expired">True when the hold ran out rather than being ended by someone.</param>
public sealed record TaskResumed(TaskId Task, bool Expired) : Event, ITaskEvent;

/// <param name="Owner">Null when the task was put back into its queue.</param>
public sealed record TaskAssigned(TaskId Task, string? Owner) : Event, ITaskEvent;

public sealed record TaskCompleted(TaskId Task, FeelContext Values, string? Outcome) : Event, ITaskEvent;

public sealed record TaskFailed(TaskId Task, string Reason) : Event, ITaskEvent;

public sealed record TaskSkipped(TaskId Task, string Reason) : Event, ITaskEvent;

public sealed record TaskCancelled(TaskId Task) : Event, ITaskEvent;
