using Orderly.Web.Design;

namespace Orderly.Web.Tests.Design;

public sealed class ClockReadingTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 9, 14, 12, 0, TimeSpan.FromHours(-5));

    [Theory]
    [InlineData(18, ClockPhase.OnTime, "42 min left")]
    [InlineData(44, ClockPhase.OnTime, "16 min left")]
    [InlineData(45, ClockPhase.Soon, "15 min left")]
    [InlineData(59, ClockPhase.Soon, "1 min left")]
    [InlineData(60, ClockPhase.Late, "Late under 1 min")]
    [InlineData(86, ClockPhase.Late, "Late 26 min")]
    [InlineData(250, ClockPhase.Late, "Late 3 h 10")]
    public void Running_clock_of_an_hour_reads_by_its_net_minutes(int net, ClockPhase phase, string words)
    {
        var reading = Hour(startedBefore: net);

        reading.Phase.ShouldBe(phase);
        reading.Words.ShouldBe(words);
    }

    [Fact]
    public void Stopped_clock_tells_for_how_long_and_has_no_due_time()
    {
        var reading = Hour(startedBefore: 40, stoppedAt: Now.AddMinutes(-12));

        reading.Words.ShouldBe("Stopped 12 m");
        reading.Net.ShouldBe(TimeSpan.FromMinutes(28));
        reading.Due.ShouldBeNull();
    }

    [Fact]
    public void Time_that_was_stopped_before_moves_the_due_time_back()
    {
        var reading = Hour(startedBefore: 70, moved: 20);

        reading.Phase.ShouldBe(ClockPhase.Soon);
        reading.Due.ShouldBe(Now.AddMinutes(10));
        reading.Gross.ShouldBe(TimeSpan.FromMinutes(70));
    }

    [Theory]
    [InlineData(38, "Met, 38 of 45")]
    [InlineData(49, "Missed by 4 min")]
    public void Ended_clock_says_whether_the_promise_was_kept(int net, string words) =>
        ClockReading.Ended(TimeSpan.FromMinutes(45), TimeSpan.FromMinutes(net), TimeSpan.FromMinutes(90)).Words.ShouldBe(words);

    [Fact]
    public void Age_counts_only_birthdays_that_have_been()
    {
        PatientView.BornWords(new DateOnly(1951, 6, 9), new DateOnly(2026, 6, 9)).ShouldBe("9 Jun 1951 (75)");
        PatientView.BornWords(new DateOnly(1951, 6, 10), new DateOnly(2026, 6, 9)).ShouldBe("10 Jun 1951 (74)");
    }

    private static ClockReading Hour(int startedBefore, int moved = 0, DateTimeOffset? stoppedAt = null)
    {
        var started = Now.AddMinutes(-startedBefore);
        return ClockReading.Running(now: Now, started, TimeSpan.FromHours(1), started.AddMinutes(45 + moved), started.AddMinutes(60 + moved), stoppedAt);
    }
}
