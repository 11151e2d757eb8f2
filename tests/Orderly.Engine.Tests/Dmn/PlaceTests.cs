using Orderly.Engine.Dmn;
using Orderly.Engine.Dmn.Checks;
using Orderly.Engine.Feel;
using Orderly.Engine.Tests.Feel;

namespace Orderly.Engine.Tests.Dmn;

/// <summary>What is wrong with a model is told with decision, table, rule and column, whether or not its elements have ids.</summary>
public sealed class PlaceTests
{
    [Theory]
    [InlineData("n + 1 | 1", "decision 'answer', table 't', rule 1, column 1")]
    [InlineData("- | n * n", "decision 'answer', table 't', rule 1, output 1")]
    public void What_fails_in_a_cell_names_it(string rule, string place)
    {
        var issue = Run(Table(rule), FeelValue.Of("x")).Issues[0];
        (issue.Place?.ToString(), issue.Element).ShouldBe((place, "t"));
    }

    [Theory]
    [InlineData("? / 0 > 1 | 1", "decision 'answer', its table, rule 2, column 1")]
    [InlineData("- | 1 / 0", "decision 'answer', its table, rule 2, output 1")]
    public void A_table_without_id_is_named_by_its_decision(string rule, string place)
    {
        var issue = Run(WithoutIds(Table("\"other\" | 0", rule)), FeelValue.Of(3)).Issues[^1];
        (issue.Place?.ToString(), issue.Element).ShouldBe((place, "answer"));
    }

    [Fact]
    public void What_a_table_is_asked_with_names_the_column()
    {
        var outcome = Run(WithoutIds(Table("- | 1").Replace("<inputExpression>", "<inputExpression typeRef=\"number\">")), FeelValue.Of("x"));
        outcome.Issues.ShouldHaveSingleItem().Place!.ToString().ShouldBe("decision 'answer', its table, column 1");
    }

    [Fact]
    public void What_fails_in_a_knowledge_model_names_it_and_not_who_calls()
    {
        var model = DmnText.Read("<businessKnowledgeModel name=\"share\"><encapsulatedLogic><formalParameter name=\"n\"/><literalExpression><text>1 / n</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>"
            .Replace("<businessKnowledgeModel", "<businessKnowledgeModel id=\"k\"")
            + "<decision name=\"d\"><knowledgeRequirement><requiredKnowledge href=\"#k\"/></knowledgeRequirement><literalExpression><text>share(0)</text></literalExpression></decision>");
        model.Evaluate("d", FeelContext.Empty, Evaluating.Environment).Issues.ShouldHaveSingleItem().Place!.ToString().ShouldBe("knowledge model 'share'");
    }

    [Fact]
    public void A_refusal_names_decision_table_rule_and_column_without_any_id()
    {
        var issue = DmnText.Refused(WithoutIds(DmnText.Input("n") + Table("1 | 2", "( | 3")));
        issue.Place!.ToString().ShouldBe("decision 'answer', its table, rule 2, column 1");
        DmnText.Refused(WithoutIds(DmnText.Input("n") + Table("1 | 2 | 3"))).Place!.ToString().ShouldBe("decision 'answer', its table, rule 1");
    }

    [Fact]
    public void A_finding_names_the_decision_of_a_table_without_id()
    {
        var finding = DmnCheck.Of(DmnText.Read(DmnText.Input("n") + WithoutIds(Table("[5..1] | 1", "- | 2"))))[0];
        (finding.Place.ToString(), finding.Table).ShouldBe(("decision 'answer', its table, rule 1, column 1", "answer"));
    }

    private static DmnOutcome Run(string table, FeelValue n) => DmnText.Read(DmnText.Input("n") + table).Evaluate("answer", Evaluating.Scope(("n", n)), Evaluating.Environment);

    private static string Table(params string[] rules) => DmnText.Table("hitPolicy=\"FIRST\"", ["n"], ["name=\"o\""], rules);

    private static string WithoutIds(string content) => content.Replace(" id=\"d\"", "").Replace(" id=\"t\"", "");
}
