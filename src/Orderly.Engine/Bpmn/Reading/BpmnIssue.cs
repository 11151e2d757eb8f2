namespace Orderly.Engine.Bpmn;

/// <summary>Something wrong or odd in a model.</summary>
/// <param name="Severity">An error refuses the file.</param>
/// <param name="Rule">The rule's stable name, as in <c>flow-target</c>.</param>
/// <param name="ElementId">The element concerned, where it has an id.</param>
/// <param name="Message">A sentence of the form "Expected X, but Y".</param>
/// <param name="Line">From 1; 0 when unknown.</param>
/// <param name="Column">From 1; 0 when unknown.</param>
public sealed record BpmnIssue(BpmnSeverity Severity, string Rule, string? ElementId, string Message, int Line, int Column)
{
    public override string ToString() => $"{Line}:{Column} {(Severity == BpmnSeverity.Error ? "error" : "warning")} {Rule}{(ElementId is null ? "" : $" [{ElementId}]")}: {Message}";
}

public enum BpmnSeverity
{
    Warning,
    Error,
}
