using System.Text;
using Orderly.Engine.Dmn;
using Orderly.Engine.Feel;
using Orderly.Engine.Tests.Feel;

namespace Orderly.Engine.Tests.Dmn;

public sealed class DmnReaderTests
{
    [Theory]
    [InlineData("http://www.omg.org/spec/DMN/20151101/dmn.xsd")]
    [InlineData("http://www.omg.org/spec/DMN/20180521/MODEL/")]
    [InlineData("https://www.omg.org/spec/DMN/20191111/MODEL/")]
    [InlineData("https://www.omg.org/spec/DMN/20211108/MODEL/")]
    [InlineData("https://www.omg.org/spec/DMN/20230324/MODEL/")]
    public void Every_version_from_1_1_to_1_5_is_read(string version)
    {
        var read = DmnReader.Read(DmnText.Model(DmnText.Input("a") + DmnText.Literal("b", "a + 1", "a"), version));
        read.Issues.ShouldBeEmpty();
        var outcome = read.Model!.Evaluate("b", Evaluating.Scope(("a", FeelValue.Of(1))), Evaluating.Environment);
        outcome.Value.ShouldBe(FeelValue.Of(2));
        read.Model.Decisions[0].Inputs.ShouldBe(["a"]);
    }

    [Fact]
    public void A_required_decision_is_evaluated_once()
    {
        var model = DmnText.Read(DmnText.Literal("base", "1 + 1")
            + Requiring("left", "base + 1", "base") + Requiring("right", "base + 2", "base") + Requiring("top", "left + right", "left", "right"));
        var outcome = model.Evaluate("d_top", FeelContext.Empty, Evaluating.Environment);
        outcome.Value.ShouldBe(FeelValue.Of(7));
        outcome.Trace.Select(decision => decision.Name).ShouldBe(["base", "left", "right", "top"]);
    }

    [Fact]
    public void A_circle_of_requirements_is_told_with_its_path() =>
        DmnText.Refused(Requiring("start", "a", "a") + Requiring("a", "b", "b") + Requiring("b", "c", "c") + Requiring("c", "a", "a")).Message
            .ShouldBe("Expected requirements without a circle, but 'a' requires itself: 'a', which requires 'b', which requires 'c', which requires 'a'");

    [Fact]
    public void A_circle_of_item_definitions_is_told_with_its_path() =>
        DmnText.Refused("<itemDefinition name=\"a\"><itemComponent name=\"x\"><typeRef>b</typeRef></itemComponent></itemDefinition><itemDefinition name=\"b\"><typeRef>a</typeRef></itemDefinition>").Message
            .ShouldBe("Expected item definitions that are made of others, but 'a' contains itself: 'a', which contains 'b', which contains 'a'");

    [Fact]
    public void A_circle_of_requirements_is_refused() =>
        DmnText.Refused(Requiring("a", "b", "b") + Requiring("b", "a", "a")).Rule.ShouldBe(DmnRule.Cycle);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_row_of_requirements_without_end_is_refused_and_no_crash(bool backwards)
    {
        var decisions = Enumerable.Range(0, 5_000).Select(i => i == 0 ? DmnText.Literal("n0", "0") : Requiring($"n{i}", "1", $"n{i - 1}"));
        var issue = DmnText.Refused(string.Concat(backwards ? decisions.Reverse() : decisions));
        issue.Rule.ShouldBe(DmnRule.Structure);
        issue.Message.ShouldContain("Expected at most 200 requirements in a row");
    }

    [Fact]
    public void A_knowledge_model_is_a_function_with_typed_parameters()
    {
        var model = DmnText.Read(
            "<businessKnowledgeModel id=\"k\" name=\"double it\"><variable name=\"double it\" typeRef=\"number\"/><encapsulatedLogic><formalParameter name=\"n\" typeRef=\"number\"/>"
            + "<literalExpression><text>n * 2</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>"
            + "<decision id=\"d\" name=\"d\"><knowledgeRequirement><requiredKnowledge href=\"#k\"/></knowledgeRequirement>"
            + "<invocation><literalExpression><text>double it</text></literalExpression><binding><parameter name=\"n\"/><literalExpression><text>21</text></literalExpression></binding></invocation></decision>");
        model.Evaluate("d", FeelContext.Empty, Evaluating.Environment).Value.ShouldBe(FeelValue.Of(42));
    }

