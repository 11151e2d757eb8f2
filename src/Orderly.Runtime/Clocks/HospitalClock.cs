namespace Orderly.Runtime.Clocks;

/// <summary>
/// Where hospital time stands against real time: at <paramref name="Real"/> it was <paramref name="Hospital"/>, and it runs
/// <paramref name="Rate"/> times as fast.
/// </summary>
public sealed record ClockAnchor(DateTimeOffset Real, DateTimeOffset Hospital, double Rate)
{
    /// <summary>Hospital time is real time: what a hospital runs on.</summary>
    public bool IsRealTime => Rate == 1 && Real == Hospital;

    public DateTimeOffset HospitalAt(DateTimeOffset real) => Hospital + (real - Real) * Rate;

    /// <summary>The real instant at which hospital time reaches <paramref name="hospital"/>, rounded up: never early.</summary>
    public DateTimeOffset RealAt(DateTimeOffset hospital)
    {
        var ticks = (hospital - Hospital).Ticks / Rate;
        return Real.AddTicks((long)Math.Ceiling(ticks));
    }
}

/// <summary>
/// Hospital time: due dates, SLAs, HL7 stamps. Its own type on purpose, so that nothing takes it for a
/// <see cref="TimeProvider"/>: sockets, leases and retries run on real time.
/// </summary>
public sealed class HospitalClock
{
    /// <summary>The scale a demonstration may be run at. Beyond it, timers would outrun the store.</summary>
    public const double FastestRate = 3600;

    /// <summary>A clock that is moved by a script and goes on by itself no further than 4 µs a second.</summary>
    public const double AlmostStill = 4e-6;

    private readonly TimeProvider real;
    private volatile ClockAnchor anchor;

    public HospitalClock(TimeProvider real, ClockAnchor anchor)
    {
        if (anchor.Rate is not (> 0 and <= FastestRate))
            throw new ArgumentOutOfRangeException(nameof(anchor), $"Expected a rate above 0 and up to {FastestRate}, but it is {anchor.Rate}");
        this.real = real;
        this.anchor = anchor;
    }

    public ClockAnchor Anchor => anchor;

    /// <summary>Now, in whole microseconds UTC: the grain of everything stored.</summary>
    public DateTimeOffset Now() => Truncate(anchor.HospitalAt(real.GetUtcNow()));

    /// <summary>How long in real time until hospital time reaches <paramref name="hospital"/>; zero if it has.</summary>
    public TimeSpan RealTimeUntil(DateTimeOffset hospital)
    {
        var wait = anchor.RealAt(hospital) - real.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    /// <summary>Real time follows the world; a scaled clock goes on from where it last stood, so that no due date passes while nobody could act.</summary>
    public static ClockAnchor Resume(ClockAnchor stored, DateTimeOffset lastSeenReal, DateTimeOffset nowReal)
    {
        if (stored.IsRealTime) return stored;
        return stored with { Real = nowReal, Hospital = stored.HospitalAt(lastSeenReal) };
    }

    /// <exception cref="ArgumentOutOfRangeException">Hospital time has gone further already.</exception>
    internal void MoveTo(DateTimeOffset hospital)
    {
        var now = Now();
        if (hospital < now)
            throw new ArgumentOutOfRangeException(nameof(hospital), $"Expected {now:O} or later, since hospital time never goes back, but got {hospital:O}");
        anchor = anchor with { Real = real.GetUtcNow(), Hospital = Truncate(hospital) };
    }

    internal static DateTimeOffset Truncate(DateTimeOffset at) => new(at.UtcTicks - at.UtcTicks % TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);
}
