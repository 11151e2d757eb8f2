using Microsoft.Extensions.Time.Testing;
using Orderly.Runtime.Clocks;

namespace Orderly.Runtime.Tests.Clocks;

public sealed class HospitalClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_clock_at_sixty_times_gains_an_hour_in_a_minute()
    {
        var real = new FakeTimeProvider(Start);
        var clock = new HospitalClock(real, new ClockAnchor(Start, Start, 60));

        real.Advance(TimeSpan.FromMinutes(1));

        clock.Now().ShouldBe(Start.AddHours(1));
    }

    [Fact]
    public void Waiting_the_told_time_is_never_early()
    {
        foreach (var rate in new[] { 0.3, 1, 7, 60, 3599.7 })
        {
            var real = new FakeTimeProvider(Start);
            var clock = new HospitalClock(real, new ClockAnchor(Start, Start.AddDays(3), rate));
            var due = Start.AddDays(3).AddSeconds(1234.567891);

            real.Advance(clock.RealTimeUntil(due));

            clock.Now().ShouldBeGreaterThanOrEqualTo(HospitalClock.Truncate(due), $"at rate {rate}");
        }
    }

    [Fact]
    public void A_scaled_clock_stands_still_while_the_product_is_down()
    {
        var stored = new ClockAnchor(Start, Start, 60);

        var resumed = HospitalClock.Resume(stored, lastSeenReal: Start.AddMinutes(2), nowReal: Start.AddMinutes(30));

        resumed.HospitalAt(Start.AddMinutes(30)).ShouldBe(Start.AddHours(2));
    }

    [Fact]
    public void Real_time_goes_on_while_the_product_is_down()
    {
        var resumed = HospitalClock.Resume(new ClockAnchor(Start, Start, 1), Start, Start.AddHours(1));

        resumed.HospitalAt(Start.AddHours(1)).ShouldBe(Start.AddHours(1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(3601)]
    [InlineData(double.NaN)]
    public void A_rate_out_of_range_is_refused(double rate) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new HospitalClock(TimeProvider.System, new ClockAnchor(Start, Start, rate)))
            .Message.ShouldContain("Expected a rate");
}
