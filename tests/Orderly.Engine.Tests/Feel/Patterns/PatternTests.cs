using Orderly.Engine.Feel;

namespace Orderly.Engine.Tests.Feel.Patterns;

public sealed class PatternTests
{
    [Theory]
    [InlineData("matches(\"foobar\", \"^fo*b\")", "true")]
    [InlineData("matches(\"abab\", \"^(ab)\\1$\")", "true")]
    [InlineData("matches(\"abac\", \"^(ab)\\1$\")", "false")]
    [InlineData("matches(\"😀\", \"^.$\")", "true")]
    [InlineData("matches(\"a\nb\", \"a.b\")", "false")]
    [InlineData("matches(\"a\nb\", \"a.b\", \"s\")", "true")]
    [InlineData("matches(\"one\ntwo\", \"^two$\", \"m\")", "true")]
    [InlineData("matches(\"HELLO\", \"h e l l o\", \"ix\")", "true")]
    [InlineData("matches(\"a.b\", \"a.b\", \"q\")", "true")]
    [InlineData("matches(\"axb\", \"a.b\", \"q\")", "false")]
    [InlineData("matches(\"Ä9\", \"^\\p{Lu}\\p{Nd}$\")", "true")]
    [InlineData("matches(\"rate: 12\", \"\\d{2,3}$\")", "true")]
    [InlineData("matches(\"bdf\", \"^[a-z-[aeiou]]+$\")", "true")]
    [InlineData("matches(\"bad\", \"^[a-z-[aeiou]]+$\")", "false")]
    [InlineData("matches(\"\", \"^(a*)*$\")", "true")]
    [InlineData("replace(\"Doe, Jane\", \"(\\w+), (\\w+)\", \"$2 $1\")", "\"Jane Doe\"")]
    [InlineData("replace(\"aaa\", \"a{2}?\", \"b\")", "\"ba\"")]
    [InlineData("replace(\"abc\", \"(x)|b\", \"[$1]\")", "\"a[]c\"")]
    [InlineData("split(\"a, b,c\", \",\\s*\")", "[\"a\", \"b\", \"c\"]")]
    public void A_pattern_means_what_xpath_says(string text, string value) => Evaluating.Show(text).ShouldBe(value);

    [Theory]
    [InlineData("matches(\"a\", \"(a\")", "a '(' is not closed")]
    [InlineData("matches(\"a\", \"*a\")", "'*' must be escaped or follow something to repeat")]
    [InlineData("matches(\"a\", \"[b-a]\")", "a range in a class runs backwards")]
    [InlineData("matches(\"a\", \"(?=a)\")", "'(?' must be followed by ':'")]
    [InlineData("matches(\"a\", \"(a\\1)\")", "'\\1' refers to a group that is not complete")]
    [InlineData("matches(\"a\", \"((a{100}){100}){100}\")", "it unfolds to more than 50000 steps")]
    [InlineData("matches(\"a\", \"a\", \"g\")", "the flag 'g' is not one of s, m, i, x, q")]
    [InlineData("replace(\"abc\", \"x*\", \"-\")", "Expected a pattern that does not match the empty string")]
    public void A_text_that_is_no_pattern_is_null_with_an_issue(string text, string message)
    {
        var result = Evaluating.Run(text);
        result.Failed.ShouldBeTrue();
        result.Issues[0].Message.ShouldContain(message);
    }

    [Fact]
    public void A_pattern_that_would_backtrack_without_end_is_linear()
    {
        var scope = Evaluating.Scope(("input", FeelValue.Of(new string('a', 2000))));
        Evaluating.Show("matches(input, \"^(a+)+b$\")", scope).ShouldBe("false");
    }

    [Fact]
    public void With_back_references_the_steps_are_counted()
    {
        var scope = Evaluating.Scope(("input", FeelValue.Of(new string('a', 200))));
        Evaluating.Run("matches(input, \"^(a*)*(a*)*(a*)*\\1b$\")", scope).Issues[^1].Code.ShouldBe(FeelIssueCode.Limit);
    }
}
