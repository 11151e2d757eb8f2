using Orderly.Canonical.Outbound;
using Orderly.Runtime.Effects;

namespace Orderly.Runtime.Tests.Effects;

public sealed class RetryScheduleTests
{
    [Fact]
    public void Waits_double_until_the_cap()
    {
        var waits = Enumerable.Range(1, 12).Select(attempt => RetrySchedule.DelayAfter("k", attempt, FaultClass.Receiver, null)).ToArray();

        waits[0].ShouldBeInRange(TimeSpan.FromSeconds(0.75), TimeSpan.FromSeconds(1.25));
        waits[4].ShouldBeInRange(TimeSpan.FromSeconds(12), TimeSpan.FromSeconds(20));
        waits.ShouldAllBe(wait => wait <= TimeSpan.FromMinutes(5) * 1.25);
        waits[^1].ShouldBeGreaterThan(TimeSpan.FromMinutes(3.7));
    }

    [Fact]
    public void The_same_effect_and_attempt_wait_the_same()
    {
        RetrySchedule.DelayAfter("1-a-7-0", 3, FaultClass.Connect, null)
            .ShouldBe(RetrySchedule.DelayAfter("1-a-7-0", 3, FaultClass.Connect, null));
    }

    [Fact]
    public void A_thousand_effects_failed_together_come_back_spread_out()
    {
        var waits = Enumerable.Range(0, 1000).Select(i => RetrySchedule.DelayAfter($"1-x-{i}-0", 5, FaultClass.Receiver, null).TotalSeconds).ToArray();

        (waits.Max() - waits.Min()).ShouldBeGreaterThan(7);
        waits.GroupBy(wait => (int)wait).ShouldAllBe(second => second.Count() < 300);
    }

    [Fact]
    public void A_receiver_that_asks_for_more_time_gets_it()
    {
        RetrySchedule.DelayAfter("k", 1, FaultClass.RateLimited, TimeSpan.FromSeconds(90)).ShouldBe(TimeSpan.FromSeconds(90));
    }
}
