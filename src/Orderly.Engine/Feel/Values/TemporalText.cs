using System.Globalization;

namespace Orderly.Engine.Feel.Values;

/// <summary>Reads dates, times and durations as XML Schema writes them, with FEEL's named zones. Null where the text is none.</summary>
internal static class TemporalText
{
    private const int MaxOffset = 14 * 3600;

    public static FeelValue? Any(string text)
    {
        if (text.Contains('P', StringComparison.Ordinal) && text.Length > 0 && text[0] is 'P' or '-' && Duration(text) is { } duration)
            return duration;
        return (FeelValue?)Date(text) ?? (FeelValue?)DateTime(text) ?? Time(text);
    }

    public static FeelDate? Date(ReadOnlySpan<char> text)
    {
        var at = text.StartsWith("-") ? 1 : 0;
        var dash = text[at..].IndexOf('-');
        if (dash is < 4 or > 9 || (dash > 4 && text[at] == '0') || text.Length != at + dash + 6 || text[at + dash + 3] != '-')
            return null;
        if (Digits(text.Slice(at, dash)) is not { } year || Digits(text.Slice(at + dash + 1, 2)) is not { } month || Digits(text.Slice(at + dash + 4, 2)) is not { } day)
            return null;
        year = at == 1 ? -year : year;
        return CivilCalendar.IsValid(year, month, day) ? new FeelDate(year, month, day) : null;
    }

    public static FeelTime? Time(ReadOnlySpan<char> text) => Time(text, out var nextDay) is { } time && !nextDay ? time : null;

    public static FeelDateTime? DateTime(string text)
    {
        var split = text.IndexOf('T', StringComparison.Ordinal);
        if (split < 0 || Date(text.AsSpan(0, split)) is not { } date || Time(text.AsSpan(split + 1), out var nextDay) is not { } time)
            return null;
        if (nextDay && CivilCalendar.DateOf(date.EpochDay + 1) is not { } next)
            return null;
        return new FeelDateTime(nextDay ? CivilCalendar.DateOf(date.EpochDay + 1)! : date, time);
    }

    /// <summary>Midnight at the end of a day may be written 24:00:00.</summary>
    private static FeelTime? Time(ReadOnlySpan<char> text, out bool nextDay)
    {
        nextDay = false;
        if (text.Length < 8 || text[2] != ':' || text[5] != ':'
            || Digits(text[..2]) is not { } hour || Digits(text.Slice(3, 2)) is not { } minute || Digits(text.Slice(6, 2)) is not { } second)
            return null;
        var at = 8;
        var nanos = 0;
        if (at < text.Length && text[at] == '.')
        {
            var start = ++at;
            while (at < text.Length && char.IsAsciiDigit(text[at]))
            {
                if (at - start < 9)
                    nanos = (nanos * 10) + (text[at] - '0');
                at++;
            }
            if (at == start)
                return null;
            for (var digits = at - start; digits < 9; digits++)
                nanos *= 10;
        }
        if (Zone(text[at..], out var zone) is false || minute > 59 || second > 59 || hour > 24)
            return null;
        if (hour == 24)
        {
            if (minute != 0 || second != 0 || nanos != 0)
                return null;
            (nextDay, hour) = (true, 0);
        }
        return new FeelTime(hour, minute, second, nanos, zone);
    }

    public static bool Zone(ReadOnlySpan<char> text, out FeelZone? zone)
    {
        zone = null;
        if (text.IsEmpty)
            return true;
        if (text is "Z" or "z")
        {
            zone = FeelZone.Utc;
            return text is "Z";
        }
        if (text[0] == '@')
        {
            var id = text[1..].ToString();
            zone = FeelZone.IsName(id) ? FeelZone.Named(id) : null;
            return zone is not null;
        }
        if (text[0] is not ('+' or '-') || text.Length is not (6 or 9) || text[3] != ':' || (text.Length == 9 && text[6] != ':')
            || Digits(text.Slice(1, 2)) is not { } hours || Digits(text.Slice(4, 2)) is not { } minutes || minutes > 59)
            return false;
        var seconds = 0;
        if (text.Length == 9 && (Digits(text.Slice(7, 2)) is not { } rest || (seconds = rest) > 59))
            return false;
        var offset = (((hours * 60) + minutes) * 60) + seconds;
        if (offset > MaxOffset)
            return false;
        zone = FeelZone.Offset(text[0] == '-' ? -offset : offset);
        return true;
    }

    public static FeelValue? Duration(string text)
    {
        var negative = text.StartsWith('-');
        var rest = text.AsSpan(negative ? 1 : 0);
        if (rest.Length < 3 || rest[0] != 'P')
            return null;
        rest = rest[1..];
        var split = rest.IndexOf('T');
        var days = split < 0 ? rest : rest[..split];
        var times = split < 0 ? [] : rest[(split + 1)..];
        if (split >= 0 && times.IsEmpty)
            return null;
        Int128 months = 0, nanos = 0;
        bool hasMonths = false, hasNanos = split >= 0;
        foreach (var (unit, size) in ((char, int)[])[('Y', 12), ('M', 1)])
        {
            if (Part(ref days, unit, out var amount, out _) is not { } found)
                return null;
            hasMonths |= found;
            months += amount * size;
        }
        if (Part(ref days, 'D', out var dayCount, out _) is not { } foundDays || !days.IsEmpty)
            return null;
        hasNanos |= foundDays;
        nanos += dayCount * CivilCalendar.NanosPerDay;
        foreach (var (unit, seconds) in ((char, long)[])[('H', 3600), ('M', 60), ('S', 1)])
        {
            if (Part(ref times, unit, out var amount, out var fraction) is null || (fraction != 0 && unit != 'S'))
                return null;
            nanos += (amount * seconds * CivilCalendar.NanosPerSecond) + fraction;
        }
        if (!times.IsEmpty || hasMonths == hasNanos || months > long.MaxValue)
            return null;
        if (hasMonths)
            return new FeelYearMonthDuration((long)(negative ? -months : months));
        return new FeelDayTimeDuration(negative ? -nanos : nanos);
    }

    /// <summary>Takes "12M" from the front; false when the unit is not next, null when the text is no part at all.</summary>
    private static bool? Part(ref ReadOnlySpan<char> text, char unit, out Int128 amount, out long nanos)
    {
        (amount, nanos) = (0, 0);
        var end = 0;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
            end++;
        var digits = end;
        if (end < text.Length && text[end] == '.' && unit == 'S')
        {
            end++;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
            {
                if (end - digits <= 9)
                    nanos = (nanos * 10) + (text[end] - '0');
                end++;
            }
            for (var count = end - digits - 1; count < 9; count++)
                nanos *= 10;
            if (end == digits + 1)
                return null;
        }
        if (text.IsEmpty || end == text.Length || text[end] != unit)
        {
            nanos = 0;
            return text.IsEmpty || end < text.Length ? false : null;
        }
        if (digits is 0 or > 18)
            return null;
        amount = long.Parse(text[..digits], NumberStyles.None, CultureInfo.InvariantCulture);
        text = text[(end + 1)..];
        return true;
    }

    private static int? Digits(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c))
                return null;
        }
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
    }
}
