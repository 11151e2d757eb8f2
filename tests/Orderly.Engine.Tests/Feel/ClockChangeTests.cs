using System.Text;
using System.Text.Json;
using Orderly.Engine.Feel;

namespace Orderly.Engine.Tests.Feel;

/// <summary>Dates and times in named zones around the nights in which clocks are put back and forward.</summary>
public sealed class ClockChangeTests
{
    private static readonly FeelContext Night = Evaluating.Scope(
        ("T", Evaluating.Run("@\"2026-11-01T00:30:00@America/New_York\"").Value),
        ("March", Evaluating.Run("@\"2026-03-08T01:30:00@America/New_York\"").Value),
        ("Skipped", Evaluating.Run("@\"2026-03-08T02:30:00@America/New_York\"").Value));

    [Theory]
    [InlineData("(T + @\"PT2H\") - T", "@\"PT2H\"")]
    [InlineData("(T + @\"PT1H\" + @\"PT1H\") - T", "@\"PT2H\"")]
    [InlineData("(T + @\"PT3H\" - @\"PT1H\") - T", "@\"PT2H\"")]
    [InlineData("T + @\"PT2H\" > T + @\"PT1H\"", "true")]
    [InlineData("T + @\"PT2H\" = T + @\"PT1H\"", "false")]
    [InlineData("is(T + @\"PT2H\", T + @\"PT1H\")", "false")]
    [InlineData("T + @\"PT2H\" = T + @\"PT1H\" + @\"PT1H\"", "true")]
    [InlineData("is(T + @\"PT2H\", T + @\"PT1H\" + @\"PT1H\")", "true")]
    [InlineData("T + @\"PT2H\" = @\"2026-11-01T06:30:00Z\"", "true")]
    [InlineData("T + @\"PT2H\" + @\"PT1H\"", "@\"2026-11-01T02:30:00@America/New_York\"")]
    [InlineData("T + @\"PT2H\" in [T + @\"PT90M\"..T + @\"PT150M\"]", "true")]
    [InlineData("max(T + @\"PT1H\", T + @\"PT2H\") - T", "@\"PT2H\"")]
    [InlineData("(T + @\"PT1H\").time offset", "@\"-PT4H\"")]
    [InlineData("(T + @\"PT2H\").time offset", "@\"-PT5H\"")]
    [InlineData("date and time(@\"2026-11-01T06:30:00Z\", \"America/New_York\") - T", "@\"PT2H\"")]
    [InlineData("(T + @\"PT2H\" + @\"P0M\") - T", "@\"PT2H\"")]
    public void The_hour_that_a_clock_going_back_shows_twice_is_not_lost(string text, string value) => Evaluating.Show(text, Night).ShouldBe(value);

    [Theory]
    [InlineData("string(T + @\"PT2H\")", "\"2026-11-01T01:30:00@America/New_York\"")]
    [InlineData("@\"2026-11-01T01:30:00@America/New_York\" - T", "@\"PT1H\"")]
    [InlineData("T + @\"P1D\"", "@\"2026-11-01T23:30:00@America/New_York\"")]
    [InlineData("T + @\"PT2H\" + @\"P1M\"", "@\"2026-12-01T01:30:00@America/New_York\"")]
    public void The_wall_clock_is_what_is_said_and_written(string text, string value) => Evaluating.Show(text, Night).ShouldBe(value);

    [Theory]
    [InlineData("Skipped = @\"2026-03-08T07:30:00Z\"", "true")]
    [InlineData("Skipped = @\"2026-03-08T03:30:00@America/New_York\"", "true")]
    [InlineData("Skipped - March", "@\"PT1H\"")]
    [InlineData("March + @\"PT1H\"", "@\"2026-03-08T03:30:00@America/New_York\"")]
    [InlineData("Skipped + @\"PT1H\"", "@\"2026-03-08T04:30:00@America/New_York\"")]
    [InlineData("@\"2011-12-30T10:00:00@Pacific/Apia\" = @\"2011-12-31T10:00:00@Pacific/Apia\"", "true")]
    [InlineData("@\"2026-03-29T01:30:00@Europe/Dublin\" = @\"2026-03-29T01:30:00Z\"", "true")]
    public void A_time_that_is_skipped_has_the_offset_before_the_clock_was_put_forward(string text, string value) => Evaluating.Show(text, Night).ShouldBe(value);

    [Fact]
    public void The_second_of_two_hours_is_kept_as_itself_and_nothing_else_is_written_differently()
    {
        var (first, second) = (Evaluating.Run("T + @\"PT1H\"", Night).Value, Evaluating.Run("T + @\"PT2H\"", Night).Value);
        Kept(first).ShouldBe("""{"@feel":"date and time","value":"2026-11-01T01:30:00@America/New_York"}""");
        Kept(second).ShouldBe("""{"@feel":"date and time","value":"2026-11-01T01:30:00@America/New_York","offset":"-05:00"}""");
        Read(Kept(second)).ShouldBe(second);
        Read(Kept(first)).ShouldBe(first);
        Evaluating.Show("at - T", Evaluating.Scope(("at", Read(Kept(second))), ("T", Night["T"]))).ShouldBe("@\"PT2H\"");
    }

    [Theory]
    [InlineData("\"2026-11-01T01:30:00@America/New_York\",\"offset\":\"+03:00\"")]
    [InlineData("\"2026-11-01T01:30:00@America/New_York\",\"offset\":\"-04:00\"")]
    public void An_offset_that_the_zone_does_not_have_then_counts_for_nothing(string content) =>
        Evaluating.Show("at - T", Evaluating.Scope(("at", Read($"{{\"@feel\":\"date and time\",\"value\":{content}}}")), ("T", Night["T"]))).ShouldBe("@\"PT1H\"");

    [Theory]
    [InlineData("\"2026-11-01T01:30:00@America/New_York\",\"offset\":\"soon\"")]
    [InlineData("\"2026-11-01T01:30:00Z\",\"offset\":\"-05:00\"")]
    public void An_offset_that_is_none_or_that_stands_beside_another_is_refused(string content) =>
        Should.Throw<JsonException>(() => Read($"{{\"@feel\":\"date and time\",\"value\":{content}}}")).Message.ShouldStartWith("Expected 'offset' as an offset such as \"-05:00\"");

    private static string Kept(FeelValue value)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            FeelJson.Write(writer, value);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static FeelValue Read(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        return FeelJson.Read(ref reader);
    }
}
