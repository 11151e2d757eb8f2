using Orderly.Engine.Time;

namespace Orderly.Engine.Tests.Time;

public sealed class WorkCalendarTests
{
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    private static WorkCalendar Office(params DateOnly[] holidays) =>
        WorkCalendar.BusinessHours("office", NewYork, Enumerable.Range(1, 5).Select(day => new OpenHours((DayOfWeek)day, new(8, 0), new(17, 0))), holidays);

    private static DateTimeOffset Local(int month, int day, int hour, int minute = 0)
    {
        var local = new DateTime(2026, month, day, hour, minute, 0);
        return new DateTimeOffset(local, NewYork.GetUtcOffset(local)).ToUniversalTime();
    }

    [Fact]
    public void Around_the_clock_time_never_stops()
    {
        var at = Local(7, 4, 23);
        WorkCalendar.AroundTheClock.Add(at, TimeSpan.FromHours(30)).ShouldBe(at.AddHours(30));
        WorkCalendar.AroundTheClock.Between(at, at.AddHours(5)).ShouldBe(TimeSpan.FromHours(5));
    }

    [Fact]
    public void Work_goes_on_the_next_open_day_and_skips_the_weekend_and_holidays()
    {
        Office().Add(Local(6, 5, 16), TimeSpan.FromHours(2)).ShouldBe(Local(6, 8, 9));
        Office(new DateOnly(2026, 6, 8)).Add(Local(6, 5, 16), TimeSpan.FromHours(2)).ShouldBe(Local(6, 9, 9));
    }

    [Fact]
    public void Work_that_begins_while_closed_begins_at_the_next_opening() =>
        Office().Add(Local(6, 6, 10), TimeSpan.FromMinutes(30)).ShouldBe(Local(6, 8, 8, 30));

    [Fact]
    public void Work_that_fills_the_day_ends_at_closing_not_at_the_next_opening() =>
        Office().Add(Local(6, 8, 8), TimeSpan.FromHours(9)).ShouldBe(Local(6, 8, 17));

    [Fact]
    public void Between_is_the_inverse_of_add()
    {
        var random = new Random(3);
        var office = Office(new DateOnly(2026, 7, 3), new DateOnly(2026, 11, 26));
        for (var round = 0; round < 300; round++)
        {
            var from = Local(1, 1, 0).AddMinutes(random.Next(500_000));
            var work = TimeSpan.FromMinutes(random.Next(1, 10_000));
            office.Between(from, office.Add(from, work)).ShouldBe(work);
        }
    }

    [Fact]
    public void A_day_that_loses_an_hour_has_an_hour_less_of_work_around_the_change()
    {
        var night = WorkCalendar.BusinessHours("night", NewYork, [new(DayOfWeek.Sunday, new(0, 0), new(6, 0))], []);
        var midnight = new DateTimeOffset(2026, 3, 8, 5, 0, 0, TimeSpan.Zero);
        night.Between(midnight, midnight.AddDays(1)).ShouldBe(TimeSpan.FromHours(5));
        var autumn = new DateTimeOffset(2026, 11, 1, 4, 0, 0, TimeSpan.Zero);
        night.Between(autumn, autumn.AddDays(1)).ShouldBe(TimeSpan.FromHours(7));
    }

    [Fact]
    public void A_repeated_local_hour_is_taken_at_its_earlier_occurrence()
    {
        var opening = WorkCalendar.BusinessHours("odd", NewYork, [new(DayOfWeek.Sunday, new(1, 30), new(6, 0))], []);
        opening.Add(new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero), TimeSpan.FromTicks(10)).ShouldBe(new DateTimeOffset(2026, 11, 1, 5, 30, 0, TimeSpan.Zero).AddTicks(10));
    }

    [Fact]
    public void Hours_may_last_until_midnight_and_go_on_the_next_day()
    {
        var long_ = WorkCalendar.BusinessHours("long", TimeZoneInfo.Utc, [new(DayOfWeek.Monday, new(18, 0), null), new(DayOfWeek.Tuesday, new(0, 0), new(6, 0))], []);
        long_.Add(new DateTimeOffset(2026, 6, 8, 23, 0, 0, TimeSpan.Zero), TimeSpan.FromHours(2)).ShouldBe(new DateTimeOffset(2026, 6, 9, 1, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public void Calendars_that_make_no_sense_are_refused()
    {
        Should.Throw<ArgumentException>(() => WorkCalendar.BusinessHours("none", NewYork, [], []));
        Should.Throw<ArgumentException>(() => WorkCalendar.BusinessHours("back", NewYork, [new(DayOfWeek.Monday, new(9, 0), new(8, 0))], []));
        Should.Throw<ArgumentException>(() => WorkCalendar.BusinessHours("twice", NewYork, [new(DayOfWeek.Monday, new(8, 0), new(12, 0)), new(DayOfWeek.Monday, new(11, 0), new(13, 0))], []));
    }
}
