using System.Collections.Immutable;
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

    public Marks Marks { get; } = new();

    public void Report(XElement element, string rule, string message)
    {
        var at = Marks.Of(element);
        issues.Add(new DmnIssue(rule, message, IdOf(element), at.Line, at.Column) { Place = Places.Of(element) });
    }

    /// <summary>Notes a name that nothing offers, with its table, rule and column where it stands in a cell.</summary>
    public void NoteUnknownName(XElement text, string message)
    {
        var table = text.Ancestors().FirstOrDefault(ancestor => ancestor.Is("decisionTable"));
        UnknownNames.Add(new DmnFinding(DmnFindingKind.Name, IdOf(table ?? text), Places.Of(text) ?? new DmnPlace("element", IdOf(text)), message) { At = Marks.Of(text) });
    }

    /// <summary>The id of the nearest element that has one, or empty.</summary>
    public static string IdOf(XElement element) => element.AncestorsAndSelf().Select(ancestor => (string?)ancestor.Attribute("id")).FirstOrDefault(value => value is not null) ?? "";
}
