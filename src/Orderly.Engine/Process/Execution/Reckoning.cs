using Orderly.Engine.Bpmn;
using Orderly.Engine.Time;

namespace Orderly.Engine.Process;

/// <summary>When a timer is due, the first time and again. A calendar counts open time only, and nothing falls due while it is closed.</summary>
internal static class Reckoning
{
    /// <param name="At">When.</param>
    /// <param name="Left">How often it still repeats after that; -1 for ever.</param>
    /// <param name="Every">The interval of a repetition as written, or a cron expression; null where it comes once.</param>
    public readonly record struct Due(DateTimeOffset At, int Left = 0, string? Every = null);

    public static Due First(Execution run, ElementInstance within, TimerDefinition timer, string place)
    {
        var calendar = Calendar(run, within, timer, place);
        switch (timer.Form)
        {
            case TimerForm.Date: return new(Opening(calendar, Moments.Instant(run, within, timer.Value, place), place));
            case TimerForm.Duration: return new(After(calendar, run.At, Moments.Duration(run, within, timer.Value, place), place));
            default: return Repeating(run, calendar, Expressions.Text(run, within, timer.Value, place), place);
        }
    }

    /// <summary>The time after <paramref name="last"/>; null when it was the last one.</summary>
    public static Due? Next(Execution run, ElementInstance within, TimerDefinition timer, Due last, string place)
    {
        if (last.Left == 0 || last.Every is not { } every)
            return null;
        var calendar = Calendar(run, within, timer, place);
        var left = last.Left < 0 ? last.Left : last.Left - 1;
        if (IsoDuration.TryParse(every, out var interval))
            return new(After(calendar, last.At, interval, place), left, every);
        return CronSchedule.Parse(every) is { } cron && OnCron(run, calendar, cron, last.At) is { } at ? new(at, left, every) : null;
    }

    private static Due Repeating(Execution run, WorkCalendar? calendar, string text, string place)
    {
        if (Cycle.Parse(text) is { } cycle)
        {
            var due = cycle.Start is { } start ? Opening(calendar, start, place) : After(calendar, run.At, cycle.Interval, place);
            return new(due, cycle.Times < 0 ? -1 : cycle.Times - 1, cycle.Text);
        }
        if (CronSchedule.Parse(text) is not { } cron)
            throw new StuckException(IncidentKind.Expression, $"Expected {place} to be a repeating interval like R3/PT1H or a cron expression of six fields, but was '{text}'");
        return OnCron(run, calendar, cron, run.At) is { } at
            ? new(at, -1, text)
            : throw new StuckException(IncidentKind.Expression, $"Expected {place} to come within twenty years, but '{text}' does not");
    }

    private static DateTimeOffset? OnCron(Execution run, WorkCalendar? calendar, CronSchedule cron, DateTimeOffset after)
    {
        var zone = run.World.Zones.GetValueOrDefault(run.State.Facility, TimeZoneInfo.Utc);
        var at = cron.Next(after, zone);
        // Straight to the next opening, so that a long closed time costs a look a day and not one a second.
        while (at is { } found && calendar is not null && !calendar.IsOpen(found))
            at = cron.Next(calendar.Add(found, TimeSpan.Zero).AddTicks(-1), zone);
        return at;
    }

    private static DateTimeOffset Opening(WorkCalendar? calendar, DateTimeOffset at, string place) => calendar is null || calendar.IsOpen(at) ? at : After(calendar, at, default, place);

    private static DateTimeOffset After(WorkCalendar? calendar, DateTimeOffset from, IsoDuration duration, string place)
    {
        try
        {
            return calendar is null ? duration.After(from) : calendar.Add(duration.Months == 0 ? from : from.AddMonths(duration.Months), duration.Exact);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new StuckException(IncidentKind.Expression, $"Expected {place} to end within the calendar, but it does not");
        }
    }

    private static WorkCalendar? Calendar(Execution run, ElementInstance within, TimerDefinition timer, string place)
    {
        if (timer.Calendar is null)
            return null;
        var id = Expressions.Text(run, within, timer.Calendar, $"calendar of {place}");
        return run.World.FindCalendar(id) ?? throw new StuckException(IncidentKind.MissingCalendar, $"Expected calendar '{id}' of {place} to be deployed, but it is not");
    }
}
