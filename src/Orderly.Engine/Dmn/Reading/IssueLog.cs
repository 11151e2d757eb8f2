using System.Collections.Immutable;
using System.Xml;
using System.Xml.Linq;
using Orderly.Engine.Dmn.Checks;
using Orderly.Engine.Dmn.Tables;

namespace Orderly.Engine.Dmn.Reading;

/// <summary>Collects what is wrong with a model, with the place in its XML.</summary>
internal sealed class IssueLog
{
    private readonly ImmutableArray<DmnIssue>.Builder issues = ImmutableArray.CreateBuilder<DmnIssue>();

    public bool IsEmpty => issues.Count == 0;

    public ImmutableArray<DmnIssue> All => issues.ToImmutable();

    /// <summary>Names that nothing at their place offers; they read, and give null.</summary>
    public List<DmnFinding> UnknownNames { get; } = [];

    /// <summary>The tables read so far.</summary>
    public List<DecisionTableNode> Tables { get; } = [];

    public void Report(XElement element, string rule, string message)
    {
        IXmlLineInfo place = element;
        var id = IdOf(element);
        issues.Add(new DmnIssue(rule, message, id, place.LineNumber, place.LinePosition));
    }

    /// <summary>Notes a name that nothing offers, with its table, rule and column where it stands in a cell.</summary>
    public void NoteUnknownName(XElement text, string message)
    {
        var table = text.Ancestors().FirstOrDefault(ancestor => ancestor.Is("decisionTable"));
        var rule = text.Parent is { } parent && parent.Is("rule") ? parent : null;
        var column = text.Ancestors().Prepend(text).FirstOrDefault(one => one.Is("input") || one.Is("inputEntry"));
        var output = text.Ancestors().Prepend(text).FirstOrDefault(one => one.Is("output") || one.Is("outputEntry"));
        UnknownNames.Add(new DmnFinding(DmnFindingKind.Name, IdOf(table ?? text), rule is null ? 0 : Position(rule), column is null ? 0 : Position(column), message)
        {
            Output = output is null ? 0 : Position(output),
        });
    }

    private static int Position(XElement element) => element.ElementsBeforeSelf(element.Name).Count() + 1;

    /// <summary>The id of the nearest element that has one, or empty.</summary>
    public static string IdOf(XElement element) => element.AncestorsAndSelf().Select(ancestor => (string?)ancestor.Attribute("id")).FirstOrDefault(value => value is not null) ?? "";
}
