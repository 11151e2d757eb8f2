using Orderly.Engine.Dmn;
using Orderly.Engine.Feel;
using Orderly.Engine.Tests.Feel;

namespace Orderly.Engine.Tests.Dmn;

public sealed class ImportTests
{
    private const string Namespace = "https://www.omg.org/spec/DMN/20230324/MODEL/";

    private static readonly string Unit = Model("unit", "", """
        <inputData id="beds" name="beds"><variable name="beds" typeRef="number"/></inputData>
        <decision id="free" name="free"><variable name="free"/><informationRequirement><requiredInput href="#beds"/></informationRequirement>
          <literalExpression><text>beds - 1</text></literalExpression></decision>
        """);

    [Fact]
    public void Two_imports_of_one_model_have_inputs_of_their_own()
    {
        var east = Floor("east");
        var west = Floor("west");
        var house = Model("house", Import("east", "east") + Import("west", "west"), """
            <decision id="all" name="all"><variable name="all"/>
              <informationRequirement><requiredDecision href="urn:east#floor"/></informationRequirement>
              <informationRequirement><requiredDecision href="urn:west#floor"/></informationRequirement>
              <literalExpression><text>[east.floor, west.floor]</text></literalExpression></decision>
            """);
        // Given in no useful order: each is read after what it imports.
        var reads = DmnReader.ReadAll(DmnText.Bytes(house, east, Unit, west));
        reads.SelectMany(read => read.Issues).ShouldBeEmpty();
        var inputs = Evaluating.Run("{east: {the unit: {beds: 10}}, west: {the unit: {beds: 20}}}").Value;
        reads[0].Model!.Evaluate("all", (FeelContext)inputs, Evaluating.Environment).Value.ToString().ShouldBe("[90, 190]");
    }

    [Fact]
    public void An_input_given_by_its_name_alone_serves_every_import()
    {
        var reads = DmnReader.ReadAll(DmnText.Bytes(Unit, Floor("east")));
        reads[1].Model!.Evaluate("floor", Evaluating.Scope(("beds", FeelValue.Of(3))), Evaluating.Environment).Value.ShouldBe(FeelValue.Of(20));
    }

    [Fact]
    public void An_import_without_a_name_brings_types_and_elements_under_their_own()
    {
        var words = Model("words", "", """
            <itemDefinition name="Band"><typeRef>string</typeRef><allowedValues><text>"child", "adult"</text></allowedValues></itemDefinition>
            <decision id="usual" name="usual"><variable name="usual" typeRef="Band"/><literalExpression><text>"adult"</text></literalExpression></decision>
            """);
        var model = Model("m", Import("words", ""), """
            <decision id="band" name="band"><variable name="band" typeRef="Band"/><informationRequirement><requiredDecision href="urn:words#usual"/></informationRequirement>
              <literalExpression><text>if usual = "adult" then "child" else "elder"</text></literalExpression></decision>
            """);
        var reads = DmnReader.ReadAll(DmnText.Bytes(model, words));
        reads.SelectMany(read => read.Issues).ShouldBeEmpty();
        reads[0].Model!.Evaluate("band", FeelContext.Empty, Evaluating.Environment).Value.ShouldBe(FeelValue.Of("child"));
    }

    [Fact]
    public void Models_that_import_each_other_in_a_circle_are_told_so_and_not_that_one_is_missing()
    {
        var reads = DmnReader.ReadAll(DmnText.Bytes(Model("a", Import("b", "b"), ""), Model("b", Import("c", "c"), ""), Model("c", Import("a", "a"), "")));
        var issue = reads.SelectMany(read => read.Issues).ShouldHaveSingleItem();
        (issue.Rule, issue.Message).ShouldBe((DmnRule.Cycle, "Expected imports without a circle, but 'urn:a' imports itself: 'urn:a', which imports 'urn:b', which imports 'urn:c', which imports 'urn:a'"));
        DmnReader.ReadAll(DmnText.Bytes(Model("a", Import("a", "a"), "")))[0].Issues.ShouldHaveSingleItem().Rule.ShouldBe(DmnRule.Cycle);
    }

    [Fact]
    public void Two_models_of_one_namespace_that_import_it_are_told_and_no_crash()
    {
        var reads = DmnReader.ReadAll(DmnText.Bytes(Model("a", Import("a", "x"), ""), Model("a", Import("a", "y"), "")));
        reads.ShouldAllBe(read => read.Model == null && read.Issues.Length > 0);
    }

    [Fact]
    public void Two_imports_of_one_name_are_refused()
    {
        var reads = DmnReader.ReadAll(DmnText.Bytes(Model("a", "", ""), Model("b", "", ""), Model("m", Import("a", "x") + Import("b", "x"), "")));
        reads[2].Issues.ShouldHaveSingleItem().Message.ShouldBe("Expected imports under different names, but 'x' is there twice");
    }

    private static string Floor(string name) => Model(name, Import("unit", "the unit"), """
        <decision id="floor" name="floor"><variable name="floor"/><informationRequirement><requiredDecision href="urn:unit#free"/></informationRequirement>
          <literalExpression><text>the unit.free * 10</text></literalExpression></decision>
        """);

    private static string Import(string model, string name) => $"<import namespace=\"urn:{model}\" name=\"{name}\" importType=\"{Namespace}\"/>";

    private static string Model(string name, string imports, string content) =>
        $"<definitions xmlns=\"{Namespace}\" name=\"{name}\" namespace=\"urn:{name}\" id=\"{name}\">{imports}{content}</definitions>";
}
