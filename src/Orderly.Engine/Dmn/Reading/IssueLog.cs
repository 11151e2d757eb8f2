using System.Collections.Immutable;
using System.Xml;
using System.Xml.Linq;

namespace Orderly.Engine.Dmn.Reading;

/// <summary>Collects what is wrong with a model, with the place in its XML.</summary>
internal sealed class IssueLog
{
    private readonly ImmutableArray<DmnIssue>.Builder issues = ImmutableArray.CreateBuilder<DmnIssue>();

    public bool IsEmpty => issues.Count == 0;

    public ImmutableArray<DmnIssue> All => issues.ToImmutable();

    public void Report(XElement element, string rule, string message)
    {
        IXmlLineInfo place = element;
        var id = element.AncestorsAndSelf().Select(ancestor => (string?)ancestor.Attribute("id")).FirstOrDefault(value => value is not null) ?? "";
        issues.Add(new DmnIssue(rule, message, id, place.LineNumber, place.LinePosition));
    }
}
