using System.Collections.Immutable;

namespace Orderly.Engine.Time;

/// <summary>
/// When work time passes: always, or in the open hours of a week in a zone, without the holidays. All answers are UTC.
/// A local time that a change of offset repeats is taken at its earlier occurrence; one that it skips moves forward.
/// </summary>
public sealed class WorkCalendar
{
    /// <summary>A calendar whose next open hour is further away than this has none.</summary>
    private const int HorizonDays = 366 * 20;

    private readonly TimeZoneInfo zone;
    private readonly ImmutableArray<OpenHours>[] week = new ImmutableArray<OpenHours>[7];
    private readonly ImmutableHashSet<DateOnly> holidays;

    private WorkCalendar(string id, TimeZoneInfo zone, IEnumerable<OpenHours> hours, IEnumerable<DateOnly> holidays, bool always)
    {
        (Id, this.zone, IsAlwaysOpen) = (id, zone, always);
        this.holidays = [.. holidays];
        for (var day = 0; day < 7; day++)
            week[day] = [.. hours.Where(h => (int)h.Day == day).OrderBy(h => h.Opens)];
    }

    public string Id { get; }

    public bool IsAlwaysOpen { get; }

    /// <summary>Time that never stops: what an SLA without a calendar runs on.</summary>
    public static WorkCalendar AroundTheClock { get; } = new("24x7", TimeZoneInfo.Utc, [], [], always: true);

    /// <param name="id">What models call it.</param>
    /// <param name="zone">The zone the hours are said in.</param>
    /// <param name="hours">The open hours; at least one.</param>
    /// <param name="holidays">Local days without open hours.</param>
    /// <exception cref="ArgumentException">No open hours, hours that overlap, or an end before its start.</exception>
    public static WorkCalendar BusinessHours(string id, TimeZoneInfo zone, IEnumerable<OpenHours> hours, IEnumerable<DateOnly> holidays)
    {
        OpenHours[] all = [.. hours.OrderBy(h => h.Day).ThenBy(h => h.Opens)];
        if (all.Length == 0)
            throw new ArgumentException($"Expected open hours in calendar '{id}', but there are none", nameof(hours));
        for (var i = 0; i < all.Length; i++)
        {
            if (all[i].Closes is { } closes && closes <= all[i].Opens)
                throw new ArgumentException($"Expected open hours to end after they start, but calendar '{id}' has {all[i]}", nameof(hours));
            if (i > 0 && all[i].Day == all[i - 1].Day && (all[i - 1].Closes is not { } before || before > all[i].Opens))
                throw new ArgumentException($"Expected open hours that do not overlap, but calendar '{id}' has {all[i - 1]} and {all[i]}", nameof(hours));
        }
        return new(id, zone, all, holidays, always: false);
    }

    /// <summary>Whether both are open at the same times by the same rules, whatever they are called.</summary>
    public bool IsSameAs(WorkCalendar other) =>
        IsAlwaysOpen == other.IsAlwaysOpen && zone.Id == other.zone.Id && holidays.SetEquals(other.holidays)
        && week.Zip(other.week).All(days => days.First.SequenceEqual(days.Second));

    /// <summary>The instant at which <paramref name="work"/> of open time has passed since <paramref name="from"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative work, or no such instant within twenty years.</exception>
    public DateTimeOffset Add(DateTimeOffset from, TimeSpan work)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(work, TimeSpan.Zero);
        if (IsAlwaysOpen)
            return UtcMicroseconds.Truncate(from + work);
        foreach (var (opens, closes) in OpenFrom(from))
        {
            if (work <= closes - opens)
                return UtcMicroseconds.Truncate(opens + work);
            work -= closes - opens;
        }
        throw new ArgumentOutOfRangeException(nameof(work), $"Expected calendar '{Id}' to have that much open time, but it ends before");
    }

    /// <summary>Open time from the earlier to the later instant; zero when they are the other way round.</summary>
    public TimeSpan Between(DateTimeOffset from, DateTimeOffset to)
    {
        if (to <= from)
            return TimeSpan.Zero;
        if (IsAlwaysOpen)
            return to - from;
        var sum = TimeSpan.Zero;
        foreach (var (opens, closes) in OpenFrom(from))
        {
            if (opens >= to)
                break;
            sum += (closes < to ? closes : to) - opens;
        }
        return sum;
    }

    public bool IsOpen(DateTimeOffset at)
    {
        if (IsAlwaysOpen)
            return true;
        foreach (var (opens, _) in OpenFrom(at))
            return opens <= at;
        return false;
    }

    private IEnumerable<(DateTimeOffset Opens, DateTimeOffset Closes)> OpenFrom(DateTimeOffset from)
    {
        var first = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(from, zone).DateTime).AddDays(-1);
        for (var n = 0; n < HorizonDays; n++)
        {
            var day = first.AddDays(n);
            if (holidays.Contains(day))
                continue;
            foreach (var hours in week[(int)day.DayOfWeek])
            {
                var opens = ToUtc(day.ToDateTime(hours.Opens));
                var closes = hours.Closes is { } end ? ToUtc(day.ToDateTime(end)) : ToUtc(day.AddDays(1).ToDateTime(TimeOnly.MinValue));
                if (closes > from && closes > opens)
                    yield return (opens > from ? opens : from, closes);
            }
        }
    }

    private DateTimeOffset ToUtc(DateTime local)
    {
        if (zone.IsAmbiguousTime(local))
            return new DateTimeOffset(local, zone.GetAmbiguousTimeOffsets(local).Max()).ToUniversalTime();
        // In a gap the offset before the change carries the time forward past it, as clocks on the wall do.
        var offset = zone.IsInvalidTime(local) ? zone.GetUtcOffset(local.AddHours(-3)) : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}

/// <summary>Open hours of a weekday, in local time.</summary>
/// <param name="Day">The weekday.</param>
/// <param name="Opens">The first open moment.</param>
/// <param name="Closes">The first moment no longer open; null for midnight.</param>
public readonly record struct OpenHours(DayOfWeek Day, TimeOnly Opens, TimeOnly? Closes);