    [Fact]
    public void An_input_of_another_type_is_null_with_an_issue_that_names_it()
    {
        var model = DmnText.Read(
            "<itemDefinition name=\"tAcuity\"><typeRef>number</typeRef><allowedValues><text>[1..5]</text></allowedValues></itemDefinition>"
            + DmnText.Input("acuity", "tAcuity") + DmnText.Literal("d", "acuity", "acuity"));
        model.Evaluate("d", Evaluating.Scope(("acuity", FeelValue.Of(3))), Evaluating.Environment).Value.ShouldBe(FeelValue.Of(3));
        var outcome = model.Evaluate("d", Evaluating.Scope(("acuity", FeelValue.Of(6))), Evaluating.Environment);
        outcome.Failed.ShouldBeTrue();
        outcome.Issues[0].Message.ShouldBe("Expected 'acuity' to be tAcuity, but it is 6");
        outcome.Issues[0].Element.ShouldBe("i_acuity");
    }

    [Theory]
    [InlineData("<decision id=\"d\" name=\"d\"><literalExpression id=\"e\"><text>1 +</text></literalExpression></decision>", "dmn.expression", "e")]
    [InlineData("<decision id=\"d\" name=\"d\"><literalExpression id=\"e\" expressionLanguage=\"urn:javascript\"><text>1</text></literalExpression></decision>", "dmn.unsupported", "e")]
    [InlineData("<decision id=\"d\" name=\"d\"><variable name=\"d\" typeRef=\"tGone\"/><literalExpression><text>1</text></literalExpression></decision>", "dmn.type", "d")]
    [InlineData("<decision id=\"d\" name=\"d\"><informationRequirement><requiredInput href=\"#gone\"/></informationRequirement></decision>", "dmn.reference", "d")]
    [InlineData("<decision id=\"d\" name=\"d\"><functionDefinition id=\"f\" kind=\"Java\"/></decision>", "dmn.unsupported", "f")]
    [InlineData("<decision id=\"d\" name=\"d\"><conditional id=\"c\"><if><literalExpression><text>true</text></literalExpression></if></conditional></decision>", "dmn.structure", "c")]
    [InlineData("<import name=\"x\" namespace=\"urn:x\" importType=\"https://www.omg.org/spec/DMN/20230324/MODEL/\"/>", "dmn.reference", "m")]
    [InlineData("<itemDefinition id=\"t\" name=\"a\"><typeRef>b</typeRef></itemDefinition><itemDefinition name=\"b\"><typeRef>a</typeRef></itemDefinition>", "dmn.cycle", "t")]
    [InlineData("<robot id=\"r\"/>", "dmn.unsupported", "r")]
    public void What_is_not_executed_is_refused_with_its_id_and_rule(string content, string rule, string element)
    {
        var issue = DmnText.Refused(content);
        (issue.Rule, issue.ElementId).ShouldBe((rule, element));
        issue.Message.ShouldStartWith("Expected");
    }

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY e \"boom\">]><definitions>&e;</definitions>")]
    [InlineData("<definitions>")]
    [InlineData("not xml")]
    [InlineData("")]
    public void What_is_no_safe_xml_is_refused_with_its_line(string xml)
    {
        var read = DmnReader.Read(xml);
        read.Model.ShouldBeNull();
        read.Issues.ShouldHaveSingleItem().Rule.ShouldBe(DmnRule.Xml);
    }

    [Fact]
    public void Xml_that_nests_too_deep_is_refused()
    {
        var xml = string.Concat(Enumerable.Repeat("<a>", 100_000)) + string.Concat(Enumerable.Repeat("</a>", 100_000));
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(xml));
        DmnReader.Read(stream).Issues.ShouldHaveSingleItem().Message.ShouldContain("Expected at most 256 nested elements");
    }

    [Fact]
    public void A_decision_that_is_not_there_is_told_to_the_caller() =>
        Should.Throw<KeyNotFoundException>(() => DmnText.Read("").Evaluate("gone", FeelContext.Empty, Evaluating.Environment))
            .Message.ShouldBe("Expected a decision of the model 'm', but there is none with the id or name 'gone'");

    private static string Requiring(string name, string text, params string[] decisions) => DmnText.Literal(name, text).Replace(
        "<literalExpression", string.Concat(decisions.Select(id => $"<informationRequirement><requiredDecision href=\"#d_{id}\"/></informationRequirement>")) + "<literalExpression", StringComparison.Ordinal);
}
