using System.Collections.Immutable;
using Orderly.Engine.Dmn.Checks;

namespace Orderly.Engine.Tests.Dmn.Checks;

/// <summary>What the check says of types: it knows literals, operators, built-in functions and names of known types, and accuses of nothing else.</summary>
public sealed class TypeCheckTests
{
    [Theory]
    [InlineData("< \"x\"")]
    [InlineData("[\"a\"..\"c\"]")]
    [InlineData("? > \"x\"")]
    [InlineData("5, \"x\"")]
    [InlineData("not(\"x\")")]
    [InlineData("abs(\"x\")")]
    [InlineData("\"a\" + \"b\"")]
    [InlineData("date(\"2026-01-01\")")]
    [InlineData("? + 1")]
    [InlineData("string length(?) > 3")]
    public void A_cell_that_can_never_hold_in_a_number_column_is_refused(string cell)
    {
        var finding = OfTable("number", cell + " | 1", "- | 2")[0];
        (finding.Kind, finding.Place.ToString(), finding.Refuses).ShouldBe((DmnFindingKind.Type, "decision 'answer', table 't', rule 1, column 1", true), finding.Message);
    }

    [Theory]
    [InlineData("< 3")]
    [InlineData("[1..3]")]
    [InlineData("? > 3 and even(?)")]
    [InlineData("1, 2")]
    [InlineData("null")]
    [InlineData("not(null)")]
    [InlineData("abs(?) > 3")]
    [InlineData("age + 1")]
    [InlineData("[1, 2]")]
    [InlineData("if ? > 3 then true else false")]
    [InlineData("some x in [1, 2] satisfies x = ?")]
    public void A_cell_that_fits_its_number_column_is_not_accused(string cell) =>
        OfTable("number", cell + " | 1", "- | 2").Where(finding => finding.Kind != DmnFindingKind.Unchecked).ShouldBeEmpty();

    [Theory]
    [InlineData("number", "", "\"a\" + \"b\"")]
    [InlineData("number", "", "upper case(\"b\")")]
    [InlineData("number", "", "if age > 3 then \"a\" else \"b\"")]
    [InlineData("string", "", "age * 2")]
    [InlineData("number", "hitPolicy=\"COLLECT\" aggregation=\"SUM\"", "\"a\"")]
    [InlineData("Any", "hitPolicy=\"COLLECT\" aggregation=\"SUM\"", "\"a\"")]
    [InlineData("Any", "hitPolicy=\"COLLECT\" aggregation=\"MAX\"", "true")]
    public void An_output_that_can_never_be_given_is_refused_with_its_place(string variable, string policy, string output)
    {
        var table = DmnText.Table(policy, ["age"], ["name=\"x\""], $"< 3 | {output}", ">= 3 | null").Replace("<variable name=\"answer\"/>", $"<variable name=\"answer\" typeRef=\"{variable}\"/>", StringComparison.Ordinal);
        var finding = Of(DmnText.Input("age", "number") + table)[0];
        (finding.Kind, finding.Place.ToString()).ShouldBe((DmnFindingKind.Type, "decision 'answer', table 't', rule 1, output 1"), finding.Message);
    }

    [Theory]
    [InlineData("COLLECT")]
    [InlineData("OUTPUT ORDER")]
    [InlineData("RULE ORDER")]
    public void A_policy_that_gives_a_list_where_one_value_is_asked_for_is_told_and_not_refused(string policy)
    {
        var table = DmnText.Table($"hitPolicy=\"{policy}\"", ["age"], ["name=\"x\"|<outputValues><text>1, 2</text></outputValues>"], "< 3 | 1", ">= 3 | 2");
        var finding = Of(DmnText.Input("age", "number") + table.Replace("<variable name=\"answer\"/>", "<variable name=\"answer\" typeRef=\"number\"/>", StringComparison.Ordinal)).ShouldHaveSingleItem();
        (finding.Kind, finding.Refuses, finding.At.Line).ShouldBe((DmnFindingKind.Hits, false, 1));
        finding.Message.ShouldContain($"which hit policy {policy} gives");
    }

