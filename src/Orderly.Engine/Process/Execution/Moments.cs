using System.Globalization;
using Orderly.Engine.Bpmn;
using Orderly.Engine.Feel;
using Orderly.Engine.Feel.Values;
using Orderly.Engine.Time;

namespace Orderly.Engine.Process;

/// <summary>Times and durations out of expressions: FEEL's own values, or ISO 8601 texts.</summary>
internal static class Moments
{
    public static DateTimeOffset? OptionalInstant(Execution run, ElementInstance at, Expression? expression, string place) =>
        expression is null || Expressions.Value(run, at, expression, place) is FeelNull ? null : Instant(run, at, expression, place);

    public static DateTimeOffset Instant(Execution run, ElementInstance at, Expression expression, string place)
    {
        var value = Expressions.Required(run, at, expression, place);
        return (value switch
        {
            FeelDateTime moment => OfMoment(run, moment),
            FeelDate date => OfLocal(run, date.EpochDay * CivilCalendar.NanosPerDay),
            FeelString text => OfText(run, text.Value),
            _ => null,
        }) ?? throw new StuckException(IncidentKind.Expression, $"Expected {place} to be a date and time, but '{expression}' is {value}");
    }

    public static IsoDuration Duration(Execution run, ElementInstance at, Expression expression, string place) => Duration(run, new ElementScope(at), expression, place);

    private static IsoDuration Duration(Execution run, IFeelScope at, Expression expression, string place)
    {
        var value = Expressions.Required(run, at, expression, place);
        if (value is FeelDayTimeDuration exact && exact.TryToTimeSpan(out var span))
            return new(0, UtcMicroseconds.Truncate(span));
        if (value is FeelYearMonthDuration { Months: >= int.MinValue and <= int.MaxValue } months)
            return new((int)months.Months, TimeSpan.Zero);
        if (value is FeelString text && IsoDuration.TryParse(text.Value, out var parsed))
            return parsed;
        throw new StuckException(IncidentKind.Expression, $"Expected {place} to be a duration, but '{expression}' is {value}");
    }

    /// <summary>A duration of exact time, as calendars need it.</summary>
    public static TimeSpan Span(Execution run, IFeelScope at, Expression expression, string place)
    {
        var duration = Duration(run, at, expression, place);
        return duration.Months == 0 && duration.Exact > TimeSpan.Zero
            ? duration.Exact
            : throw new StuckException(IncidentKind.Expression, $"Expected {place} to be a positive duration in days or less, but was '{expression}'");
    }

    private static DateTimeOffset? OfText(Execution run, string text)
    {
        var zoned = text.EndsWith('Z') || text.AsSpan(Math.Min(text.Length, 11)).IndexOfAny('+', '-') >= 0;
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var parsed))
            return null;
        return zoned ? UtcMicroseconds.Truncate(parsed) : InZone(run.World.Zones.GetValueOrDefault(run.State.Facility, TimeZoneInfo.Utc), parsed.UtcDateTime);
    }

    private static DateTimeOffset? OfMoment(Execution run, FeelDateTime moment)
    {
        if (moment.Time.Zone is not { } zone)
            return OfLocal(run, moment.LocalNanos);
        if ((zone.OffsetSeconds ?? moment.RepeatOffset) is { } seconds)
            return OfNanos(moment.LocalNanos - (seconds * (Int128)CivilCalendar.NanosPerSecond));
        return run.Environment.TimeZones(zone.Id!) is { } found && OfNanos(moment.LocalNanos) is { } local ? InZone(found, local.UtcDateTime) : null;
    }

    /// <summary>A time without a zone is said at the facility.</summary>
    private static DateTimeOffset? OfLocal(Execution run, Int128 nanos) =>
        OfNanos(nanos) is { } local ? InZone(run.World.Zones.GetValueOrDefault(run.State.Facility, TimeZoneInfo.Utc), local.UtcDateTime) : null;

    private static DateTimeOffset? OfNanos(Int128 nanos)
    {
        var ticks = (nanos / 100) + DateTime.UnixEpoch.Ticks;
        return ticks < 0 || ticks > DateTime.MaxValue.Ticks ? null : UtcMicroseconds.Truncate(new DateTimeOffset((long)ticks, TimeSpan.Zero));
    }

    private static DateTimeOffset InZone(TimeZoneInfo zone, DateTime wall)
    {
        var local = DateTime.SpecifyKind(wall, DateTimeKind.Unspecified);
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return UtcMicroseconds.Truncate(new DateTimeOffset(local, offset));
    }
}
