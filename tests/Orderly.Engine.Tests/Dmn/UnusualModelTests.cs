using Orderly.Engine.Dmn;
using Orderly.Engine.Feel;
using Orderly.Engine.Tests.Feel;

namespace Orderly.Engine.Tests.Dmn;

/// <summary>Models that the standard allows and hardly anyone draws.</summary>
public sealed class UnusualModelTests
{
    [Theory]
    [InlineData("", "null", true)]
    [InlineData("hitPolicy=\"COLLECT\"", "null", false)]
    [InlineData("hitPolicy=\"COLLECT\" aggregation=\"SUM\"", "null", true)]
    [InlineData("hitPolicy=\"COLLECT\" aggregation=\"COUNT\"", "0", false)]
    [InlineData("hitPolicy=\"OUTPUT ORDER\"", "null", false)]
    public void A_table_without_rules_answers_as_one_that_nothing_matches(string policy, string answer, bool isTold)
    {
        var outcome = Run(DmnText.Input("n") + DmnText.Table(policy, ["n"], ["name=\"o\""]), ("n", FeelValue.Of(1)));
        Evaluating.Literal(outcome.Value).ShouldBe(answer);
        outcome.Failed.ShouldBeFalse();
        outcome.Issues.Select(issue => issue.Message).ShouldBe(isTold ? ["Expected a rule to match, but the table has none, and there is no default"] : []);
    }

    [Fact]
    public void A_table_of_a_thousand_columns_is_read_checked_and_evaluated()
    {
        string[] names = [.. Enumerable.Range(0, 1000).Select(i => $"c{i}")];
        var content = string.Concat(names.Select(name => DmnText.Input(name))) + DmnText.Table("", names, ["name=\"o\""], string.Join(" | ", Enumerable.Repeat("< 5", 1000)) + " | 1");
        var given = names.Select(name => (name, FeelValue.Of(1))).ToArray();
        Run(content, given).Value.ShouldBe(FeelValue.Of(1));
        given[^1].Item2 = FeelValue.Of(7);
        Run(content, given).Value.IsNull.ShouldBeTrue();
    }

    [Theory]
    [InlineData("\"a\"", "string")]
    [InlineData("null", "null")]
    public void A_sum_of_what_is_no_number_is_null_and_names_the_table(string output, string type)
    {
        var outcome = Run(DmnText.Input("n") + DmnText.Table("hitPolicy=\"COLLECT\" aggregation=\"SUM\"", ["n"], ["name=\"o\""], "- | 1", $"- | {output}"), ("n", FeelValue.Of(1)));
        outcome.Failed.ShouldBeTrue();
        var issue = outcome.Issues.ShouldHaveSingleItem();
        issue.Message.ShouldBe($"Expected numbers in 'sum', but one is {type}");
        issue.Place!.ToString().ShouldBe("decision 'answer', table 't'");
    }

    [Theory]
    [InlineData("PRIORITY", "\"b\"")]
    [InlineData("OUTPUT ORDER", "[\"b\", \"a\"]")]
    public void Without_values_to_rank_by_the_rules_order_decides(string policy, string answer) =>
        Evaluating.Literal(Run(DmnText.Input("n") + DmnText.Table($"hitPolicy=\"{policy}\"", ["n"], ["name=\"o\""], "- | \"b\"", "- | \"a\""), ("n", FeelValue.Of(1))).Value).ShouldBe(answer);

    [Fact]
    public void A_knowledge_model_that_calls_itself_without_end_meets_the_limit_and_is_named()
    {
        var outcome = Run(
            "<businessKnowledgeModel id=\"k\" name=\"again\"><encapsulatedLogic><formalParameter name=\"n\"/><literalExpression><text>again(n + 1)</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>"
            + "<decision id=\"d\" name=\"answer\"><knowledgeRequirement><requiredKnowledge href=\"#k\"/></knowledgeRequirement><literalExpression><text>again(0)</text></literalExpression></decision>");
        var issue = outcome.Issues.ShouldHaveSingleItem();
        (issue.Code, issue.Place!.ToString()).ShouldBe((FeelIssueCode.Limit, "knowledge model 'again'"));
    }

    [Theory]
    [InlineData("Java")]
    [InlineData("PMML")]
    public void A_function_of_another_language_is_refused_and_null_in_a_draft(string kind)
    {
        var read = DmnReader.Read(DmnText.Model(
            $"<businessKnowledgeModel id=\"k\" name=\"far\"><encapsulatedLogic kind=\"{kind}\"><context/></encapsulatedLogic></businessKnowledgeModel>"
            + "<decision id=\"d\" name=\"answer\"><knowledgeRequirement><requiredKnowledge href=\"#k\"/></knowledgeRequirement><literalExpression><text>far()</text></literalExpression></decision>"));
        read.Issues.ShouldHaveSingleItem().Rule.ShouldBe(DmnRule.Unsupported);
        var outcome = read.Draft!.Evaluate("answer", FeelContext.Empty, Evaluating.Environment);
        outcome.Failed.ShouldBeTrue();
        outcome.Issues.ShouldHaveSingleItem().Message.ShouldBe("Expected a function in FEEL, but external functions are not executed");
    }

    [Fact]
    public void A_decision_is_not_mistaken_for_an_input_that_has_no_id_either()
    {
        var model = DmnReader.Read(DmnText.Model(
            "<inputData name=\"age\"/><decision name=\"answer\"><literalExpression><text>1 + 1</text></literalExpression></decision>")).Draft!;
        var decision = model.Decisions.ShouldHaveSingleItem();
        model.Evaluate(decision.Id, FeelContext.Empty, Evaluating.Environment).Value.ShouldBe(FeelValue.Of(2));
        model.Evaluate(decision.Name, FeelContext.Empty, Evaluating.Environment).Value.ShouldBe(FeelValue.Of(2));
    }

    [Fact]
    public void The_names_a_decision_takes_are_its_inputs_and_those_behind_it()
    {
        var model = DmnText.Read(DmnText.Input("age") + DmnText.Input("unit") + DmnText.Literal("next", "age + 1", "age")
            + "<decision id=\"open\" name=\"left open\"/><decision id=\"d\" name=\"answer\"><informationRequirement><requiredDecision href=\"#d_next\"/></informationRequirement>"
            + "<informationRequirement><requiredDecision href=\"#open\"/></informationRequirement><literalExpression><text>next</text></literalExpression></decision>");
        model.InputsTaken("answer").ShouldBe(["age", "left open"]);
        model.InputsTaken("none").ShouldBeEmpty();
    }

    private static DmnOutcome Run(string content, params (string Name, FeelValue Value)[] given) => DmnText.Read(content).Evaluate("answer", Evaluating.Scope(given), Evaluating.Environment);
}
