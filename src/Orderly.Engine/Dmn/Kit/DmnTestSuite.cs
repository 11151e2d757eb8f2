using System.Collections.Immutable;
using System.Xml;
using System.Xml.Linq;
using Orderly.Engine.Feel;
using Orderly.Engine.Markup;

namespace Orderly.Engine.Dmn.Kit;

/// <summary>
/// Test cases for one model, in the format of the public DMN compatibility kit (<c>testCases</c> of <c>testCase</c>s with input and
/// result nodes). Elements are found by local name, for the format's namespace has changed over time.
/// </summary>
/// <param name="ModelName">The file name of the model that is tested.</param>
public sealed record DmnTestSuite(string ModelName, ImmutableArray<DmnTestCase> Cases)
{
    private const int MaxCharacters = 10_000_000;

    /// <summary>Whether a document is one of test cases, or no XML, of which reading it says what is wrong.</summary>
    public static bool IsOne(string xml)
    {
        try
        {
            using var reader = Open(xml);
            return reader.MoveToContent() == XmlNodeType.Element && reader.LocalName == "testCases";
        }
        catch (XmlException)
        {
            return true;
        }
    }

    /// <exception cref="FormatException">The text is no suite of test cases.</exception>
    public static DmnTestSuite Read(string xml)
    {
        try
        {
            using var reader = Open(xml);
            var root = XDocument.Load(reader, LoadOptions.PreserveWhitespace).Root!;
            if (root.Name.LocalName != "testCases")
                throw new FormatException($"Expected 'testCases', but the root is '{root.Name.LocalName}'");
            return new DmnTestSuite(Child(root, "modelName")?.Value.Trim() ?? "", [.. Children(root, "testCase").Select(ReadCase)]);
        }
        catch (XmlException fault)
        {
            var (message, line, column) = XmlFault.InWords(fault, xml, MaxCharacters);
            throw new FormatException($"Expected a document of test cases, but at line {line}, column {column}: {message}", fault);
        }
    }

    private static XmlReader Open(string xml) => XmlReader.Create(new StringReader(xml), new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MaxCharacters,
        CloseInput = true,
    });

    /// <summary>A case that cannot be read fails alone.</summary>
    private static DmnTestCase ReadCase(XElement test)
    {
        var id = (string?)test.Attribute("id") ?? "";
        try
        {
            return Case(id, test);
        }
        catch (FormatException fault)
        {
            return new DmnTestCase(id, DmnTestSubject.Decision, null, FeelContext.Empty, []) { Fault = fault.Message };
        }
    }

    private static DmnTestCase Case(string id, XElement test)
    {
        var subject = (string?)test.Attribute("type") switch
        {
            null or "decision" => DmnTestSubject.Decision,
            "decisionService" => DmnTestSubject.DecisionService,
            "bkm" => DmnTestSubject.KnowledgeModel,
            var other => throw new FormatException($"Expected the test case '{id}' to be of a decision, decisionService or bkm, but it is of '{other}'"),
        };
        return new DmnTestCase(
            id, subject, (string?)test.Attribute("invocableName"),
            FeelContext.Of(Children(test, "inputNode").Select(node => KeyValuePair.Create(Name(node), DmnTestValue.Read(node)))),
            [.. Children(test, "resultNode").Select(Expectation)]);
    }

    private static DmnExpectation Expectation(XElement node) => new(
        Name(node), Child(node, "expected") is { } expected ? DmnTestValue.Read(expected) : FeelValue.Null, (string?)node.Attribute("errorResult") == "true");

    private static string Name(XElement node) => (string?)node.Attribute("name") ?? throw new FormatException($"Expected '{node.Name.LocalName}' to have a name, but it has none");

    private static IEnumerable<XElement> Children(XElement parent, string name) => parent.Elements().Where(element => element.Name.LocalName == name);

    private static XElement? Child(XElement parent, string name) => Children(parent, name).FirstOrDefault();
}
