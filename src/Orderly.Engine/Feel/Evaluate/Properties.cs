using Orderly.Engine.Feel.Values;

namespace Orderly.Engine.Feel.Evaluate;

/// <summary>The properties that dates, times, durations and ranges have (DMN 1.5, table 65).</summary>
internal static class Properties
{
    public static readonly string[] Names = ["time offset", "start included", "end included"];

    /// <summary>Null when the value has no property of that name.</summary>
    public static FeelValue? Read(Evaluation run, FeelValue value, string name) => value switch
    {
        FeelDate date => OfDate(date, name),
        FeelTime time => OfTime(run, time, name, null),
        FeelDateTime at => OfDate(at.Date, name) ?? OfTime(run, at.Time, name, at),
        FeelDayTimeDuration duration => OfDuration(duration, name),
        FeelYearMonthDuration duration => name switch
        {
            "years" => FeelValue.Of(duration.Months / 12),
            "months" => FeelValue.Of(duration.Months % 12),
            _ => null,
        },
        FeelRange range => name switch
        {
            "start" => range.Start,
            "end" => range.End,
            "start included" => FeelBoolean.Of(range.StartIncluded),
            "end included" => FeelBoolean.Of(range.EndIncluded),
            _ => null,
        },
        _ => null,
    };

    private static FeelNumber? OfDate(FeelDate date, string name) => name switch
    {
        "year" => new FeelNumber((long)date.Year),
        "month" => new FeelNumber((long)date.Month),
        "day" => new FeelNumber((long)date.Day),
        "weekday" => new FeelNumber((long)date.Weekday),
        _ => null,
    };

    private static FeelValue? OfTime(Evaluation run, FeelTime time, string name, FeelDateTime? at) => name switch
    {
        "hour" => FeelValue.Of((long)time.Hour),
        "minute" => FeelValue.Of((long)time.Minute),
        "second" => new FeelNumber(Seconds(time.Second, time.Nanosecond)),
        "time offset" => Offset(run, time, at),
        "timezone" => time.Zone?.Id is { } id ? FeelValue.Of(id) : FeelNull.Instance,
        _ => null,
    };

    private static FeelValue Offset(Evaluation run, FeelTime time, FeelDateTime? at)
    {
        var now = run.Environment.Now;
        at ??= new FeelDateTime(new FeelDate(now.Year, now.Month, now.Day), time);
        return Zones.OffsetSeconds(run, at) is { } seconds ? new FeelDayTimeDuration(seconds * (Int128)CivilCalendar.NanosPerSecond) : FeelNull.Instance;
    }

    private static FeelNumber? OfDuration(FeelDayTimeDuration duration, string name)
    {
        var seconds = duration.Seconds;
        Int128? part = name switch
        {
            "days" => seconds / 86_400,
            "hours" => seconds / 3600 % 24,
            "minutes" => seconds / 60 % 60,
            _ => null,
        };
        if (name == "seconds")
            return new FeelNumber(Seconds((long)(seconds % 60), (long)(duration.Nanoseconds % CivilCalendar.NanosPerSecond)));
        return part is { } amount && Decimal34.Of(amount, 0) is { } number ? new FeelNumber(number) : null;
    }

    private static Decimal34 Seconds(long whole, long nanos) =>
        Decimal34.Of(((Int128)whole * CivilCalendar.NanosPerSecond) + nanos, -9)!.Value;
}
