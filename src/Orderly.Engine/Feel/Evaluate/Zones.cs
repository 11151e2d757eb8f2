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
        return run.Environment.TimeZones(id) is { } found ? OnWall(found, utc, zone) : null;
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
            ? OnWall(found, moment, zone)
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
        // An offset from outside counts only where the zone has it at that instant.
        return at.RepeatOffset is { } said && Utc(at, said) is { } utc && At(found, utc) == said ? said : OfWall(found, at);
    }

    /// <summary>What an instant is called in a named zone, with its offset where the wall clock alone would mean another one.</summary>
    private static FeelDateTime? OnWall(TimeZoneInfo found, FeelDateTime utc, FeelZone zone)
    {
        var offset = At(found, utc);
        var wall = FeelDateTime.OfNanos(utc.LocalNanos + (offset * (Int128)CivilCalendar.NanosPerSecond), zone);
        return wall is null || OfWall(found, wall) == offset ? wall : new FeelDateTime(wall.Date, wall.Time, offset);
    }

    /// <summary>
    /// Inside the hour that happens twice the earlier of the two instants is meant; a time that is skipped has the offset of the clock
    /// before it was put forward.
    /// </summary>
    private static int OfWall(TimeZoneInfo found, FeelDateTime at)
    {
        // A zone's changes are more than two days apart, and no offset is longer than one. The platform's own answers for local times
        // miss days that were skipped, and zones whose winter time is the exception.
        var local = Platform(at);
        var (before, after) = (At(found, local.AddDays(-1)), At(found, local.AddDays(1)));
        return before != after && At(found, local.AddSeconds(-before)) != before && At(found, local.AddSeconds(-after)) == after ? after : before;
    }

    private static FeelDateTime? Utc(FeelDateTime at, int offset) => FeelDateTime.OfNanos(at.LocalNanos - (offset * (Int128)CivilCalendar.NanosPerSecond), null);

    private static int At(TimeZoneInfo zone, FeelDateTime utc) => At(zone, Platform(utc));

    private static int At(TimeZoneInfo zone, DateTime utc) => (int)zone.GetUtcOffset(new DateTimeOffset(utc, TimeSpan.Zero)).TotalSeconds;

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
