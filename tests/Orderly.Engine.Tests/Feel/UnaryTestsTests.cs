using Orderly.Engine.Feel;

namespace Orderly.Engine.Tests.Feel;

public sealed class UnaryTestsTests
{
    [Theory]
    [InlineData("-", "5", true)]
    [InlineData("5", "5", true)]
    [InlineData("3, 5", "5", true)]
    [InlineData("not(3, 5)", "5", false)]
    [InlineData("not([3..5))", "5", true)]
    [InlineData("not([3..5))", "4", false)]
    [InlineData("not((3..5], 7)", "5", false)]
    [InlineData("not(? = 4) or (? = 4)", "5", true)]
    [InlineData("< 5", "5", false)]
    [InlineData(">= 5", "5", true)]
    [InlineData("!= 5", "5", false)]
    [InlineData("[1..5)", "5", false)]
    [InlineData("]1..5]", "5", true)]
    [InlineData("? > 3 and ? < 6", "5", true)]
    [InlineData("even(?)", "4", true)]
    [InlineData("[4, 5, 6]", "5", true)]
    [InlineData("\"a\", \"b\"", "\"b\"", true)]
    [InlineData("null", "null", true)]
    [InlineData("null", "5", false)]
    [InlineData("true", "false", false)]
    [InlineData("false", "false", true)]
    [InlineData("not(null)", "5", true)]
    [InlineData("> @\"2026-01-01\"", "@\"2026-02-01\"", true)]
    [InlineData("contains(?, \"isolation\")", "\"contact isolation\"", true)]
    [InlineData("limit", "7", true)]
    [InlineData("[1..limit]", "7", true)]
    public void A_cell_holds_for_an_input(string cell, string input, bool holds)
    {
        var scope = Evaluating.Scope(("limit", FeelValue.Of(7)));
        var tests = FeelExpression.Parse(cell, FeelGrammar.UnaryTests, scope.Names).Expression!;
        tests.Test(Evaluating.Run(input).Value, scope, Evaluating.Environment).Value.ShouldBe(FeelValue.Of(holds));
    }

    [Fact]
    public void A_test_of_another_type_is_null_with_an_issue()
    {
        var result = FeelExpression.Parse("< 5", FeelGrammar.UnaryTests).Expression!.Test(FeelValue.Of("five"), FeelContext.Empty, Evaluating.Environment);
        result.Failed.ShouldBeTrue();
    }
}
