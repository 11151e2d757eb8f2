namespace Orderly.Formats.Tests.Hl7.V2;

public sealed class Hl7PathTests
{
    [Theory]
    [InlineData("PV1-19")]
    [InlineData("MSH-9.2")]
    [InlineData("PID-3[1].1")]
    [InlineData("PID-3[*].4.2")]
    [InlineData("OBX(2)-5")]
    [InlineData("OBX(*)-5[2].1.1")]
    [InlineData("ZXX-4")]
    public void A_path_is_written_as_it_was_read(string text) => Hl7Path.Parse(text).ToString().ShouldBe(text);

    [Fact]
    public void A_path_holds_its_numbers()
    {
        var path = Hl7Path.Parse("OBX(12)-5[3].2.4");

        (path.Segment, path.Occurrence, path.Field, path.Repetition, path.Component, path.Subcomponent).ShouldBe(("OBX", 12, 5, 3, 2, 4));
        path.ShouldBe(Hl7Path.Parse("OBX(12)-5[3].2.4"));
        path.InSegment(1).ToString().ShouldBe("OBX-5[3].2.4");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("PID")]
    [InlineData("pid-3")]
    [InlineData("PIDD-3")]
    [InlineData("1ID-3")]
    [InlineData("PID-")]
    [InlineData("PID-0")]
    [InlineData("PID-*")]
    [InlineData("PID-3.")]
    [InlineData("PID-3.0")]
    [InlineData("PID-3.1.1.1")]
    [InlineData("PID-3[]")]
    [InlineData("PID-3[0]")]
    [InlineData("PID-3[1")]
    [InlineData("PID(0)-3")]
    [InlineData("PID(-1)-3")]
    [InlineData("PID()-3")]
    [InlineData("PID-3 ")]
    [InlineData("PID-100000")]
    [InlineData("PID-99999999999999999999")]
    public void Text_that_is_no_path_is_refused_with_what_was_expected(string? text)
    {
        Hl7Path.TryParse(text, out _, out var error).ShouldBeFalse();
        error.ShouldStartWith("Expected a path such as PID-3[1].1");
    }

    [Fact]
    public void Parse_throws_what_try_parse_says() =>
        Should.Throw<FormatException>(() => Hl7Path.Parse("PID-3[x]")).Message.ShouldContain("at character 7");
}
