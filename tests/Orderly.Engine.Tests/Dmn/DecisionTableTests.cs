using Orderly.Engine.Dmn;
using Orderly.Engine.Feel;
using Orderly.Engine.Tests.Feel;

namespace Orderly.Engine.Tests.Dmn;

public sealed class DecisionTableTests
{
    private static readonly string[] Overlapping = ["> 10 | \"b\"", "> 20 | \"a\"", "> 30 | \"b\""];

    [Theory]
    [InlineData("hitPolicy=\"UNIQUE\"", 15, "\"b\"")]
    [InlineData("hitPolicy=\"FIRST\"", 40, "\"b\"")]
    [InlineData("hitPolicy=\"PRIORITY\"", 40, "\"a\"")]
    [InlineData("hitPolicy=\"RULE ORDER\"", 40, "[\"b\", \"a\", \"b\"]")]
    [InlineData("hitPolicy=\"OUTPUT ORDER\"", 40, "[\"a\", \"b\", \"b\"]")]
    [InlineData("hitPolicy=\"COLLECT\"", 25, "[\"b\", \"a\"]")]
    [InlineData("hitPolicy=\"COLLECT\" aggregation=\"COUNT\"", 40, "3")]
    [InlineData("hitPolicy=\"COLLECT\" aggregation=\"MIN\"", 40, "\"a\"")]
    [InlineData("hitPolicy=\"COLLECT\" aggregation=\"COUNT\"", 1, "0")]
    public void A_hit_policy_makes_one_answer_of_the_matching_rules(string policy, int input, string answer)
    {
        var outcome = Run(DmnText.Table(policy, ["n"], ["name=\"o\"|<outputValues><text>\"a\",\"b\"</text></outputValues>"], Overlapping), input);
        Evaluating.Literal(outcome.Value).ShouldBe(answer);
        outcome.Issues.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("hitPolicy=\"UNIQUE\"", "Expected one rule to match under hit policy UNIQUE, but rules 1 and 2 do")]
    [InlineData("hitPolicy=\"ANY\"", "Expected all matching rules to agree under hit policy ANY, but rules 1 and 2 differ")]
    public void A_table_that_contradicts_its_hit_policy_is_null_with_an_issue(string policy, string message)
    {
        var outcome = Run(DmnText.Table(policy, ["n"], ["name=\"o\""], Overlapping), 25);
        outcome.Failed.ShouldBeTrue();
        outcome.Issues[0].Message.ShouldBe(message);
        outcome.Issues[0].Element.ShouldBe("t");
    }

    [Theory]
    [InlineData("hitPolicy=\"UNIQUE\"")]
    [InlineData("hitPolicy=\"FIRST\"")]
    [InlineData("hitPolicy=\"COLLECT\" aggregation=\"MAX\"")]
    public void A_table_of_which_no_rule_matches_says_so_and_has_not_failed(string policy)
    {
        var outcome = Run(DmnText.Table(policy, ["n"], ["name=\"o\""], Overlapping), 5);
        (outcome.Value.IsNull, outcome.Failed).ShouldBe((true, false));
        var issue = outcome.Issues.ShouldHaveSingleItem();
        (issue.Code, issue.Message, issue.Place!.ToString()).ShouldBe((FeelIssueCode.NoMatch, "Expected a rule to match, but none does for n = 5, and there is no default", "decision 'answer', table 't'"));
    }

    [Theory]
    [InlineData("COLLECT")]
    [InlineData("RULE ORDER")]
    public void A_table_that_collects_hits_may_have_none(string policy) => Run(DmnText.Table($"hitPolicy=\"{policy}\"", ["n"], ["name=\"o\""], Overlapping), 5).Issues.ShouldBeEmpty();

    [Fact]
    public void A_null_of_a_table_without_a_match_that_cannot_be_used_is_a_failure()
    {
        var model = DmnText.Read(DmnText.Input("n") + DmnText.Table("", ["n"], ["name=\"o\""], "> 10 | 1")
            + "<decision id=\"e\" name=\"next\"><variable name=\"next\"/><informationRequirement><requiredDecision href=\"#d\"/></informationRequirement><literalExpression><text>answer + 1</text></literalExpression></decision>");
        var outcome = model.Evaluate("next", FeelContext.Empty.With("n", FeelValue.Of(1)), Evaluating.Environment);
        outcome.Failed.ShouldBeTrue();
        outcome.Issues.Select(issue => issue.Code).ShouldBe([FeelIssueCode.NoMatch, FeelIssueCode.Type]);
    }

