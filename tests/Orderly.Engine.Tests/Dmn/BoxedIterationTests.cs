using Orderly.Engine.Dmn;
using Orderly.Engine.Feel;
using Orderly.Engine.Tests.Feel;

namespace Orderly.Engine.Tests.Dmn;

public sealed class BoxedIterationTests
{
    [Theory]
    [InlineData("1..3", "[10, 20, 30]")]
    [InlineData("1..n", "[10, 20]")]
    [InlineData("n..1", "[20, 10]")]
    [InlineData("n - 3 .. n - 2", "[-10, 0]")]
    [InlineData("[1..3]", "[10, 20, 30]")]
    [InlineData("[1, 5]", "[10, 50]")]
    public void A_boxed_for_runs_through_what_a_for_of_feel_does(string domain, string answer)
    {
        var outcome = Run("for", domain, "<return><literalExpression><text>i * 10</text></literalExpression></return>");
        Evaluating.Literal(outcome.Value).ShouldBe(answer);
        outcome.Issues.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("some", "true")]
    [InlineData("every", "false")]
    public void A_boxed_quantifier_runs_through_a_range_too(string kind, string answer) =>
        Evaluating.Literal(Run(kind, "1..3", "<satisfies><literalExpression><text>i &lt; 2</text></literalExpression></satisfies>").Value).ShouldBe(answer);

    [Fact]
    public void A_range_that_cannot_be_walked_is_null_with_an_issue() =>
        Run("for", "1..\"a\"", "<return><literalExpression><text>i</text></literalExpression></return>").Issues.ShouldHaveSingleItem().Code.ShouldBe(FeelIssueCode.Type);

    private static DmnOutcome Run(string kind, string domain, string body) => DmnText.Read(
            DmnText.Input("n") + $"<decision id=\"d\" name=\"d\">{DmnText.Needs("n")}<{kind} iteratorVariable=\"i\"><in><literalExpression><text>{domain}</text></literalExpression></in>{body}</{kind}></decision>")
        .Evaluate("d", Evaluating.Scope(("n", FeelValue.Of(2))), Evaluating.Environment);
}
