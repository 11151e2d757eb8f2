using Orderly.Engine.Feel;

namespace Orderly.Engine.Tests.Feel;

public sealed class LimitTests
{
    [Theory]
    [InlineData("every a in 1..1000, b in 1..1000 satisfies true", "at most 1000000 steps")]
    [InlineData("for a in 1..1000, b in 1..1000 return a", "a list of at most 100000 items")]
    [InlineData("(function(l) every i in 1..1000 satisfies count(append(l, i)) > 0)(for x in 1..90000 return x)", "at most 1000000 steps")]
    [InlineData("(function(s) every i in 1..1000 satisfies upper case(s) != s)(string join(for j in 1..50000 return \"0123456789abcdef\"))", "at most 1000000 steps")]
    [InlineData("for a in 1..1000000 return a", "a list of at most 100000 items")]
    [InlineData("{f: function(n) f2(n), g: (function(h) h(h))(function(h) h(h))}", "at most 64 nested calls")]
    [InlineData("for i in 1..30 return if i = 1 then \"0123456789\" else partial[-1] + partial[-1]", "a string of at most 1048576 characters")]
    [InlineData("for i in 1..20000 return count(partial)", "steps")]
    [InlineData("for i in 1..60 return if i = 1 then [1] else [partial[-1], partial[-1]]", "values in one")]
    [InlineData("for i in 1..500 return if i = 1 then [1] else [partial[-1]]", "nested lists")]
    [InlineData("{s: string join(for j in 1..10000 return \"0123456789012345\"), l: for i in 1..200 return s}", "values in one")]
    public void A_limit_is_an_issue_and_not_an_exception(string text, string message)
    {
        var result = Evaluating.Run(text);
        result.Value.ShouldBe(FeelValue.Null);
        result.Issues[^1].Code.ShouldBe(FeelIssueCode.Limit);
        result.Issues[^1].Message.ShouldContain(message);
    }

    [Theory]
    [InlineData("(", 5000)]
    [InlineData("[", 5000)]
    [InlineData("{a:", 5000)]
    [InlineData("-", 5000)]
    [InlineData("if ", 5000)]
    [InlineData("1 in (", 5000)]
    [InlineData("x[", 5000)]
    [InlineData("f(", 5000)]
    [InlineData("not(", 5000)]
    [InlineData("function(a: list<list<", 200)]
    public void Deep_nesting_is_an_issue_and_not_a_crash(string opening, int times)
    {
        var text = string.Concat(Enumerable.Repeat(opening, times));
        FeelExpression.Parse(text).Issues[0].Code.ShouldBe(FeelIssueCode.Syntax);
        FeelExpression.Parse(text, FeelGrammar.UnaryTests).Issues[0].Code.ShouldBe(FeelIssueCode.Syntax);
    }

    [Fact]
    public void A_sum_of_many_terms_is_an_issue_and_not_a_crash()
    {
        var text = string.Join(" + ", Enumerable.Repeat("1", 50_000));
        Evaluating.Run(text).Issues[^1].Code.ShouldBe(FeelIssueCode.Limit);
    }
}
