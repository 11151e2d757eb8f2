using System.Collections.Immutable;
using System.Globalization;
using Orderly.Connectors.Configuration;
using Orderly.Engine.Time;
using Orderly.Runtime.Deployment;

namespace Orderly.Packs;

/// <summary>Reads the calendars of a pack: a name, its zone, the open hours of a week, and days without any.</summary>
internal static class CalendarReading
{
    private const string Always = "always";

    private static readonly ImmutableArray<string> Days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    public static ImmutableArray<CalendarHours> Read(YamlMap? calendars)
    {
        if (calendars is null) return [];
        return [.. calendars.Keys.ToList().Select(key => ReadOne(calendars, key)).OfType<CalendarHours>()];
    }

    /// <summary>Null for the one that is always there, and for one that cannot be used, which is reported.</summary>
    private static CalendarHours? ReadOne(YamlMap calendars, YamlText key)
    {
        if (key.Value == WorkCalendar.AroundTheClock.Id)
        {
            if (calendars.Text(key.Value) is { Value: not Always } other) other.Report($"Expected '{key.Value}' to be '{Always}', but it is '{other.Value}'");
            return null;
        }
        if (calendars.Map(key.Value) is not { } map) return null;
        var zone = map.RequiredText("zone");
        var calendar = new CalendarHours(key.Value, zone.Value, [.. map.Maps("hours").SelectMany(ReadHours)], [.. map.Texts("holidays").Select(ReadHoliday)]);
        map.RefuseOthers();
        if (zone.Value.Length == 0 || map.File.HasIssues) return null;
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone.Value, out var known))
        {
            zone.Report($"Expected 'zone' to be an IANA zone such as America/New_York, but it is '{zone.Value}'");
            return null;
        }
        try
        {
            WorkCalendar.BusinessHours(calendar.Id, known, calendar.Hours.Select(span => new OpenHours(span.Day, span.Opens, span.Closes)), calendar.Holidays);
            return calendar;
        }
        catch (ArgumentException wrong)
        {
            key.Report(wrong.Message);
            return null;
        }
    }

    private static IEnumerable<OpenSpan> ReadHours(YamlMap map)
    {
        var opens = ReadTime(map.RequiredText("opens"), "opens");
        TimeOnly? closes = map.Text("closes") is { } text ? ReadTime(text, "closes") : null;
        var days = map.Texts("days");
        if (days.Count == 0) map.Report("Expected 'days' such as [mon, tue], but there are none");
        map.RefuseOthers();
        foreach (var day in days)
        {
            if (Days.IndexOf(day.Value) is >= 0 and var number) yield return new OpenSpan((DayOfWeek)number, opens, closes);
            else day.Report($"Expected 'days' to be of {string.Join(", ", Days)}, but it is '{day.Value}'");
        }
    }

    private static TimeOnly ReadTime(YamlText text, string key)
    {
        if (TimeOnly.TryParseExact(text.Value, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return time;
        if (text.Value.Length > 0) text.Report($"Expected '{key}' to be a local time such as 07:00, but it is '{text.Value}'");
        return default;
    }

    private static DateOnly ReadHoliday(YamlText text)
    {
        if (DateOnly.TryParseExact(text.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        text.Report($"Expected 'holidays' to be days such as 2026-07-03, but it is '{text.Value}'");
        return default;
    }
}
