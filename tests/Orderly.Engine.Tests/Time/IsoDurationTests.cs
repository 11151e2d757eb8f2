using Orderly.Engine.Time;

namespace Orderly.Engine.Tests.Time;

public sealed class IsoDurationTests
{
    [Theory]
    [InlineData("PT15M", 0, "00:15:00")]
    [InlineData("P1DT2H3M4.5S", 0, "1.02:03:04.5")]
    [InlineData("P1Y2M", 14, "00:00:00")]
    [InlineData("P2W", 0, "14.00:00:00")]
    [InlineData("-PT1H", 0, "-01:00:00")]
    public void Reads_what_the_standard_writes(string text, int months, string exact)
    {
        IsoDuration.TryParse(text, out var duration).ShouldBeTrue();
        duration.ShouldBe(new IsoDuration(months, TimeSpan.Parse(exact, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("15M")]
    [InlineData("PT15")]
    [InlineData("P1H")]
    [InlineData("PT1D")]
    [InlineData("P1.5Y")]
    [InlineData("PT1H2HT")]
    [InlineData("P99999999999999999999999999999D")]
    public void Refuses_what_is_none(string text) => IsoDuration.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Months_follow_the_calendar() =>
        new IsoDuration(1, TimeSpan.Zero).After(new DateTimeOffset(2026, 1, 31, 0, 0, 0, TimeSpan.Zero)).ShouldBe(new DateTimeOffset(2026, 2, 28, 0, 0, 0, TimeSpan.Zero));
}
