using Orderly.Engine.Feel.Values;

namespace Orderly.Engine.Feel.Evaluate;

/// <summary>Offsets of zones: where local times become comparable ones.</summary>
internal static class Zones
{
    /// <summary>Nanoseconds since midnight UTC, and whether the time has a zone; null for an unknown zone.</summary>
    public static (Int128 Nanos, bool Zoned)? OfTime(Evaluation run, FeelTime time)
    {
        if (time.Zone is null)
            return (time.NanoOfDay, false);
        // A time of day has no date, so a zone with summer time is taken at its offset of the evaluation's day.
        var now = run.Environment.Now;
        var date = new FeelDate(now.Year, now.Month, now.Day);
        return OffsetSeconds(run, new FeelDateTime(date, time)) is { } offset ? (time.NanoOfDay - (offset * (Int128)CivilCalendar.NanosPerSecond), true) : null;
    }

    /// <summary>Nanoseconds since 1970-01-01T00:00:00Z; a date alone is its midnight UTC.</summary>
    public static (Int128 Nanos, bool Zoned)? OfDay(Evaluation run, FeelValue value) => value switch
    {
        FeelDate date => (date.EpochDay * CivilCalendar.NanosPerDay, true),
        FeelDateTime at when at.Time.Zone is null => (at.LocalNanos, false),
        FeelDateTime at when OffsetSeconds(run, at) is { } offset => (at.LocalNanos - (offset * (Int128)CivilCalendar.NanosPerSecond), true),
        _ => null,
    };

    /// <summary>Adds elapsed time: in a named zone the wall clock follows the zone's changes.</summary>
    public static FeelDateTime? Shift(Evaluation run, FeelDateTime at, Int128 nanos)
    {
        if (at.Time.Zone is not { Id: { } id } zone)
            return FeelDateTime.OfNanos(at.LocalNanos + nanos, at.Time.Zone);
        if (OffsetSeconds(run, at) is not { } before || FeelDateTime.OfNanos(at.LocalNanos + nanos - (before * (Int128)CivilCalendar.NanosPerSecond), null) is not { } utc)
            return null;
        if (run.Environment.TimeZones(id) is not { } found)
            return null;
        return FeelDateTime.OfNanos(utc.LocalNanos + (After(found, utc) * (Int128)CivilCalendar.NanosPerSecond), zone);
    }

    /// <summary>False for a value in a named zone that the environment does not know.</summary>
    public static bool IsKnown(Evaluation run, FeelValue value)
    {
        var zone = value switch
        {
            FeelTime time => time.Zone,
            FeelDateTime at => at.Time.Zone,
            _ => null,
        };
        return zone?.Id is not { } id || run.Environment.TimeZones(id) is not null;
    }

    /// <summary>The same instant in another zone; null for a local time or an unknown zone.</summary>
    public static FeelDateTime? Move(Evaluation run, FeelDateTime at, FeelZone zone)
    {
        if (OfDay(run, at) is not { Zoned: true, Nanos: var utc })
            return null;
        if (zone.OffsetSeconds is { } seconds)
            return FeelDateTime.OfNanos(utc + (seconds * (Int128)CivilCalendar.NanosPerSecond), zone);
        return FeelDateTime.OfNanos(utc, null) is { } moment && run.Environment.TimeZones(zone.Id!) is { } found
            ? FeelDateTime.OfNanos(utc + (After(found, moment) * (Int128)CivilCalendar.NanosPerSecond), zone)
            : null;
    }

    public static int? OffsetSeconds(Evaluation run, FeelDateTime at)
    {
        if (at.Time.Zone is not { } zone)
            return null;
        if (zone.OffsetSeconds is { } seconds)
            return seconds;
        if (run.Environment.TimeZones(zone.Id!) is not { } found)
            return null;
        var local = Platform(at);
        // Inside the hour that happens twice the earlier of the two instants is meant.
        return found.IsAmbiguousTime(local)
            ? (int)found.GetAmbiguousTimeOffsets(local).Max().TotalSeconds
            : (int)found.GetUtcOffset(local).TotalSeconds;
    }

    private static int After(TimeZoneInfo zone, FeelDateTime utc) =>
        (int)zone.GetUtcOffset(new DateTimeOffset(Platform(utc), TimeSpan.Zero)).TotalSeconds;

    /// <summary>The platform knows the years 1 to 9999; outside them the zone's rules of the nearest year with the same leap day hold.</summary>
    private static DateTime Platform(FeelDateTime at)
    {
        var year = at.Date.Year switch
        {
            < 2 => CivilCalendar.IsLeap(at.Date.Year) ? 4 : 2,
            > 9998 => CivilCalendar.IsLeap(at.Date.Year) ? 9996 : 9997,
            var inside => inside,
        };
        return new DateTime(year, at.Date.Month, at.Date.Day, at.Time.Hour, at.Time.Minute, at.Time.Second, DateTimeKind.Unspecified);
    }
}
