using Orderly.Engine.Feel.Evaluate;

namespace Orderly.Engine.Feel.Functions;

/// <summary>Calendar functions (DMN 1.5, table 83); weeks are ISO 8601's.</summary>
internal static class CalendarFunctions
{
    private static readonly string[] Weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    private static readonly string[] Months =
    [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ];

    public static readonly Signature[] All =
    [
        new("day of year", [Day("date")], call => FeelValue.Of(DayOfYear(Date(call)))),
        new("day of week", [Day("date")], call => FeelValue.Of(Weekdays[Date(call).Weekday - 1])),
        new("month of year", [Day("date")], call => FeelValue.Of(Months[Date(call).Month - 1])),
        new("week of year", [Day("date")], call => FeelValue.Of(WeekOfYear(Date(call)))),
    ];

    private static Expects Day(string name) => new(name, new SimpleType("date or date and time", static value => value is FeelDate or FeelDateTime));

    private static FeelDate Date(Call call) => call[0] is FeelDateTime at ? at.Date : (FeelDate)call[0];

    private static long DayOfYear(FeelDate date) => date.EpochDay - new FeelDate(date.Year, 1, 1).EpochDay + 1;

    private static long WeekOfYear(FeelDate date)
    {
        // The week belongs to the year that its Thursday is in.
        var thursday = Values.CivilCalendar.DateOf(date.EpochDay + 4 - date.Weekday) ?? date;
        return ((DayOfYear(thursday) - 1) / 7) + 1;
    }
}
