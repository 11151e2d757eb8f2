namespace Orderly.Formats.Tests.Hl7.V2.Text;

public sealed class Hl7TimestampTests
{
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    [Theory]
    [InlineData("2026", Hl7TimestampPrecision.Year, "2026-01-01T00:00:00.0000000")]
    [InlineData("202603", Hl7TimestampPrecision.Month, "2026-03-01T00:00:00.0000000")]
    [InlineData("20260315", Hl7TimestampPrecision.Day, "2026-03-15T00:00:00.0000000")]
    [InlineData("2026031508", Hl7TimestampPrecision.Hour, "2026-03-15T08:00:00.0000000")]
    [InlineData("202603150809", Hl7TimestampPrecision.Minute, "2026-03-15T08:09:00.0000000")]
    [InlineData("20260315080910", Hl7TimestampPrecision.Second, "2026-03-15T08:09:10.0000000")]
    [InlineData("20260315080910.1", Hl7TimestampPrecision.Tenth, "2026-03-15T08:09:10.1000000")]
    [InlineData("20260315080910.05", Hl7TimestampPrecision.Hundredth, "2026-03-15T08:09:10.0500000")]
    [InlineData("20260315080910.123", Hl7TimestampPrecision.Millisecond, "2026-03-15T08:09:10.1230000")]
    [InlineData("20260315080910.1234", Hl7TimestampPrecision.TenthOfMillisecond, "2026-03-15T08:09:10.1234000")]
    public void Each_precision_is_kept_and_written_back(string text, Hl7TimestampPrecision precision, string local)
    {
        Hl7Timestamp.TryParse(text, out var timestamp).ShouldBeTrue();

        timestamp.Precision.ShouldBe(precision);
        timestamp.Offset.ShouldBeNull();
        timestamp.Local.ToString("yyyy-MM-ddTHH:mm:ss.fffffff", null).ShouldBe(local);
        timestamp.ToString().ShouldBe(text);
        Hl7Timestamp.TryParse(text + "-0430", out var zoned).ShouldBeTrue();
        zoned.Offset.ShouldBe(new TimeSpan(-4, -30, 0));
        zoned.ToString().ShouldBe(text + "-0430");
    }

    [Theory]
    [InlineData("")]
    [InlineData("26")]
    [InlineData("0000")]
    [InlineData("20261")]
    [InlineData("202613")]
    [InlineData("20260230")]
    [InlineData("2026031524")]
    [InlineData("202603150860")]
    [InlineData("20260315080960")]
    [InlineData("20260315080910.")]
    [InlineData("20260315080910.12345")]
    [InlineData("202603150809.1")]
    [InlineData("20260315080910+1")]
    [InlineData("20260315080910+1500")]
    [InlineData("20260315080910+0160")]
    [InlineData("20260315080910+01:00")]
    [InlineData("2026-03-15")]
    [InlineData("20260315 0809")]
    [InlineData("２０２６")]
    [InlineData("+0100")]
    [InlineData("99999999999999999999999999999")]
    public void What_is_no_timestamp_is_refused(string text) => Hl7Timestamp.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Surrounding_blanks_are_passed_over()
    {
        Hl7Timestamp.TryParse(" 20260315 ", out var timestamp).ShouldBeTrue();
        timestamp.ToString().ShouldBe("20260315");
    }

    [Theory]
    [InlineData("20260315120000+0100", "2026-03-15T12:00:00+01:00", Hl7ZoneReading.Own)]
    [InlineData("20260315120000", "2026-03-15T12:00:00-04:00", Hl7ZoneReading.Facility)]
    [InlineData("20260115120000", "2026-01-15T12:00:00-05:00", Hl7ZoneReading.Facility)]
    [InlineData("20261101013000", "2026-11-01T01:30:00-04:00", Hl7ZoneReading.Ambiguous)]
    [InlineData("20260308023000", "2026-03-08T02:30:00-05:00", Hl7ZoneReading.Skipped)]
    public void The_facilitys_zone_is_used_only_where_the_sender_gave_none(string text, string instant, Hl7ZoneReading expected)
    {
        Hl7Timestamp.TryParse(text, out var timestamp).ShouldBeTrue();

        timestamp.ToInstant(NewYork, out var reading).ShouldBe(DateTimeOffset.Parse(instant, null));
        reading.ShouldBe(expected);
    }

    [Theory]
    [InlineData("0001")]
    [InlineData("99991231235959.9999")]
    [InlineData("00010101000000+1400")]
    [InlineData("99991231235959-1400")]
    public void The_ends_of_the_calendar_do_not_throw(string text)
    {
        Hl7Timestamp.TryParse(text, out var timestamp).ShouldBeTrue();
        timestamp.ToInstant(NewYork).DateTime.ShouldBe(timestamp.Local);
    }

    [Fact]
    public void An_instant_is_cut_to_the_precision_asked_for()
    {
        var instant = new DateTimeOffset(2026, 3, 15, 8, 9, 10, 987, new TimeSpan(5, 30, 0));

        Hl7Timestamp.From(instant).ToString().ShouldBe("20260315080910+0530");
        Hl7Timestamp.From(instant, Hl7TimestampPrecision.Tenth).ToString().ShouldBe("20260315080910.9+0530");
        Hl7Timestamp.From(instant, Hl7TimestampPrecision.Minute).ToString().ShouldBe("202603150809+0530");
        Hl7Timestamp.From(instant, Hl7TimestampPrecision.Month).ToString().ShouldBe("202603+0530");
    }
}
