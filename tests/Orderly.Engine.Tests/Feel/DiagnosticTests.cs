using Orderly.Engine.Dmn;
using Orderly.Engine.Feel;
using Orderly.Engine.Tests.Dmn;

namespace Orderly.Engine.Tests.Feel;

/// <summary>What an evaluation says of what failed: once, in a sentence of readable length.</summary>
public sealed class DiagnosticTests
{
    [Theory]
    [InlineData("missing + 1")]
    [InlineData("-missing")]
    [InlineData("missing < 3")]
    [InlineData("missing(1)")]
    [InlineData("missing.name")]
    [InlineData("for i in missing return i")]
    [InlineData("3 in [1..missing]")]
    [InlineData("string length(missing)")]
    [InlineData("sum([missing, 1])")]
    [InlineData("sort([2, 1], function(x, y) missing)")]
    [InlineData("upper case(missing + \"a\")")]
    [InlineData("missing > 1 and missing < 3")]
    [InlineData("min([[missing]])")]
    [InlineData("missing[1]")]
    [InlineData("missing[2].name")]
    [InlineData("for i in 1..missing return i")]
    public void A_missing_value_is_told_once(string text)
    {
        var result = Evaluating.Run(text);
        result.Value.IsNull.ShouldBeTrue();
        result.Issues.ShouldHaveSingleItem().Code.ShouldBe(FeelIssueCode.UnknownName);
    }

    [Theory]
    [InlineData("\"x\" in [1..5]")]
    [InlineData("\"x\" between 1 and 5")]
    [InlineData("null between 1 and 5")]
    [InlineData("for i in [1, 2, 3] return i + \"a\"")]
    [InlineData("[{a: 1}, {a: 2}].b")]
    [InlineData("{a: 1}.b.c.d")]
    [InlineData("[1, 2][item > \"a\"]")]
    public void What_fails_the_same_way_again_is_told_once(string text) => Evaluating.Run(text).Issues.ShouldHaveSingleItem();

