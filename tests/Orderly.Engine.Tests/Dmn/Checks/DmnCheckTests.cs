using Orderly.Engine.Dmn.Checks;

namespace Orderly.Engine.Tests.Dmn.Checks;

public sealed class DmnCheckTests
{
    [Fact]
    public void A_gap_is_named_by_the_inputs_that_no_rule_matches() =>
        Found("", ["< 18 | true | 1", "> 18 | true | 2", "- | false | 3"]).ShouldBe(["table.gap r0 c0: Expected a rule for every input, but none matches age = 18, flag = true"]);

    [Fact]
    public void A_whole_table_has_no_findings() => Found("", ["< 18 | true | 1", ">= 18 | true | 2", "- | false | 3"]).ShouldBeEmpty();

    [Fact]
    public void Two_rules_of_a_unique_table_that_match_at_once_are_named() =>
        Found("hitPolicy=\"UNIQUE\"", ["<= 18 | - | 1", ">= 18 | - | 2"])
            .ShouldBe(["table.overlap r2 c0: Expected one matching rule under hit policy UNIQUE, but rules 1 and 2 match at once, as for age = 18"]);

    [Fact]
    public void Rules_of_an_any_table_may_meet_when_they_agree()
    {
        Found("hitPolicy=\"ANY\"", ["<= 18 | - | 1", ">= 18 | - | 1"]).ShouldBeEmpty();
        Found("hitPolicy=\"ANY\"", ["<= 18 | - | 1", ">= 18 | - | 2"]).ShouldHaveSingleItem().ShouldContain("differ in their outputs");
    }

    [Fact]
    public void A_rule_that_earlier_ones_take_together_is_masked() =>
        Found("hitPolicy=\"FIRST\"", ["< 18 | - | 1", ">= 18 | true | 2", "[18..65] | true | 3", "- | - | 4"])
            .ShouldBe(["table.masked r3 c0: Expected rule 3 to be reached under hit policy FIRST, but the rules before it take all that it matches"]);

    [Fact]
    public void A_cell_that_accepts_nothing_makes_its_rule_unreachable() =>
        Found("hitPolicy=\"FIRST\"", ["[10..5] | - | 1", "- | - | 2"]).ShouldHaveSingleItem().ShouldContain("table.unreachable r1 c1");

    [Fact]
    public void A_test_of_another_type_than_its_column_is_named() => Found("hitPolicy=\"FIRST\"", ["\"old\" | - | 1", "- | - | 2"], "number").ShouldContain(
        "table.type r1 c1: Expected tests of number in the column 'age', but '\"old\"' is of string");

    [Theory]
    [InlineData("PRIORITY")]
    [InlineData("OUTPUT ORDER")]
    public void A_ranking_policy_without_values_to_rank_by_is_found_and_not_refused(string policy)
    {
        var finding = DmnCheck.Of(DmnText.Read(DmnText.Input("age") + DmnText.Table($"hitPolicy=\"{policy}\"", ["age"], ["name=\"x\""], "- | 1", "- | 2")))[0];
        (finding.Kind, finding.Refuses).ShouldBe((DmnFindingKind.Unranked, false));
    }

    [Fact]
    public void A_name_that_nothing_offers_is_found()
    {
        var model = DmnText.Read(DmnText.Input("age") + DmnText.Literal("next", "age + agee", "age"));
        DmnCheck.Of(model).ShouldHaveSingleItem().Message.ShouldBe("Expected names that are required or built in, but 'agee' in \"age + agee\" is neither");
    }

    [Fact]
    public void What_only_evaluating_tells_is_said_and_not_accused() =>
        Found("hitPolicy=\"FIRST\"", ["even(?) | - | 1", "- | - | 2"]).ShouldHaveSingleItem().ShouldStartWith("table.unchecked");

    [Fact]
    public void A_test_of_another_type_than_the_input_it_looks_at_is_named()
    {
        var table = DmnText.Table("hitPolicy=\"FIRST\"", ["age"], ["name=\"x\""], ["\"old\" | 1", "- | 2"]);
        var finding = DmnCheck.Of(DmnText.Read(DmnText.Input("age", "number") + table))[0];
        (finding.Kind, finding.Place.ToString(), finding.Refuses).ShouldBe(("table.type", "decision 'answer', table 't', rule 1, column 1", true));
    }

    [Fact]
    public void An_output_that_its_column_does_not_allow_is_named()
    {
        var table = DmnText.Table("hitPolicy=\"FIRST\"", ["age"], ["name=\"x\"|<outputValues><text>\"low\", \"high\"</text></outputValues>"], ["< 3 | \"low\"", "- | \"medium\""]);
        var finding = DmnCheck.Of(DmnText.Read(DmnText.Input("age") + table)).ShouldHaveSingleItem();
        (finding.Kind, finding.Place.ToString()).ShouldBe(("table.value", "decision 'answer', table 't', rule 2, output 1"));
    }

    [Fact]
    public void A_name_that_nothing_offers_in_a_cell_is_found_with_table_rule_and_column()
    {
        var table = DmnText.Table("hitPolicy=\"FIRST\"", ["age"], ["name=\"x\""], ["< 3 | 1", "< limit | 2", "- | later"]);
        DmnCheck.Of(DmnText.Read(DmnText.Input("age") + table)).Where(finding => finding.Kind == DmnFindingKind.Name)
            .Select(finding => finding.Place.ToString()).ShouldBe(["decision 'answer', table 't', rule 2, column 1", "decision 'answer', table 't', rule 3, output 1"]);
    }

    [Theory]
    [InlineData("high | 1", "'high' in \"high\" is neither; if the text is meant, it is written \"high\"")]
    [InlineData("\"low\", high | 1", "is neither; if the text is meant, it is written \"high\"")]
    [InlineData("- | high", "is neither; if the text is meant, it is written \"high\"")]
    [InlineData("- | high + 1", "'high' in \"high + 1\" is neither")]
    public void A_text_without_quotes_is_told_how_it_is_written(string rule, string end) =>
        DmnCheck.Of(DmnText.Read(DmnText.Input("age") + DmnText.Table("", ["age"], ["name=\"x\""], rule))).ShouldContain(finding => finding.Kind == DmnFindingKind.Name && finding.Message.EndsWith(end, StringComparison.Ordinal));

    [Fact]
    public void A_table_within_a_context_is_looked_through_too()
    {
        var table = DmnText.Table("hitPolicy=\"UNIQUE\"", ["age"], ["name=\"x\""], ["< 3 | 1", "< 4 | 2", ">= 4 | 3"]);
        var (from, to) = (table.IndexOf("<decisionTable", StringComparison.Ordinal), table.IndexOf("</decisionTable>", StringComparison.Ordinal) + "</decisionTable>".Length);
        var nested = table[..from] + $"<context><contextEntry><variable name=\"inner\"/>{table[from..to]}</contextEntry></context>" + table[to..];
        DmnCheck.Of(DmnText.Read(DmnText.Input("age") + nested)).Select(finding => finding.Kind).ShouldBe([DmnFindingKind.Overlap]);
    }

    private static List<string> Found(string attributes, string[] rules, string type = "Any")
    {
        var table = DmnText.Table(attributes, ["age", "flag"], ["name=\"x\""], rules);
        var typed = table.Replace("<inputExpression><text>age", $"<inputExpression typeRef=\"{type}\"><text>age");
        var model = DmnText.Read(DmnText.Input("age") + DmnText.Input("flag") + typed);
        return [.. DmnCheck.Of(model).Select(finding => $"{finding.Kind} r{finding.Rule} c{finding.Column}: {finding.Message}")];
    }
}
