using System.Globalization;
using Orderly.Engine.Feel.Values;

namespace Orderly.Engine.Feel;

/// <summary>A calendar day, years -999,999,999 to 999,999,999.</summary>
public sealed class FeelDate : FeelValue
{
    /// <exception cref="ArgumentOutOfRangeException">The day does not exist.</exception>
    public FeelDate(int year, int month, int day)
    {
        if (!CivilCalendar.IsValid(year, month, day))
            throw new ArgumentOutOfRangeException(nameof(day), $"Expected a day of the calendar, but was {year}-{month}-{day}");
        (Year, Month, Day) = (year, month, day);
    }

    public int Year { get; }

    public int Month { get; }

    public int Day { get; }

    /// <summary>Days since 1970-01-01.</summary>
    public long EpochDay => CivilCalendar.DaysFrom(Year, Month, Day);

    /// <summary>1 is Monday, 7 is Sunday.</summary>
    public int Weekday => (int)((((EpochDay + 3) % 7) + 7) % 7) + 1;

    public override string TypeName => "date";

    public override bool Equals(FeelValue? other) => other is FeelDate date && date.Year == Year && date.Month == Month && date.Day == Day;

    public override int GetHashCode() => HashCode.Combine(Year, Month, Day);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(Year < 0 ? "-" : "")}{Math.Abs((long)Year):0000}-{Month:00}-{Day:00}");

    internal override string ToLiteral() => $"@\"{this}\"";
}
