using Orderly.Engine.Feel.Evaluate;
using Orderly.Engine.Feel.Values;

namespace Orderly.Engine.Feel.Functions;

/// <summary>Dates, times and durations made from text and from parts (DMN 1.5, table 72).</summary>
internal static class TemporalConversionFunctions
{
    private static readonly Expects[] DateParts = [Expects.Number("year"), Expects.Number("month"), Expects.Number("day")];
    private static readonly Expects[] TimeParts = [Expects.Number("hour"), Expects.Number("minute"), Expects.Number("second")];

    public static readonly Signature[] All =
    [
        new("date", [Expects.Text("from")], call => Made(call, TemporalText.Date(call.Text(0)))),
        new("date", [new Expects("from", FeelType.DateTime)], call => ((FeelDateTime)call[0]).Date),
        new("date", [.. DateParts], call => DateOf(call, 0) ?? NotADay(call)),
        new("time", [Expects.Text("from")], call => Made(call, TemporalText.Time(call.Text(0)))),
        new("time", [new Expects("from", FeelType.Time)], call => call[0]),
        new("time", [new Expects("from", FeelType.DateTime)], call => ((FeelDateTime)call[0]).Time),
        new("time", [.. TimeParts, new Expects("offset", FeelType.DayTimeDuration) { IsOptional = true, AllowsNull = true }], TimeFromParts),
        new("date and time", [Expects.Text("from")], call => Made(call, FromText(call.Text(0)))),
        new("date and time", [new Expects("date", FeelType.Date), new Expects("time", FeelType.Time)], call => new FeelDateTime((FeelDate)call[0], (FeelTime)call[1])),
        new("date and time", [new Expects("date", FeelType.DateTime), new Expects("time", FeelType.Time)], call => new FeelDateTime(((FeelDateTime)call[0]).Date, (FeelTime)call[1])),
        new("date and time", [new Expects("date", FeelType.DateTime), Expects.Text("timezone")], InZone),
        new("date and time", [.. DateParts, .. TimeParts], call => FromParts(call, null)),
        new("date and time", [.. DateParts, .. TimeParts, new Expects("offset", FeelType.DayTimeDuration)], call => FromParts(call, OffsetOf(call[6]))),
        new("date and time", [.. DateParts, .. TimeParts, Expects.Text("timezone")], call => FromParts(call, FeelZone.IsName(call.Text(6)) ? FeelZone.Named(call.Text(6)) : null)),
        new("duration", [Expects.Text("from")], call => TemporalText.Duration(call.Text(0)) ?? call.Fail("a duration", $"the text is {call[0].ToBrief()}")),
        new("years and months duration", [DateOrTime("from"), DateOrTime("to")], MonthsBetween),
        new("now", [], call => FeelDateTime.From(call.Run.Environment.Now)),
        new("today", [], call => FeelDateTime.From(call.Run.Environment.Now).Date),
    ];

    private static Expects DateOrTime(string name) => new(name, new SimpleType("date or date and time", static value => value is FeelDate or FeelDateTime));

    private static FeelDateTime? FromText(string text) =>
        TemporalText.DateTime(text) ?? (TemporalText.Date(text) is { } date ? new FeelDateTime(date, new FeelTime(0, 0, 0)) : null);

    private static FeelValue Made(Call call, FeelValue? value)
    {
        if (value is null)
            return call.Fail($"a {call.Function}", $"the text is {call[0].ToBrief()}");
        return Zones.IsKnown(call.Run, value) ? value : call.Fail("a known time zone", $"the text is {call[0].ToBrief()}");
    }

    private static FeelDate? DateOf(Call call, int first) =>
        Whole(call, first) is { } year && Whole(call, first + 1) is { } month && Whole(call, first + 2) is { } day && CivilCalendar.IsValid(year, month, day)
            ? new FeelDate((int)year, (int)month, (int)day) : null;

    private static FeelTime? TimeOf(Call call, int first, FeelZone? zone)
    {
        if (Whole(call, first) is not (>= 0 and <= 23 and var hour) || Whole(call, first + 1) is not (>= 0 and <= 59 and var minute))
            return null;
        var nanos = Decimal34.Multiply(call.Number(first + 2), CivilCalendar.NanosPerSecond);
        if (nanos?.Round(0, Rounding.Down) is not { } whole || !whole.TryToInt64(out var total) || total < 0 || total >= 60 * CivilCalendar.NanosPerSecond)
            return null;
        return new FeelTime((int)hour, (int)minute, (int)(total / CivilCalendar.NanosPerSecond), (int)(total % CivilCalendar.NanosPerSecond), zone);
    }

    private static FeelValue TimeFromParts(Call call)
    {
        if (call.Has(3) && OffsetOf(call[3]) is null)
            return call.Fail("an offset of at most 14 hours", $"it is {call[3]}");
        return TimeOf(call, 0, call.Has(3) ? OffsetOf(call[3]) : null) ?? call.Fail("an hour, minute and second of a day", $"they are {call[0].ToBrief()}, {call[1].ToBrief()} and {call[2].ToBrief()}");
    }

    private static FeelValue FromParts(Call call, FeelZone? zone)
    {
        if (call.Arguments.Length > 6 && zone is null)
            return call.Fail("an offset of at most 14 hours or the name of a zone", $"it is {call[6].ToBrief()}");
        if (DateOf(call, 0) is not { } date)
            return NotADay(call);
        if (TimeOf(call, 3, zone) is not { } time)
            return call.Fail("an hour, minute and second of a day", $"they are {call[3].ToBrief()}, {call[4].ToBrief()} and {call[5].ToBrief()}");
        var at = new FeelDateTime(date, time);
        return Zones.IsKnown(call.Run, at) ? at : call.Fail("a known time zone", $"it is {zone}");
    }

    /// <summary>The same instant as its clock shows in another zone.</summary>
    private static FeelValue InZone(Call call)
    {
        var at = (FeelDateTime)call[0];
        if (!TemporalText.Zone(call.Text(1), out var zone) && !TemporalText.Zone("@" + call.Text(1), out zone))
            return call.Fail("a time zone", $"it is {call[1].ToBrief()}");
        return zone is not null && Zones.Move(call.Run, at, zone) is { } moved ? moved : call.Fail("a date and time with a zone, and a known zone", $"they are {at} and {call[1].ToBrief()}");
    }

    private static FeelZone? OffsetOf(FeelValue value)
    {
        var seconds = ((FeelDayTimeDuration)value).Seconds;
        return Int128.Abs(seconds) <= 14 * 3600 ? FeelZone.Offset((int)seconds) : null;
    }

    private static long? Whole(Call call, int index) => call.Number(index) is { IsInteger: true } && call.TryWhole(index, out var value) ? value : null;

    private static FeelValue NotADay(Call call) => call.Fail("a day of the calendar", $"it is {call[0].ToBrief()}-{call[1].ToBrief()}-{call[2].ToBrief()}");

    private static FeelYearMonthDuration MonthsBetween(Call call)
    {
        var from = Day(call[0]);
        var to = Day(call[1]);
        var months = ((to.Year - (long)from.Year) * 12) + to.Month - from.Month;
        // A month counts only once its day is reached; times of day do not count.
        var rest = to.Day.CompareTo(from.Day);
        if (months > 0 && rest < 0)
            months--;
        else if (months < 0 && rest > 0)
            months++;
        return new FeelYearMonthDuration(months);
    }

    private static FeelDate Day(FeelValue value) => value is FeelDateTime at ? at.Date : (FeelDate)value;
}
