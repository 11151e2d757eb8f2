namespace Orderly.Engine.Tests.Feel;

/// <summary>Calls of built-in functions whose answer the standard's tables give, where they are easily got wrong.</summary>
public sealed class BuiltInFunctionTests
{
    [Theory]
    [InlineData("overlaps before([1..5], [3..8])", "true")]
    [InlineData("overlaps before([1..5], (5..8])", "false")]
    [InlineData("overlaps before([1..5], (1..5])", "true")]
    [InlineData("overlaps before([1..5), (1..5])", "true")]
    [InlineData("overlaps before([1..5], [1..5))", "false")]
    [InlineData("overlaps before([1..5], [1..5])", "false")]
    [InlineData("overlaps after((1..5], [1..5))", "true")]
    [InlineData("overlaps after((1..5], [1..5])", "true")]
    [InlineData("overlaps after([1..5], [1..5))", "false")]
    [InlineData("meets([1..5], (5..8])", "false")]
    [InlineData("finishes((5..10], [1..10])", "true")]
    [InlineData("includes((1..10], [1..5])", "false")]
    public void Relations_of_ranges_mind_their_brackets(string text, string value) => Evaluating.Show(text).ShouldBe(value);

    [Theory]
    [InlineData("range(\"[18..21)\")", "[18..21)")]
    [InlineData("range(\"[2..)\")", "(>= 2)")]
    [InlineData("range(\"(..2)\")", "(< 2)")]
    [InlineData("range(\"(..@\\\"2026-01-01\\\"]\")", "(<= @\"2026-01-01\")")]
    [InlineData("range(\"[..2]\")", "null")]
    [InlineData("range(\"(..)\")", "null")]
    [InlineData("range(\"[3..2]\")", "null")]
    [InlineData("range(\"[a..b]\")", "null")]
    public void A_range_is_read_of_a_text_with_one_end_or_two(string text, string value) => Evaluating.Show(text).ShouldBe(value);

    [Theory]
    [InlineData("log(1)", "0")]
    [InlineData("log(1.000000000000000000000000000000001)", "0.0000000000000000000000000000000009999999999999999999999999999999995")]
    [InlineData("log(10)", "2.302585092994045684017991454684364")]
    [InlineData("exp(1)", "2.718281828459045235360287471352662")]
    [InlineData("4 ** 0.5", "2")]
    public void Logarithms_and_powers_have_34_right_digits(string text, string value) => Evaluating.Show(text).ShouldBe(value);

    [Theory]
    [InlineData("upper case(\"straße ﬁn\")", "\"STRASSE FIN\"")]
    [InlineData("lower case(\"ΌΣΟΣ ΣΟΣ\")", "\"όσος σος\"")]
    public void Case_is_changed_by_the_full_mapping(string text, string value) => Evaluating.Show(text).ShouldBe(value);

    [Theory]
    [InlineData("context put({}, [null], 1)")]
    [InlineData("get value({}, [null])")]
    [InlineData("substring([null], 1)")]
    [InlineData("sort([1, \"a\"])")]
    [InlineData("date([null])")]
    public void What_a_function_cannot_take_is_null_with_an_issue(string text)
    {
        var result = Evaluating.Run(text);
        result.Failed.ShouldBeTrue();
        result.Issues[0].Message.ShouldStartWith("Expected ");
    }

    [Fact]
    public void An_external_function_reads_and_gives_null_with_an_issue_when_called()
    {
        var result = Evaluating.Run("{f: function(x) external {java: {class: \"a.B\", method signature: \"c(double)\"}}, called: f(1), beside: 2}");
        result.Value.ToString().ShouldBe("{f: function external, called: null, beside: 2}");
        result.Issues.ShouldHaveSingleItem().Code.ShouldBe("feel.external");
    }
}