    [Fact]
    public void Several_outputs_are_a_context_and_defaults_count_when_nothing_matches()
    {
        var table = DmnText.Table(
            "hitPolicy=\"UNIQUE\"", ["n"],
            ["name=\"queue\"|<defaultOutputEntry><text>\"desk\"</text></defaultOutputEntry>", "name=\"minutes\""],
            "> 10 | \"icu\" | n * 2");
        Evaluating.Literal(Run(table, 12).Value).ShouldBe("{queue: \"icu\", minutes: 24}");
        Evaluating.Literal(Run(table, 1).Value).ShouldBe("{queue: \"desk\", minutes: null}");
    }

    [Fact]
    public void The_trace_says_what_was_seen_which_rules_matched_and_why_the_others_did_not()
    {
        var model = DmnText.Read(DmnText.Input("n", "number") + DmnText.Input("unit", "string")
            + DmnText.Table("hitPolicy=\"COLLECT\"", ["n", "unit"], ["name=\"o\""], "> 10 | \"ED\" | 1", "- | \"ICU\" | 2", "< 5 | - | 3"));
        var outcome = model.Evaluate("answer", Evaluating.Scope(("n", FeelValue.Of(12)), ("unit", FeelValue.Of("ICU"))), Evaluating.Environment);
        var table = outcome.Trace.ShouldHaveSingleItem().Tables.ShouldHaveSingleItem();
        table.HitPolicy.ShouldBe("COLLECT");
        table.Inputs.ShouldBe([new DmnInputTrace("n", FeelValue.Of(12)), new DmnInputTrace("unit", FeelValue.Of("ICU"))]);
        table.Rules.Select(rule => (rule.Id, rule.Matched, rule.FailedInput)).ShouldBe([("r1", false, 2), ("r2", true, 0), ("r3", false, 1)]);
        table.Rules[1].Annotations.ShouldBe(["note 2"]);
    }

    [Fact]
    public void An_input_outside_its_allowed_values_is_null_with_an_issue()
    {
        var table = DmnText.Table("", ["n"], ["name=\"o\""], "- | 1").Replace("</inputExpression>", "</inputExpression><inputValues><text>[0..100]</text></inputValues>", StringComparison.Ordinal);
        Run(table, 50).Value.ShouldBe(FeelValue.Of(1));
        Run(table, 101).Failed.ShouldBeTrue();
    }

    [Fact]
    public void An_unknown_hit_policy_and_an_aggregation_of_several_outputs_are_refused()
    {
        DmnText.Refused(DmnText.Table("hitPolicy=\"BEST\"", [], ["name=\"o\""], "1")).ShouldSatisfyAllConditions(
            issue => issue.Rule.ShouldBe(DmnRule.Unsupported),
            issue => issue.ElementId.ShouldBe("t"),
            issue => issue.Line.ShouldBe(1));
        DmnText.Refused(DmnText.Table("hitPolicy=\"COLLECT\" aggregation=\"SUM\"", [], ["name=\"a\"", "name=\"b\""], "1 | 2"))
            .Message.ShouldBe("Expected one output under hit policy COLLECT SUM, but there are 2");
    }

    [Theory]
    [InlineData("PRIORITY", "\"high\"")]
    [InlineData("OUTPUT ORDER", "[\"high\", \"low\"]")]
    public void Without_values_at_the_output_its_types_allowed_values_rank(string policy, string answer)
    {
        var table = DmnText.Table($"hitPolicy=\"{policy}\"", ["n"], ["name=\"o\" typeRef=\"Rank\""], "> 1 | \"low\"", "> 2 | \"high\"");
        var rank = "<itemDefinition name=\"Rank\"><typeRef>string</typeRef><allowedValues><text>\"high\", \"low\"</text></allowedValues></itemDefinition>";
        Evaluating.Literal(Run(rank + table, 5).Value).ShouldBe(answer);
    }

    private static DmnOutcome Run(string table, int input) =>
        DmnText.Read(DmnText.Input("n", "number") + table).Evaluate("answer", Evaluating.Scope(("n", FeelValue.Of(input))), Evaluating.Environment);
}
