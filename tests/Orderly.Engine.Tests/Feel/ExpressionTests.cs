using Orderly.Engine.Feel;

namespace Orderly.Engine.Tests.Feel;

public sealed class ExpressionTests
{
    [Theory]
    [InlineData("1 + 2 * 3", "7")]
    [InlineData("(1 + 2) * 3", "9")]
    [InlineData("2 ** 3 ** 2", "64")]
    [InlineData("-2 ** 2", "4")]
    [InlineData("10 / 4", "2.5")]
    [InlineData("1 / 3", "0.3333333333333333333333333333333333")]
    [InlineData("0.1 + 0.2", "0.3")]
    [InlineData("\"a\" + \"b\"", "\"ab\"")]
    [InlineData("if 1 > 2 then \"yes\" else \"no\"", "\"no\"")]
    [InlineData("for i in 1..3 return i * i", "[1, 4, 9]")]
    [InlineData("for i in 3..1 return i", "[3, 2, 1]")]
    [InlineData("for i in 1..4 return if i = 1 then 1 else i * partial[-1]", "[1, 2, 6, 24]")]
    [InlineData("for a in [1, 2], b in [a, 10] return a * b", "[1, 10, 4, 20]")]
    [InlineData("some x in [1, 2, 3] satisfies x > 2", "true")]
    [InlineData("every x in [1, 2, 3] satisfies x > 2", "false")]
    [InlineData("[1, 2, 3][item > 1]", "[2, 3]")]
    [InlineData("[{a: 1}, {a: 2}][a = 2].a", "[2]")]
    [InlineData("{a: 1, b: a + 1}.b", "2")]
    [InlineData("{first name: \"Ada\"}.first name", "\"Ada\"")]
    [InlineData("(function(x, y) x - y)(y: 1, x: 5)", "4")]
    [InlineData("5 in [1..5)", "false")]
    [InlineData("5 in (> 3, 1)", "true")]
    [InlineData("5 in ]1..5]", "true")]
    [InlineData("5 between 1 and 5", "true")]
    [InlineData("date and time(\"2026-01-31T10:00:00\") + duration(\"P1M\")", "@\"2026-02-28T10:00:00\"")]
    [InlineData("@\"2026-03-01\" - @\"2026-02-01\"", "@\"P28D\"")]
    [InlineData("substring(\"foobar\", 3, 3)", "\"oba\"")]
    [InlineData("sort([3, 1, 2], function(x, y) x < y)", "[1, 2, 3]")]
    [InlineData("string join([\"a\", null, \"b\"], \"-\")", "\"a-b\"")]
    [InlineData("1 + /* one */ 1 // two", "2")]
    [InlineData("today()", "@\"2026-11-23\"")]
    [InlineData("now()", "@\"2026-11-23T14:30:00-05:00\"")]
    public void An_expression_has_the_value_of_the_standard(string text, string value) => Evaluating.Show(text).ShouldBe(value);

    [Fact]
    public void Names_with_spaces_and_operators_are_taken_by_longest_match()
    {
        var scope = Evaluating.Scope(("bed", FeelValue.Of(1)), ("bed-days", FeelValue.Of(7)), ("days", FeelValue.Of(3)), ("list of beds", FeelValue.Of(9)));
        Evaluating.Show("bed-days + list of beds", scope).ShouldBe("16");
    }

    [Fact]
    public void A_failed_operation_is_null_with_an_issue_that_says_where()
    {
        var result = Evaluating.Run("1 + (\"a\" - 2)");
        result.Value.ShouldBe(FeelValue.Null);
        result.Failed.ShouldBeTrue();
        result.Issues[0].Code.ShouldBe(FeelIssueCode.Type);
        result.Issues[0].Position.ShouldBe(5);
    }

    [Fact]
    public void Free_names_are_the_references()
    {
        var parse = FeelExpression.Parse("for i in items return i * rate + count(items)", FeelGrammar.Expression, ["items", "rate"]);
        parse.Expression!.References.ShouldBe(["items", "rate"]);
    }

    [Theory]
    [InlineData("1 +", "Expected an expression, but the text ended at 4")]
    [InlineData("if a then b", "Expected 'else', but the text ended at 12")]
    [InlineData("[1, 2", "Expected ']', but the text ended at 6")]
    public void A_text_that_does_not_read_gives_an_issue(string text, string message)
    {
        var parse = FeelExpression.Parse(text, FeelGrammar.Expression, ["a", "b"]);
        parse.Expression.ShouldBeNull();
        parse.Issues[0].Message.ShouldBe(message);
    }
}