    [Fact]
    public void A_column_of_another_type_than_its_input_data_is_refused()
    {
        var table = DmnText.Table("", ["age"], ["name=\"x\""], "- | 1").Replace("<inputExpression>", "<inputExpression typeRef=\"string\">", StringComparison.Ordinal);
        var finding = Of(DmnText.Input("age", "number") + table).ShouldHaveSingleItem();
        (finding.Kind, finding.Place.ToString(), finding.Message).ShouldBe((DmnFindingKind.Type, "decision 'answer', table 't', column 1", "Expected 'age' to be string, as its column says, but it is number"));
    }

    [Fact]
    public void A_decision_whose_logic_gives_another_type_than_its_variable_is_refused()
    {
        var finding = Of(DmnText.Input("age", "number") + DmnText.Literal("next", "age + 1", "age").Replace("<variable name=\"next\"/>", "<variable name=\"next\" typeRef=\"date\"/>", StringComparison.Ordinal)).ShouldHaveSingleItem();
        (finding.Kind, finding.Refuses, finding.Message).ShouldBe((DmnFindingKind.Result, true, "Expected decision 'next' to be date, but its logic gives number"));
    }

    [Fact]
    public void A_context_without_an_entry_that_its_type_asks_for_is_refused_with_the_entries_it_has()
    {
        var type = "<itemDefinition name=\"tBand\"><itemComponent name=\"low\"><typeRef>number</typeRef></itemComponent></itemDefinition>";
        Of(type + DmnText.Literal("band", "{lo: 1}").Replace("<variable name=\"band\"/>", "<variable name=\"band\" typeRef=\"tBand\"/>", StringComparison.Ordinal)).ShouldHaveSingleItem()
            .Message.ShouldBe("Expected decision 'band' to be context<low: number>, but its logic gives a context of 'lo'");
    }

    [Theory]
    [InlineData("age + \"a\"", "Expected operands that '+' combines, but they are number and string")]
    [InlineData("age < \"a\"", "Expected two values that compare, but they are number and string")]
    [InlineData("age = \"a\"", "Expected two values that compare, but they are number and string")]
    [InlineData("abs(\"x\")", "Expected abs(n), but the arguments are (string)")]
    [InlineData("sum([\"a\", \"b\"])", "Expected numbers in 'sum', but one is string")]
    [InlineData("string join([1], \",\") + age", "Expected operands that '+' combines, but they are string and number")]
    [InlineData("for n in [1, 2] return n + \"a\"", "Expected operands that '+' combines, but they are number and string")]
    [InlineData("[{a: 1}][a = \"x\"]", "Expected two values that compare, but they are number and string")]
    [InlineData("{a: 1}.b", "Expected an entry 'b', but the context has only 'a'")]
    [InlineData("@\"2026-01-01\".hour", "Expected a value with a property 'hour', but it is date")]
    [InlineData("(function(x: number) x + 1)(\"a\")", "Expected 'x' of the function to be number, but it is string")]
    [InlineData("if age then 1 else 2", "Expected a boolean after 'if', but it is number")]
    [InlineData("age and true", "Expected booleans around 'and', but they are number and boolean")]
    [InlineData("age()", "Expected a function to invoke, but it is number")]
    [InlineData("[1..\"a\"]", "Expected a range between two values that compare, but they are number and string")]
    public void A_part_of_an_expression_that_has_no_value_is_told_and_not_refused(string expression, string message)
    {
        var finding = Of(DmnText.Input("age", "number") + DmnText.Literal("next", expression, "age")).ShouldHaveSingleItem();
        (finding.Kind, finding.Message, finding.Refuses).ShouldBe((DmnFindingKind.Expression, message, false));
    }

    [Theory]
    [InlineData("number", "\"a\",\"b\"", "Expected allowed values of number for 'tKind', but one is of string")]
    [InlineData("number", "1, \"b\"", "Expected allowed values of number for 'tKind', but one is of string")]
    [InlineData("string", "< 3", "Expected allowed values of string for 'tKind', but one is of number")]
    [InlineData("number", "[10..1]", "Expected allowed values for 'tKind', but [10..1] holds none")]
    [InlineData("number", "[1..5], (7..7)", "Expected allowed values for 'tKind', but (7..7) holds none")]
    [InlineData("date", "[date(\"2026-12-31\")..date(\"2026-01-01\")]", "Expected allowed values for 'tKind', but [@\"2026-12-31\"..@\"2026-01-01\"] holds none")]
    public void An_allowed_value_of_an_item_definition_that_no_value_can_be_is_told(string type, string allowed, string message)
    {
        var finding = Of(Item(type, allowed)).ShouldHaveSingleItem();
        (finding.Kind, finding.Place.ToString(), finding.Message, finding.Refuses, finding.At.Line).ShouldBe((DmnFindingKind.Allowed, "item definition 'tKind'", message, false, 2));
    }

