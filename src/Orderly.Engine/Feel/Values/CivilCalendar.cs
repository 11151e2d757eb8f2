namespace Orderly.Engine.Feel.Values;

/// <summary>The proleptic Gregorian calendar for years ±999,999,999, which the platform's dates do not reach.</summary>
internal static class CivilCalendar
{
    public const int MaxYear = 999_999_999;
    public const long NanosPerSecond = 1_000_000_000;
    public const long SecondsPerDay = 86_400;
    public static readonly Int128 NanosPerDay = (Int128)NanosPerSecond * SecondsPerDay;

    public static bool IsLeap(long year) => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    public static int DaysInMonth(long year, int month) => month switch
    {
        2 => IsLeap(year) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    public static bool IsValid(long year, long month, long day) =>
        year is >= -MaxYear and <= MaxYear && month is >= 1 and <= 12 && day >= 1 && day <= DaysInMonth(year, (int)month);

    /// <summary>Days since 1970-01-01, counted in 400-year eras that begin on 1 March.</summary>
    public static long DaysFrom(long year, int month, int day)
    {
        year -= month <= 2 ? 1 : 0;
        var era = Math.DivRem(year, 400, out var yearOfEra);
        if (yearOfEra < 0)
        {
            era--;
            yearOfEra += 400;
        }
        var dayOfYear = (((153 * (month + (month > 2 ? -3 : 9))) + 2) / 5) + day - 1;
        return (era * 146_097) + (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear - 719_468;
    }

    public static FeelDate? DateOf(long days)
    {
        if (days is < -365_243_000_000 or > 365_243_000_000)
            return null;
        days += 719_468;
        var era = (days >= 0 ? days : days - 146_096) / 146_097;
        var dayOfEra = days - (era * 146_097);
        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var shifted = ((5 * dayOfYear) + 2) / 153;
        var day = (int)(dayOfYear - (((153 * shifted) + 2) / 5) + 1);
        var month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);
        var year = yearOfEra + (era * 400) + (month <= 2 ? 1 : 0);
        return year is < -MaxYear or > MaxYear ? null : new FeelDate((int)year, month, day);
    }

    public static FeelDate? AddMonths(FeelDate date, long months)
    {
        if (Math.Abs(months) > 24L * MaxYear)
            return null;
        var total = (date.Year * 12L) + date.Month - 1 + months;
        var year = Math.DivRem(total, 12, out var month);
        if (month < 0)
        {
            year--;
            month += 12;
        }
        if (year is < -MaxYear or > MaxYear)
            return null;
        return new FeelDate((int)year, (int)month + 1, Math.Min(date.Day, DaysInMonth(year, (int)month + 1)));
    }
}
