using System.Globalization;
using Orderly.Engine.Time;

namespace Orderly.Engine.Tests.Time;

public sealed class CronScheduleTests
{
    [Theory]
    [InlineData("0 0 9 * * *", "2026-03-02T12:00:00Z", "2026-03-03T09:00:00Z")]
    [InlineData("*/15 * * * * *", "2026-03-02T12:00:00Z", "2026-03-02T12:00:15Z")]
    [InlineData("0 0/20 8-10 * * ?", "2026-03-02T10:40:00Z", "2026-03-03T08:00:00Z")]
    [InlineData("0 0 0 L * *", "2028-02-01T00:00:00Z", "2028-02-29T00:00:00Z")]
    [InlineData("0 30 6 1 JAN,JUL *", "2026-03-02T12:00:00Z", "2026-07-01T06:30:00Z")]
    [InlineData("0 0 0 * * 7", "2026-03-02T12:00:00Z", "2026-03-08T00:00:00Z")]
    [InlineData("@hourly", "2026-03-02T12:00:00Z", "2026-03-02T13:00:00Z")]
    public void Names_the_next_time(string text, string after, string next) =>
        CronSchedule.Parse(text)!.Next(At(after), TimeZoneInfo.Utc).ShouldBe(At(next));

    [Theory]
    [InlineData("0 0 9 * *")]
    [InlineData("60 0 9 * * *")]
    [InlineData("0 0 9 * * FUN")]
    [InlineData("0 0 17-9 * * *")]
    [InlineData("0 */0 * * * *")]
    [InlineData("PT5M")]
    public void What_is_no_cron_expression_is_none(string text) => CronSchedule.Parse(text).ShouldBeNull();

    [Fact]
    public void A_day_that_never_comes_has_no_time() => CronSchedule.Parse("0 0 0 30 2 *")!.Next(At("2026-03-02T12:00:00Z"), TimeZoneInfo.Utc).ShouldBeNull();

    [Fact]
    public void Times_are_on_the_clocks_of_the_zone_through_both_changes()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
        var daily = CronSchedule.Parse("0 30 2 * * *")!;
        // On 8 March half past two does not exist there; on 1 November it is half past two once more only after the change.
        daily.Next(At("2026-03-08T00:00:00Z"), zone).ShouldBe(At("2026-03-08T07:30:00Z"));
        daily.Next(At("2026-11-01T00:00:00Z"), zone).ShouldBe(At("2026-11-01T07:30:00Z"));
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