    [Fact]
    public void An_allowed_value_that_is_always_null_is_told()
    {
        var finding = Of(Item("date", "date(\"2026-02-30\")")).ShouldHaveSingleItem();
        (finding.Kind, finding.Place.ToString(), finding.Message, finding.At.Line).ShouldBe((DmnFindingKind.Expression, "item definition 'tKind'", "Expected a date in 'date', but the text is \"2026-02-30\"", 2));
    }

    [Theory]
    [InlineData("number", "[1..10]")]
    [InlineData("number", "1, 2, null")]
    [InlineData("string", "\"a\", \"b\"")]
    [InlineData("string", "string length(?) < 5")]
    [InlineData("string", "not(\"a\")")]
    [InlineData("date", "[date(\"2026-01-01\")..date(\"2026-12-31\")]")]
    [InlineData("date", ">= date(\"2026-01-01\")")]
    [InlineData("Any", "\"a\", 1")]
    public void Allowed_values_that_can_be_are_not_accused(string type, string allowed) => Of(Item(type, allowed)).ShouldBeEmpty();

    [Fact]
    public void Allowed_values_of_an_entry_and_of_the_items_of_a_list_are_looked_at()
    {
        var findings = Of("<itemDefinition name=\"tBed\"><itemComponent name=\"unit\"><typeRef>string</typeRef><allowedValues><text>1</text></allowedValues></itemComponent></itemDefinition>"
            + "<itemDefinition name=\"tUnits\" isCollection=\"true\"><typeRef>string</typeRef><allowedValues><text>2</text></allowedValues></itemDefinition>");
        findings.Select(finding => finding.Place.ToString()).ShouldBe(["item definition 'unit'", "item definition 'tUnits'"]);
    }

    [Theory]
    [InlineData("date(\"2026-02-30\")", "Expected a date in 'date', but the text is \"2026-02-30\"")]
    [InlineData("[1, date(\"2026-02-30\")]", "Expected a date in 'date', but the text is \"2026-02-30\"")]
    [InlineData("string(date(\"2026-02-30\"))", "Expected a date in 'date', but the text is \"2026-02-30\"")]
    [InlineData("duration(\"4 hours\")", "Expected a duration in 'duration', but the text is \"4 hours\"")]
    [InlineData("date(2026, 2, 30)", "Expected a day of the calendar in 'date', but it is 2026-2-30")]
    public void A_constant_that_is_always_null_is_told_and_not_refused(string expression, string message)
    {
        var finding = Of(DmnText.Literal("next", expression)).ShouldHaveSingleItem();
        (finding.Kind, finding.Message, finding.Refuses).ShouldBe((DmnFindingKind.Expression, message, false));
    }

    [Fact]
    public void A_cell_whose_constant_is_always_null_is_refused()
    {
        var finding = OfTable("date", "date(\"2026-02-30\") | 1", "- | 2")[0];
        (finding.Kind, finding.Place.ToString(), finding.Refuses).ShouldBe((DmnFindingKind.Type, "decision 'answer', table 't', rule 1, column 1", true), finding.Message);
    }

    [Theory]
    [InlineData("age + null")]
    [InlineData("if age = null then \"unknown\" else string(age)")]
    [InlineData("[1, \"a\"][1] + 1")]
    [InlineData("unknown + 1")]
    [InlineData("date(\"2026-01-01\") + duration(\"P1D\") < @\"2026-02-01\"")]
    [InlineData("sort([3, 1], function(x, y) x < y)[1] + 1")]
    [InlineData("[{a: 1}][a = 1].a[1] + 1")]
    [InlineData("for i in 1..3 return i + 1")]
    [InlineData("{a: 1, b: a + 1}.b + 1")]
    [InlineData("now() - @\"2026-01-01\"")]
    [InlineData("max(1, 2) + min([1]) + 1")]
    [InlineData("[1][item > 0] = [1]")]
    public void What_may_have_a_value_is_not_accused(string expression) =>
        Of(DmnText.Input("age", "number") + DmnText.Input("unknown") + DmnText.Literal("next", expression, "age", "unknown")).ShouldBeEmpty();

