using System.Text;
using Orderly.Engine.Dmn;
using Orderly.Engine.Dmn.Kit;

namespace Orderly.Engine.Tests.Dmn;

public sealed class XmlFaultTests
{
    [Theory]
    [InlineData("", "Expected an XML document, but it is empty")]
    [InlineData("not xml", "Expected an XML document, but it begins with 'not'")]
    [InlineData("<!DOCTYPE x [<!ENTITY e \"boom\">]><x>&e;</x>", "Expected a document without a document type definition, but it has one")]
    [InlineData("<definitions>", "Expected each element to be closed, but the document ended")]
    [InlineData("<a><b></a>", "Expected the end of the element that is open, but found '</a>'")]
    [InlineData("<a>&nbsp;</a>", "Expected one of XML's own entities, such as '&lt;' or '&amp;', but found '&nbsp;</a>'")]
    [InlineData("<a x=1/>", "Expected well-formed XML, but '1/>' cannot stand there")]
    public void What_is_no_xml_is_told_in_our_own_words(string xml, string message) => Only(DmnReader.Read(xml)).Message.ShouldBe(message);

    [Fact]
    public void The_place_is_told_once_and_beside_the_sentence()
    {
        var issue = Only(DmnReader.Read("<a>\n  <b></c>\n</a>"));
        (issue.Line, issue.Column).ShouldBe((2, 8));
        issue.Message.ShouldNotContain("ine 2");
    }

    [Fact]
    public void A_document_type_definition_is_told_with_its_place_wherever_it_stands()
    {
        var issue = Only(DmnReader.Read("<?xml version=\"1.0\"?>\n<!-- rules -->\n  <!DOCTYPE a SYSTEM \"x\"><a/>"));
        issue.Message.ShouldBe("Expected a document without a document type definition, but it has one");
        (issue.Line, issue.Column).ShouldBe((3, 3));
    }

    [Fact]
    public void Too_deep_a_document_is_told_with_its_place_once()
    {
        var issue = Only(DmnReader.Read(string.Concat(Enumerable.Repeat("<a>", 300)) + string.Concat(Enumerable.Repeat("</a>", 300))));
        issue.Message.ShouldBe("Expected at most 256 nested elements, but there are more");
        issue.Line.ShouldBe(1);
    }

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-8", false)]
    public void A_model_is_read_in_the_encoding_its_bytes_are_in(string encoding, bool hasMark)
    {
        var kind = Encoding.GetEncoding(encoding);
        var text = $"<?xml version=\"1.0\" encoding=\"{(encoding == "utf-16BE" ? "utf-16" : encoding)}\"?>" + DmnText.Model(DmnText.Literal("größe", "\"😀\""));
        byte[] bytes = [.. hasMark ? kind.GetPreamble() : [], .. kind.GetBytes(text)];
        var read = DmnReader.ReadAll([bytes])[0];
        read.Issues.ShouldBeEmpty();
        read.Model!.Decisions[0].Name.ShouldBe("größe");
    }

    [Fact]
    public void A_declaration_of_another_encoding_than_the_bytes_are_in_is_told()
    {
        var bytes = Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"utf-16\"?>" + DmnText.Model(""));
        Only(DmnReader.ReadAll([bytes])[0]).Message.ShouldStartWith("Expected an XML declaration that is true of the document, but found");
    }

    [Fact]
    public void Test_cases_that_are_no_xml_are_told_and_not_passed_over()
    {
        DmnTestSuite.IsOne("<testCases><modelName>").ShouldBeTrue();
        DmnTestSuite.IsOne("<a").ShouldBeTrue();
        DmnTestSuite.IsOne("<a/>").ShouldBeFalse();
        Should.Throw<FormatException>(() => DmnTestSuite.Read("<testCases>\n<x>"))
            .Message.ShouldBe("Expected a document of test cases, but at line 2, column 4: Expected each element to be closed, but the document ended");
    }

    private static DmnIssue Only(DmnRead read) => read.Issues.ShouldHaveSingleItem();
}
