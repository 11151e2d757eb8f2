using System.Collections.Immutable;
using Orderly.Engine.Dmn.Checks;

namespace Orderly.Engine.Tests.Dmn.Checks;

/// <summary>Gaps, overlaps and rules that never speak, where cells are constants, expressions, or held to allowed values.</summary>
public sealed class TableCheckTests
{
    private const string Mode = "<itemDefinition name=\"tMode\"><typeRef>string</typeRef><allowedValues><text>\"bed\", \"chair\", \"walk\"</text></allowedValues></itemDefinition>";
    private const string Age = "<itemDefinition name=\"tAge\"><typeRef>number</typeRef><typeConstraint><text>[0..120]</text></typeConstraint></itemDefinition>";

    [Theory]
    [InlineData("date", "< date(\"2026-01-01\")", "> date(\"2026-01-01\")", "x = @\"2026-01-01\"")]
    [InlineData("days and time duration", "< duration(\"PT4H\")", "> duration(\"PT4H\")", "x = @\"PT4H\"")]
    [InlineData("years and months duration", "< duration(\"P1Y\")", "> duration(\"P1Y\")", "x = @\"P1Y\"")]
    [InlineData("time", "< time(\"08:00:00\")", "> time(\"08:00:00\")", "x = @\"08:00:00\"")]
    [InlineData("date and time", "< date and time(\"2026-01-01T08:00:00\")", "> date and time(\"2026-01-01T08:00:00\")", "x = @\"2026-01-01T08:00:00\"")]
    [InlineData("date and time", "< date and time(\"2026-01-01T08:00:00+02:00\")", "> date and time(\"2026-01-01T06:00:00Z\")", "x = @\"2026-01-01T06:00:00Z\"")]
    [InlineData("number", "< 10 - 7", "> 1 + 2", "x = 3")]
    [InlineData("number", "? < 3", "? > 3 and ? <= 9", "x = 3; x > 9")]
    [InlineData("number", "? between 1 and 3", "? in [4..9]", "x < 1; x in (3..4); x > 9")]
    [InlineData("time", "< @\"08:00:00\"", "[@\"08:00:00\"..@\"23:59:59.999999999\"]", "")]
    public void A_gap_is_found_beside_cells_that_are_constants(string type, string first, string second, string gaps) =>
        Gaps(Of(DmnText.Input("x", type), "", $"{first} | 1", $"{second} | 2")).ShouldBe(gaps.Length == 0 ? [] : gaps.Split("; "));

    [Fact]
    public void Null_is_a_value_of_its_own_where_a_cell_speaks_of_it()
    {
        Gaps(Of(DmnText.Input("x", "number"), "", "< 3 | 1", ">= 3 | 2", "null | 3")).ShouldBeEmpty();
        Gaps(Of(DmnText.Input("x", "number"), "", "< 3 | 1", "null | 3")).ShouldBe(["x = 3", "x > 3"]);
        Gaps(Of(DmnText.Input("x", "number"), "", "not(null) | 1")).ShouldBe(["x = null"]);
        Of(DmnText.Input("x", "string"), "", "null | 1", "not(\"a\") | 2", "\"a\" | 3").ShouldHaveSingleItem().Message.ShouldEndWith("rules 1 and 2 match at once, as for x = null");
    }

    [Fact]
    public void A_cell_that_must_be_evaluated_is_named_and_the_others_are_still_looked_through()
    {
        var found = Of(DmnText.Input("x", "number"), "", "even(?) | 1", "< 3 | 2", "<= 3 | 3");
        found.Select(finding => finding.Kind).ShouldBe([DmnFindingKind.Overlap, DmnFindingKind.Unchecked]);
        found[0].Message.ShouldContain("rules 2 and 3 match at once, as for x < 3");
        found[1].Message.ShouldBe("Expected cells that say before there are inputs what they accept, but 'even(?)' in rule 1, column 1 must be evaluated: gaps, overlaps and rules that never speak which depend on it are not looked for");
    }

    [Fact]
    public void A_gap_that_no_cell_can_close_is_found_though_another_column_must_be_evaluated()
    {
        var table = DmnText.Table("", ["x", "y"], ["name=\"o\""], "even(?) | < 3 | 1", "- | > 3 | 2");
        Gaps(DmnCheck.Of(DmnText.Read(DmnText.Input("x", "number") + DmnText.Input("y", "number") + table))).ShouldBe(["y = 3"]);
    }

    [Fact]
    public void Of_a_cell_that_is_refused_nothing_more_is_said()
    {
        Kinds(Of(DmnText.Input("x", "number"), "hitPolicy=\"FIRST\"", "< \"a\" | 1", "- | 2")).ShouldBe([DmnFindingKind.Type]);
        Kinds(Of(DmnText.Input("x", "number"), "hitPolicy=\"FIRST\"", "< limit | 1", "- | 2")).ShouldBe([DmnFindingKind.Name]);
    }

