using System.Collections.Immutable;

namespace Orderly.Engine.Bpmn;

/// <summary><c>orderly:sla</c>: how long an element, or a part of a task's life, may take, and who hears when it takes longer.</summary>
/// <param name="Target">A duration of open time.</param>
/// <param name="WarnAtPercent">Of the target; 75 when absent.</param>
/// <param name="Calendar">A calendar of the world; around the clock when absent.</param>
/// <param name="Ladder">An escalation ladder of the world; none when absent.</param>
/// <param name="Stops">The coded reasons that stop the clock; empty allows every reason, for an hour at most.</param>
public sealed record SlaTarget(Expression Target, int WarnAtPercent, string? Calendar, string? Ladder, ImmutableArray<ClockStop> Stops)
{
    /// <summary>What it measures, where an element has several clocks: response, cleaning. Null for an only one.</summary>
    public string? Metric { get; init; }

    /// <summary>When it starts. Anything but a task's creation is of user tasks alone.</summary>
    public TaskMoment From { get; init; } = TaskMoment.Created;

    /// <summary>When it stops.</summary>
    public TaskMoment To { get; init; } = TaskMoment.Completed;

    /// <summary>Where it stands in the file, from 1.</summary>
    public (int Line, int Column) At { get; init; }
}

/// <summary><c>orderly:clockStop</c>: a coded reason that stops the clock.</summary>
/// <param name="Reason">For example <c>WAIT_EXTERNAL</c>.</param>
/// <param name="Most">The stop expires after this and the clock goes on.</param>
public sealed record ClockStop(string Reason, TimeSpan Most)
{
    public static readonly TimeSpan DefaultMost = TimeSpan.FromMinutes(60);
}

/// <summary>A moment of a task's life at which a clock starts or stops.</summary>
public enum TaskMoment
{
    Created,
    Claimed,
    Started,
    Completed,
}
