using System.Globalization;
using System.Numerics;

namespace Orderly.Engine.Time;

/// <summary>
/// A repeating time as cron writes it, in the six fields Camunda 8 reads: second, minute, hour, day of the month, month, day of
/// the week. Fields take <c>*</c>, <c>?</c>, numbers, names, ranges, lists and steps; <c>L</c> is the last day of the month.
/// </summary>
public sealed class CronSchedule
{
    private const int MostYears = 20;

    private static readonly string[] Months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    private static readonly string[] Days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    private readonly ulong seconds;
    private readonly ulong minutes;
    private readonly ulong hours;
    private readonly ulong daysOfMonth;
    private readonly ulong months;
    private readonly ulong daysOfWeek;
    private readonly bool lastDay;

    private CronSchedule(ReadOnlySpan<ulong> sets, bool last) =>
        (seconds, minutes, hours, daysOfMonth, months, daysOfWeek, lastDay) = (sets[0], sets[1], sets[2], sets[3], sets[4], sets[5], last);

    /// <summary>Null when the text is no cron expression of six fields or one of the macros like <c>@daily</c>.</summary>
    public static CronSchedule? Parse(string text)
    {
        var fields = Expand(text.Trim()).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length != 6)
            return null;
        var last = fields[3].Equals("L", StringComparison.OrdinalIgnoreCase);
        Span<ulong> sets = [Set(fields[0], 0, 59), Set(fields[1], 0, 59), Set(fields[2], 0, 23), last ? 1 : Set(fields[3], 1, 31), Set(fields[4], 1, 12, Months), Week(fields[5])];
        return sets.Contains(0UL) ? null : new CronSchedule(sets, last);
    }

    /// <summary>The first time after <paramref name="after"/> on clocks of the zone; null when there is none within twenty years, as for 30 February.</summary>
    public DateTimeOffset? Next(DateTimeOffset after, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(after, zone).DateTime;
        var from = new DateTime(local.Year, local.Month, local.Day, local.Hour, local.Minute, local.Second, DateTimeKind.Unspecified);
        for (var day = DateOnly.FromDateTime(from); day.Year <= local.Year + MostYears; day = day.AddDays(1))
        {
            if ((months & (1UL << day.Month)) == 0)
            {
                day = new DateOnly(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month));
                continue;
            }
            if (!IsDay(day))
                continue;
            foreach (var time in Times(day == DateOnly.FromDateTime(from) ? TimeOnly.FromDateTime(from) : TimeOnly.MinValue))
            {
                var at = ToUtc(day.ToDateTime(time), zone);
                if (at > after)
                    return at;
            }
        }
        return null;
    }

    private bool IsDay(DateOnly day) =>
        (daysOfWeek & (1UL << (int)day.DayOfWeek)) != 0
        && (lastDay ? day.Day == DateTime.DaysInMonth(day.Year, day.Month) : (daysOfMonth & (1UL << day.Day)) != 0);

    private IEnumerable<TimeOnly> Times(TimeOnly from)
    {
        foreach (var hour in Members(hours, from.Hour))
        {
            foreach (var minute in Members(minutes, hour == from.Hour ? from.Minute : 0))
            {
                foreach (var second in Members(seconds, hour == from.Hour && minute == from.Minute ? from.Second : 0))
                    yield return new TimeOnly(hour, minute, second);
            }
        }
    }

    private static IEnumerable<int> Members(ulong set, int from)
    {
        for (var rest = set & (ulong.MaxValue << from); rest != 0; rest &= rest - 1)
            yield return BitOperations.TrailingZeroCount(rest);
    }

    private static string Expand(string text) => text.ToUpperInvariant() switch
    {
        "@YEARLY" or "@ANNUALLY" => "0 0 0 1 1 *",
        "@MONTHLY" => "0 0 0 1 * *",
        "@WEEKLY" => "0 0 0 * * 0",
        "@DAILY" or "@MIDNIGHT" => "0 0 0 * * *",
        "@HOURLY" => "0 0 * * * *",
        _ => text,
    };

    /// <summary>Sunday is both 0 and 7.</summary>
    private static ulong Week(string field)
    {
        var set = Set(field, 0, 7, Days);
        return (set & (1UL << 7)) != 0 ? (set | 1) & ~(1UL << 7) : set;
    }

    /// <summary>The numbers as bits; 0 when the field is none.</summary>
    private static ulong Set(string field, int least, int most, string[]? names = null)
    {
        var set = 0UL;
        foreach (var part in field.Split(','))
        {
            var slash = part.IndexOf('/', StringComparison.Ordinal);
            var (range, step) = slash < 0 ? (part, 1) : (part[..slash], int.TryParse(part[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 0);
            if (step < 1 || Range(range, least, most, names, open: slash >= 0) is not { } bounds)
                return 0;
            for (var number = bounds.From; number <= bounds.To; number += step)
                set |= 1UL << number;
        }
        return set;
    }

    private static (int From, int To)? Range(string text, int least, int most, string[]? names, bool open)
    {
        if (text is "*" or "?")
            return (least, most);
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        var from = Number(dash < 0 ? text : text[..dash], least, names);
        var to = dash < 0 ? open ? most : from : Number(text[(dash + 1)..], least, names);
        return from is { } first && to is { } last && first >= least && first <= last && last <= most ? (first, last) : null;
    }

    private static int? Number(string text, int least, string[]? names)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        var name = names is null ? -1 : Array.FindIndex(names, known => known.Equals(text, StringComparison.OrdinalIgnoreCase));
        return name < 0 ? null : name + least;
    }

    private static DateTimeOffset ToUtc(DateTime local, TimeZoneInfo zone)
    {
        // In a gap the offset before the change carries the time past it; of two equal hours the earlier counts.
        var offset = zone.IsInvalidTime(local) ? zone.GetUtcOffset(local.AddHours(-3)) : zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