    [Fact]
    public void An_input_that_no_cell_of_a_column_compares_with_is_told_once()
    {
        var table = DmnText.Read(DmnText.Input("age") + DmnText.Table("hitPolicy=\"FIRST\"", ["age"], ["name=\"o\""], "[1..5] | 1", "> 5 | 2", "< 1 | 3", "\"a\" | 4"));
        foreach (var given in new[] { FeelValue.Null, FeelValue.Of(true) })
            table.Evaluate("answer", FeelContext.Empty.With("age", given), Evaluating.Environment).Issues.Count(issue => issue.Message.EndsWith("and number", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public void A_filter_of_an_empty_list_does_not_tell_of_entries_that_no_item_has()
    {
        var result = Evaluating.Run("[][a = 1]");
        (result.Value.ToString(), result.Issues.Length).ShouldBe(("[]", 0));
    }

    [Theory]
    [InlineData("abs(\"x\")", "Expected abs(n), but the arguments are (string)")]
    [InlineData("date(true)", "Expected date(from), but the arguments are (boolean)")]
    [InlineData("date(1, 2, \"x\")", "Expected date(year, month, day), but the arguments are (number, number, string)")]
    [InlineData("substring(\"x\")", "Expected substring(string, start position, length), but the arguments are (string)")]
    public void Ways_to_call_a_function_are_told_once_and_those_that_are_near(string text, string message) => Evaluating.Run(text).Issues.ShouldHaveSingleItem().Message.ShouldBe(message);

    [Theory]
    [InlineData("\"ended", "Expected the string that begins at 1 to end with '\"', but the text ended at 7")]
    [InlineData("1 + \"ended", "Expected the string that begins at 5 to end with '\"', but the text ended at 11")]
    public void A_string_without_its_end_is_told_with_its_beginning(string text, string message) => FeelExpression.Parse(text).Issues[0].Message.ShouldBe(message);

    [Fact]
    public void A_null_that_is_meant_is_told_where_it_cannot_be_used() => Evaluating.Run("null + 1").Issues.ShouldHaveSingleItem().Code.ShouldBe(FeelIssueCode.Type);

    [Fact]
    public void What_failed_in_one_evaluation_is_told_again_in_the_next()
    {
        var failed = Evaluating.Run("1 / 0").Value;
        Evaluating.Run("failed + 1", Evaluating.Scope(("failed", failed))).Issues.ShouldHaveSingleItem().Code.ShouldBe(FeelIssueCode.Type);
    }

    [Fact]
    public void An_input_that_is_not_given_is_one_issue()
    {
        var model = DmnText.Read(DmnText.Input("age", "number") + DmnText.Literal("next", "age + 1", "age"));
        model.Evaluate("next", FeelContext.Empty, Evaluating.Environment).Issues.ShouldHaveSingleItem().Message.ShouldBe("Expected a value for 'age', but none was given");
        var sum = DmnText.Read(DmnText.Input("age", "number") + DmnText.Literal("next", "sum([age, 1]) + 1 + ([age] < 3)", "age"));
        sum.Evaluate("next", FeelContext.Empty, Evaluating.Environment).ShouldSatisfyAllConditions(
            outcome => outcome.Value.IsNull.ShouldBeTrue(),
            outcome => outcome.Issues.ShouldHaveSingleItem().Element.ShouldBe("i_age"));
        var table = DmnText.Read(DmnText.Input("age", "number") + DmnText.Table("hitPolicy=\"FIRST\"", ["age"], ["name=\"o\""], "< ? + 1 | 1", "> 5 | 2", "? > 3 | 3"));
        table.Evaluate("answer", FeelContext.Empty, Evaluating.Environment).Issues.ShouldHaveSingleItem().Element.ShouldBe("i_age");
    }

    [Theory]
    [InlineData("date(\"$\")")]
    [InlineData("number(\"$\")")]
    [InlineData("duration(\"$\")")]
    [InlineData("@\"$\"")]
    [InlineData("range(\"$\")")]
    [InlineData("matches(\"a\", \"($\")")]
    [InlineData("get value({}, \"$\")")]
    [InlineData("{}.$")]
    [InlineData("$")]
    [InlineData("1e6000 ** 100")]
    [InlineData("substring(\"a\", 1e6000)")]
    [InlineData("before([1..\"$\"], 1)")]
    public void A_long_value_is_cut_in_a_sentence(string text)
    {
        var issues = Evaluating.Run(text.Replace("$", new string('x', 5000), StringComparison.Ordinal)).Issues;
        issues.ShouldNotBeEmpty();
        issues.ShouldAllBe(issue => issue.Message.Length < 250);
    }

    [Fact]
    public void A_long_number_shows_its_exponent_and_a_long_name_its_beginning()
    {
        Evaluating.Run("9e6144 * 10").Issues[0].Message.ShouldBe("Expected '9000000000000000000000000000000000E6111 * 10' to have a value, but it has none");
        FeelExpression.Parse("1 1" + new string('1', 500)).Issues[0].Message.Length.ShouldBeLessThan(120);
    }

    [Theory]
    [InlineData("@\"999999999-12-31\" + @\"P1D\"", FeelIssueCode.Arithmetic, "within FEEL's years and durations")]
    [InlineData("@\"-999999999-01-01\" - @\"P1M\"", FeelIssueCode.Arithmetic, "within FEEL's years and durations")]
    [InlineData("@\"P1D\" / 0", FeelIssueCode.Arithmetic, "Expected '@\"P1D\" / 0' to have a value")]
    [InlineData("@\"10:00:00Z\" - @\"09:00:00\"", FeelIssueCode.Type, "of which one has a time zone and one has not")]
    [InlineData("@\"10:00:00\" + @\"P1M\"", FeelIssueCode.Type, "they are time and years and months duration")]
    [InlineData("@\"2026-01-01\" + 1", FeelIssueCode.Type, "they are date and number")]
    public void Arithmetic_with_dates_that_has_no_result_says_why(string text, string code, string words)
    {
        var issue = Evaluating.Run(text).Issues.ShouldHaveSingleItem();
        issue.Code.ShouldBe(code);
        issue.Message.ShouldContain(words);
    }

    [Theory]
    [InlineData("1e6145", "Expected a number below 1E+6145, but found '1e6145' at 1")]
    [InlineData("1 + 0.1e99999999999", "Expected a number below 1E+6145, but found '0.1e99999999999' at 5")]
    public void A_number_whose_exponent_is_out_of_range_is_told_so(string text, string message) => FeelExpression.Parse(text).Issues[0].Message.ShouldBe(message);

    [Theory]
    [InlineData("number(\"1e6145\")", "Expected a number below 1E+6145 in 'number', but the text is \"1e6145\"")]
    [InlineData("number(\"1f6145\")", "Expected a number in 'number', but the text is \"1f6145\"")]
    public void A_text_of_too_large_a_number_is_told_so(string text, string message) => Evaluating.Run(text).Issues[0].Message.ShouldBe(message);

    [Theory]
    [InlineData("1e-200000", "0")]
    [InlineData("0e999999999999", "0")]
    [InlineData("1e-99999999999999999999", "0")]
    public void A_number_too_small_to_tell_from_nothing_is_nothing(string text, string value) => Evaluating.Show(text).ShouldBe(value);

    [Theory]
    [InlineData("context put({x: 1}, [\"y\", \"a\"], 2)", "Expected a context at \"y\" in 'context put', but there is no such entry")]
    [InlineData("context put({x: 1}, [\"x\", \"a\"], 2)", "Expected a context at \"x\" in 'context put', but it is number")]
    [InlineData("context put({x: {}}, [\"x\", \"y\", \"z\"], 2)", "Expected a context at \"y\" in 'context put', but there is no such entry")]
    public void Nothing_is_put_into_a_context_that_is_not_there(string text, string message)
    {
        var result = Evaluating.Run(text);
        result.Failed.ShouldBeTrue();
        result.Issues.ShouldHaveSingleItem().Message.ShouldBe(message);
    }

    [Theory]
    [InlineData("context put({x: 1, y: {a: 0}}, [\"y\", \"a\"], 2)", "{x: 1, y: {a: 2}}")]
    [InlineData("context put({x: 1}, [\"y\"], 2)", "{x: 1, y: 2}")]
    public void A_path_of_keys_puts_into_the_context_it_leads_to(string text, string value) => Evaluating.Show(text).ShouldBe(value);
}