    [Fact]
    public void A_rule_is_not_masked_by_one_that_must_be_evaluated()
    {
        Kinds(Of(DmnText.Input("x", "number"), "hitPolicy=\"FIRST\"", "even(?) | 1", "< 3 | 2", "- | 3")).ShouldBe([DmnFindingKind.Unchecked]);
        Kinds(Of(DmnText.Input("x", "number"), "hitPolicy=\"FIRST\"", "< 3 | 1", ">= 3 | 2", "even(?) | 3")).ShouldBe([DmnFindingKind.Masked, DmnFindingKind.Unchecked]);
    }

    [Theory]
    [InlineData("COLLECT\" aggregation=\"SUM")]
    [InlineData("COLLECT\" aggregation=\"MIN")]
    [InlineData("COLLECT\" aggregation=\"MAX")]
    public void A_gap_is_found_where_hits_are_taken_together(string policy) =>
        Gaps(Of(DmnText.Input("x", "number"), $"hitPolicy=\"{policy}\"", "< 3 | 1", "> 3 | 2")).ShouldBe(["x = 3"]);

    [Fact]
    public void Counting_and_listing_have_an_answer_without_hits() =>
        Gaps(Of(DmnText.Input("x", "number"), "hitPolicy=\"COLLECT\" aggregation=\"COUNT\"", "< 3 | 1", "> 3 | 2")).ShouldBeEmpty();

    [Fact]
    public void Allowed_values_of_the_inputs_type_bound_the_gaps()
    {
        Gaps(Of(Mode + DmnText.Input("x", "tMode"), "", "\"bed\" | 1", "\"chair\" | 2")).ShouldBe(["x = \"walk\""]);
        Gaps(Of(Mode + DmnText.Input("x", "tMode"), "", "\"bed\", \"walk\" | 1", "\"chair\" | 2")).ShouldBeEmpty();
        Gaps(Of(Age + DmnText.Input("x", "tAge"), "", "< 18 | 1", "[18..100] | 2")).ShouldBe(["x in (100..120)", "x = 120"]);
        Gaps(Of(Age + DmnText.Input("x", "tAge"), "", "< 18 | 1", ">= 18 | 2")).ShouldBeEmpty();
    }

    [Fact]
    public void Allowed_values_of_an_entry_of_the_inputs_type_bound_the_gaps_of_its_column()
    {
        var type = Mode + "<itemDefinition name=\"tMove\"><itemComponent name=\"mode\"><typeRef>tMode</typeRef></itemComponent></itemDefinition>";
        var table = DmnText.Table("", ["x"], ["name=\"o\""], "\"bed\" | 1", "\"chair\" | 2").Replace("<text>x</text>", "<text>x.mode</text>", StringComparison.Ordinal);
        Gaps(DmnCheck.Of(DmnText.Read(type + DmnText.Input("x", "tMove") + table))).ShouldBe(["x.mode = \"walk\""]);
    }

    [Fact]
    public void A_rule_whose_cell_is_not_among_the_allowed_values_never_matches()
    {
        var found = Of(Mode + DmnText.Input("x", "tMode"), "hitPolicy=\"FIRST\"", "\"stretcher\" | 1", "\"bed\", \"sofa\" | 2", "- | 3");
        found.Select(finding => (finding.Kind, finding.Rule, finding.Column)).ShouldBe([(DmnFindingKind.Unreachable, 1, 1), (DmnFindingKind.Idle, 2, 1)]);
        found[1].Message.ShouldBe("Expected each test in '\"bed\", \"sofa\"' to accept some value of 'x', but \"sofa\" is none that is allowed");
    }

    [Theory]
    [InlineData("typeRef=\"tMode\"", "")]
    [InlineData("", "tMode")]
    public void An_output_that_its_type_or_the_variables_does_not_allow_is_refused(string column, string variable)
    {
        var table = DmnText.Table("", ["x"], [$"name=\"o\" {column}"], "< 3 | \"bed\"", ">= 3 | \"sofa\"").Replace("<variable name=\"answer\"/>", $"<variable name=\"answer\" typeRef=\"{variable}\"/>", StringComparison.Ordinal);
        var finding = DmnCheck.Of(DmnText.Read(Mode + DmnText.Input("x", "number") + table)).ShouldHaveSingleItem();
        (finding.Kind, finding.Place.Rule, finding.Message).ShouldBe((DmnFindingKind.Value, 2, "Expected the output 'o' to be one of its allowed values, but \"sofa\" is not"));
    }

    private static List<string> Gaps(IEnumerable<DmnFinding> found) =>
        [.. found.Where(finding => finding.Kind == DmnFindingKind.Gap).Select(finding => finding.Message["Expected a rule for every input, but none matches ".Length..])];

    private static List<string> Kinds(IEnumerable<DmnFinding> found) => [.. found.Select(finding => finding.Kind)];

    private static ImmutableArray<DmnFinding> Of(string content, string attributes, params string[] rules) =>
        DmnCheck.Of(DmnText.Read(content + DmnText.Table(attributes, ["x"], ["name=\"o\""], rules)));
}
