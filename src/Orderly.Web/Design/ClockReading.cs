namespace Orderly.Web.Design;

public enum ClockPhase
{
    NotStarted,
    OnTime,
    Soon,
    Late,
    Stopped,
    Met,
    Missed,
}

/// <summary>
/// An SLA clock as it reads at one instant. Net time leaves coded stops out; a promise is kept or missed by net time,
/// and gross is shown beside it so that nobody's wait disappears.
/// </summary>
public sealed record ClockReading(ClockPhase Phase, TimeSpan Target, TimeSpan Net, TimeSpan Gross)
{
    public const double WarnShare = 0.75;

    /// <summary>When warning begins, in net time from the start.</summary>
    public TimeSpan WarnAfter { get; init; } = Target * WarnShare;

    /// <summary>When the target is reached, if the clock runs on; null while it stands still or has not begun.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>How long the clock has been standing still; zero while it runs.</summary>
    public TimeSpan StoppedFor { get; init; }

    public TimeSpan Left => Target - Net;

    public string Words => Phase switch
    {
        ClockPhase.NotStarted => "Not started",
        ClockPhase.OnTime or ClockPhase.Soon => $"{Spans.Short(Left)} left",
        ClockPhase.Late => $"Late {Spans.Short(-Left)}",
        ClockPhase.Stopped => $"Stopped {Spans.Terse(StoppedFor)}",
        ClockPhase.Met => $"Met, {Spans.Minutes(Net)} of {Spans.Minutes(Target)}",
        ClockPhase.Missed => $"Missed by {Spans.Short(-Left)}",
        _ => throw new InvalidOperationException($"Expected a known clock phase, but it is {Phase}"),
    };

    public string Css => Phase switch
    {
        ClockPhase.NotStarted => "none",
        ClockPhase.OnTime => "ok",
        ClockPhase.Soon => "soon",
        ClockPhase.Late => "late",
        ClockPhase.Stopped => "paused",
        ClockPhase.Met => "met",
        _ => "missed",
    };

    /// <summary>
    /// Reads a clock that runs or stands still. Warning and target are given as instants, because a working calendar may lie
    /// between; while it stands still, both move on with every minute.
    /// </summary>
    public static ClockReading Running(
        DateTimeOffset now, DateTimeOffset started, TimeSpan target, DateTimeOffset warnAt, DateTimeOffset breachAt, DateTimeOffset? stoppedAt)
    {
        var at = stoppedAt ?? now;
        var net = Floor(target - (breachAt - at));
        var phase = stoppedAt is not null ? ClockPhase.Stopped
            : at >= breachAt ? ClockPhase.Late
            : at >= warnAt ? ClockPhase.Soon
            : ClockPhase.OnTime;
        return new ClockReading(phase, target, net, Floor(now - started))
        {
            WarnAfter = target - (breachAt - warnAt),
            StoppedFor = stoppedAt is null ? TimeSpan.Zero : Floor(now - at),
            Due = stoppedAt is null ? breachAt : null,
        };
    }

    public static ClockReading Ended(TimeSpan target, TimeSpan net, TimeSpan gross) =>
        new(net <= target ? ClockPhase.Met : ClockPhase.Missed, target, net, gross);

    private static TimeSpan Floor(TimeSpan span) => span < TimeSpan.Zero ? TimeSpan.Zero : span;
}
