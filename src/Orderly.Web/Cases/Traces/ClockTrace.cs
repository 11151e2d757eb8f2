using System.Collections.Immutable;
using Orderly.Engine.Work;
using Orderly.Web.Design;

namespace Orderly.Web.Cases.Traces;

/// <summary>An SLA clock from its start to where it stands.</summary>
internal sealed class ClockTrace(ClockStarted started, DateTimeOffset at)
{
    private readonly List<(RungReached Rung, DateTimeOffset At)> climbed = [];

    public Guid Id => started.Clock.Value;

    public string Element => started.Element;

    public Guid? Task => started.Task?.Value;

    public string? Ladder => started.Ladder;

    public DateTimeOffset Started => at;

    public TimeSpan Target { get; private set; } = started.Target;

    public string? Metric { get; private set; }

    /// <summary>Whose its gross time was; empty when it was all its own department's.</summary>
    public IReadOnlyList<TimeShare> Shares { get; private set; } = [];

    public DateTimeOffset WarnAt { get; private set; } = started.WarnAt;

    public DateTimeOffset BreachAt { get; private set; } = started.BreachAt;

    public ImmutableArray<RungTime> Rungs { get; private set; } = started.Rungs;

    public DateTimeOffset? PausedAt { get; private set; }

    public IReadOnlyList<(RungReached Rung, DateTimeOffset At)> Climbed => climbed;

    public ClockStopped? End { get; private set; }

    public bool IsRunning => End is null;

    /// <summary>The next rung to come; null when the clock has ended or its ladder has.</summary>
    public RungTime? Next => IsRunning ? Rungs.Where(rung => climbed.All(one => one.Rung.Level < rung.Level)).OrderBy(rung => rung.At).FirstOrDefault() : null;

    public void Pause(DateTimeOffset when) => PausedAt = when;

    public void Resume(ClockResumed resumed) => (PausedAt, WarnAt, BreachAt, Rungs) = (null, resumed.WarnAt, resumed.BreachAt, resumed.Rungs);

    public void Name(string metric) => Metric = metric;

    public void Share(ClockShared shared) => Shares = shared.Shares;

    public void Retarget(ClockRetargeted to) => (Target, WarnAt, BreachAt, Rungs) = (to.Target, to.WarnAt, to.BreachAt, to.Rungs);

    public void Climb(RungReached rung, DateTimeOffset when) => climbed.Add((rung, when));

    public void Stop(ClockStopped stopped) => End = stopped;

    /// <summary>Null when the work was withdrawn: then no promise was kept or missed.</summary>
    public ClockReading? Read(DateTimeOffset now) => End switch
    {
        null => ClockReading.Running(now, Started, Target, WarnAt, BreachAt, PausedAt),
        { Met: null } => null,
        var end => new ClockReading(end.Met == true ? ClockPhase.Met : ClockPhase.Missed, Target, end.Net, end.Gross),
    };
}
