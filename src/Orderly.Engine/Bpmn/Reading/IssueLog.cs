using System.Collections.Immutable;
using System.Xml.Linq;

namespace Orderly.Engine.Bpmn;

/// <summary>Collects what is wrong, so that all of it is told at once.</summary>
internal sealed class IssueLog
{
    /// <summary>More than this helps nobody, and a hostile file could make millions.</summary>
    private const int Most = 1_000;

    private readonly List<BpmnIssue> issues = [];

    public bool HasErrors { get; private set; }

    public void Error(XObject at, string rule, string message) => Add(BpmnSeverity.Error, at, rule, message);

    public void Warn(XObject at, string rule, string message) => Add(BpmnSeverity.Warning, at, rule, message);

    public ImmutableArray<BpmnIssue> ToArray() => [.. issues.OrderBy(issue => issue.Line).ThenBy(issue => issue.Column)];

    private void Add(BpmnSeverity severity, XObject at, string rule, string message)
    {
        HasErrors |= severity == BpmnSeverity.Error;
        if (issues.Count >= Most)
            return;
        // What was written anew for another tool's extension stands where its element does.
        var place = at;
        while (place.Position().Line == 0 && place.Parent is { } parent)
            place = parent;
        var (line, column) = place.Position();
        var element = at as XElement ?? at.Parent;
        while (element is not null && element.Id() is null)
            element = element.Parent;
        issues.Add(new(severity, rule, element?.Id(), message, line, column));
    }
}