    [Fact]
    public void A_knowledge_model_called_with_another_type_than_its_parameter_is_told()
    {
        var model = """
            <businessKnowledgeModel id="k" name="twice"><variable name="twice"/><encapsulatedLogic><formalParameter name="n" typeRef="number"/><literalExpression><text>n * 2</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>
            <decision id="d" name="a"><variable name="a"/><knowledgeRequirement><requiredKnowledge href="#k"/></knowledgeRequirement><literalExpression id="l"><text>twice("x")</text></literalExpression></decision>
            <decision id="e" name="b"><variable name="b"/><knowledgeRequirement><requiredKnowledge href="#k"/></knowledgeRequirement><literalExpression id="m"><text>twice(3) + "y"</text></literalExpression></decision>
            """;
        Of(model).Select(finding => finding.Message).ShouldBe(
            ["Expected 'n' of 'twice' to be number, but it is string", "Expected operands that '+' combines, but they are number and string"]);
    }

    [Fact]
    public void Contexts_that_are_named_twice_at_every_level_are_typed_without_being_spelled_out()
    {
        static string Type(int depth) => $"<itemDefinition name=\"t{depth}\"><itemComponent name=\"a\"><typeRef>{(depth == 0 ? "number" : $"t{depth - 1}")}</typeRef></itemComponent><itemComponent name=\"b\"><typeRef>{(depth == 0 ? "number" : $"t{depth - 1}")}</typeRef></itemComponent></itemDefinition>";
        static string Level(int depth) => $"<decision id=\"d{depth}\" name=\"d{depth}\"><variable name=\"d{depth}\"{(depth == 40 ? " typeRef=\"t40\"" : "")}/>{(depth == 0 ? "" : $"<informationRequirement><requiredDecision href=\"#d{depth - 1}\"/></informationRequirement>")}"
            + $"<literalExpression><text>{(depth == 0 ? "{a: 1, b: \"x\"}" : $"[{{a: d{depth - 1}, b: d{depth - 1}}}, {{b: d{depth - 1}, a: d{depth - 1}}}][1]")}</text></literalExpression></decision>";
        Of(string.Concat(Enumerable.Range(0, 41).Select(Type)) + string.Concat(Enumerable.Range(0, 41).Select(Level))).Length.ShouldBeLessThan(3);
    }

    [Fact]
    public void A_decision_without_logic_is_told()
    {
        var finding = Of("<decision id=\"d\" name=\"empty\"><variable name=\"empty\"/></decision>").ShouldHaveSingleItem();
        (finding.Kind, finding.Refuses).ShouldBe((DmnFindingKind.Empty, false));
    }

    [Fact]
    public void A_finding_names_the_line_and_column_of_its_cell()
    {
        var table = DmnText.Table("", ["age"], ["name=\"x\""], "< 3 | 1", "\"x\" | 2").Replace("<rule", "\n<rule", StringComparison.Ordinal);
        Of(DmnText.Input("age", "number") + table).First(finding => finding.Kind == DmnFindingKind.Type).At.ShouldBe(new Engine.Dmn.XmlMark(3, 16));
    }

    private static string Item(string type, string allowed) =>
        $"\n<itemDefinition name=\"tKind\"><typeRef>{type}</typeRef><allowedValues><text>{allowed.Replace("<", "&lt;", StringComparison.Ordinal)}</text></allowedValues></itemDefinition>";

    private static ImmutableArray<DmnFinding> OfTable(string type, params string[] rules) =>
        Of(DmnText.Input("age", type) + DmnText.Table("hitPolicy=\"FIRST\"", ["age"], ["name=\"x\""], rules));

    private static ImmutableArray<DmnFinding> Of(string content) => DmnCheck.Of(DmnText.Read(content));
}
