using Orderly.Engine.Feel.Values;

namespace Orderly.Engine.Feel;

/// <summary>A day and a time on it.</summary>
public sealed class FeelDateTime(FeelDate date, FeelTime time, int? repeatOffset = null) : FeelValue
{
    public FeelDate Date { get; } = date;

    public FeelTime Time { get; } = time;

    /// <summary>
    /// Seconds from UTC where day, time and named zone alone would mean another instant: in the second of the two hours that a clock
    /// going back shows. Null everywhere else.
    /// </summary>
    public int? RepeatOffset { get; } = repeatOffset;

    public override string TypeName => "date and time";

    /// <summary>Nanoseconds of the wall clock since 1970-01-01T00:00:00, before any offset.</summary>
    internal Int128 LocalNanos => (Date.EpochDay * CivilCalendar.NanosPerDay) + Time.NanoOfDay;

    internal static FeelDateTime From(DateTimeOffset instant) => new(
        new FeelDate(instant.Year, instant.Month, instant.Day),
        FeelTime.OfNano(instant.TimeOfDay.Ticks * 100, FeelZone.Offset((int)instant.Offset.TotalSeconds)));

    internal static FeelDateTime? OfNanos(Int128 localNanos, FeelZone? zone)
    {
        var days = localNanos / CivilCalendar.NanosPerDay;
        var nano = localNanos - (days * CivilCalendar.NanosPerDay);
        if (nano < 0)
        {
            days--;
            nano += CivilCalendar.NanosPerDay;
        }
        if (days < long.MinValue || days > long.MaxValue)
            return null;
        return CivilCalendar.DateOf((long)days) is { } date ? new FeelDateTime(date, FeelTime.OfNano((long)nano, zone)) : null;
    }

    public override bool Equals(FeelValue? other) => other is FeelDateTime that && that.Date.Equals(Date) && that.Time.Equals(Time) && that.RepeatOffset == RepeatOffset;

    public override int GetHashCode() => HashCode.Combine(Date, Time);

    public override string ToString() => $"{Date}T{Time}";

    internal override string ToLiteral() => $"@\"{this}\"";
}
