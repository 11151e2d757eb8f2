using Orderly.Engine.Feel;

namespace Orderly.Engine.Tests.Feel.Values;

public sealed class FeelZoneTests
{
    [Theory]
    [InlineData("Europe/Paris", true)]
    [InlineData("America/Argentina/Buenos_Aires", true)]
    [InlineData("Etc/GMT+5", true)]
    [InlineData("UTC", true)]
    [InlineData("/dev/zero", false)]
    [InlineData("Europe//Paris", false)]
    [InlineData("Europe/", false)]
    [InlineData("../passwd", false)]
    [InlineData("localtime", false)]
    [InlineData("posixrules", false)]
    [InlineData("right/UTC", false)]
    [InlineData("", false)]
    public void A_name_is_words_between_slashes_and_never_a_way_out(string id, bool isName)
    {
        FeelZone.IsName(id).ShouldBe(isName);
        Evaluating.Run($"time(\"10:00:00@{id}\")").Failed.ShouldBe(!isName);
        Evaluating.Run($"date and time(2026, 1, 1, 10, 0, 0, \"{id}\")").Failed.ShouldBe(!isName);
        Evaluating.Run($"date and time(@\"2026-01-01T00:00:00Z\", \"{id}\")").Failed.ShouldBe(!isName);
    }

    [Theory]
    [InlineData("@\"2026-03-08T01:30:00@America/New_York\" + @\"PT1H\"", "2026-03-08T03:30:00@America/New_York")]
    [InlineData("date and time(@\"2026-07-01T12:00:00Z\", \"America/New_York\")", "2026-07-01T08:00:00@America/New_York")]
    [InlineData("@\"2026-11-02T00:00:00@America/New_York\" - @\"2026-11-01T00:00:00@America/New_York\"", "P1DT1H")]
    public void Elapsed_time_follows_the_changes_of_a_named_zone(string text, string value) => Evaluating.Run(text).Value.ToString().ShouldBe(value);
}
