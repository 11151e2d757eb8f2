using System.Collections.Immutable;
using Orderly.Engine.Ids;
using Orderly.Engine.Process;

namespace Orderly.Engine.Work;

/// <summary>An SLA clock began to run. All times are worked out here, by the calendar of that moment.</summary>
/// <param name="Task">The task it times; null when it times an activity or the process.</param>
/// <param name="Target">The allowed open time.</param>
/// <param name="Rungs">When each rung of the ladder comes, the earliest first.</param>
public sealed record ClockStarted(
    ClockId Clock,
    ElementInstanceId Holder,
    string Element,
    TaskId? Task,
    TimeSpan Target,
    DateTimeOffset WarnAt,
    DateTimeOffset BreachAt,
    string? Calendar,
    string? Ladder,
    ImmutableArray<RungTime> Rungs) : Event;

/// <param name="Level">0 for L0 and so on.</param>
public sealed record RungTime(int Level, DateTimeOffset At);

public sealed record ClockWarned(ClockId Clock) : Event;

public sealed record ClockBreached(ClockId Clock) : Event;

/// <param name="Gross">Time since the start, by the wall.</param>
/// <param name="Net">Open time so far, without the stops.</param>
public sealed record ClockPaused(ClockId Clock, string Reason, DateTimeOffset Until, TimeSpan Gross, TimeSpan Net) : Event;

/// <summary>The clock runs again; what is still to come has moved by the time it stood still.</summary>
public sealed record ClockResumed(ClockId Clock, DateTimeOffset WarnAt, DateTimeOffset BreachAt, ImmutableArray<RungTime> Rungs) : Event;

/// <param name="Met">Whether the work ended before the breach; null when it was withdrawn.</param>
public sealed record ClockStopped(ClockId Clock, TimeSpan Gross, TimeSpan Net, bool? Met) : Event;

/// <summary>A rung of the ladder came due, and these roles in these units are told. When several came due at once, only the highest is told.</summary>
public sealed record RungReached(ClockId Clock, int Level, ImmutableArray<Audience> Audience, string? Channel) : Event;

/// <summary>Who is told: whoever is on shift with the role in the unit, never a named person. A null unit is the whole facility.</summary>
public sealed record Audience(string Role, string? Unit);

public sealed record EscalationAcknowledged(ClockId Clock, string By, string Plan, DateTimeOffset QuietUntil) : Event;

/// <summary>What the clock measures, where its element has several.</summary>
public sealed record ClockNamed(ClockId Clock, string Metric) : Event;

/// <summary>From now on the minutes are this one's. A clock that was never charged is its own department's.</summary>
public sealed record ClockCharged(ClockId Clock, Bearer Bearer, string Reason) : Event;

/// <summary>Whose its gross time was, to the end. Told only of clocks that were charged.</summary>
/// <param name="Shares">Each bearer once, in the order they first bore; they add up to the gross time.</param>
public sealed record ClockShared(ClockId Clock, IReadOnlyList<TimeShare> Shares) : Event;

/// <summary>The task's priority changed, and with it the target. What has run counts.</summary>
public sealed record ClockRetargeted(ClockId Clock, TimeSpan Target, DateTimeOffset WarnAt, DateTimeOffset BreachAt, ImmutableArray<RungTime> Rungs) : Event;
