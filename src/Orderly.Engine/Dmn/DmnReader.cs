using System.Collections.Immutable;
using System.Xml;
using System.Xml.Linq;
using Orderly.Engine.Dmn.Reading;
using Orderly.Engine.Markup;

namespace Orderly.Engine.Dmn;

/// <summary>
/// Reads DMN 1.1 to 1.5 XML. Document type definitions, more than 10 million characters and more than 256 nested elements are refused.
/// What is not executed is refused with the element's id and the rule, never ignored.
/// </summary>
public static class DmnReader
{
    private const int MaxCharacters = 10_000_000;
    private const int MaxDepth = 256;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MaxCharacters,
        MaxCharactersFromEntities = 1024,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <param name="xml">The document's text.</param>
    /// <param name="imports">Models that this one may import, found by their namespace.</param>
    public static DmnRead Read(string xml, params ReadOnlySpan<DmnModel> imports)
    {
        using var text = new StringReader(xml);
        using var reader = XmlReader.Create(text, Settings);
        return Read(reader, [.. imports]);
    }

    /// <param name="xml">The document's bytes; not closed.</param>
    /// <param name="imports">Models that this one may import, found by their namespace.</param>
    public static DmnRead Read(Stream xml, params ReadOnlySpan<DmnModel> imports)
    {
        using var reader = XmlReader.Create(xml, Settings);
        return Read(reader, [.. imports]);
    }

    private static DmnRead Read(XmlReader reader, ImmutableArray<DmnModel> imports)
    {
        XDocument document;
        try
        {
            document = XDocument.Load(new DepthLimit(reader, MaxDepth), LoadOptions.SetLineInfo);
        }
        catch (XmlException fault)
        {
            return new DmnRead(null, [new DmnIssue(DmnRule.Xml, fault.Message, "", fault.LineNumber, fault.LinePosition)]);
        }
        var issues = new IssueLog();
        var model = new ModelReader(document.Root!, imports, issues).Read();
        return new DmnRead(issues.IsEmpty ? model : null, issues.All) { Draft = model };
    }
}
