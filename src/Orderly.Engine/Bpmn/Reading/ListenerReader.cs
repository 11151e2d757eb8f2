using System.Collections.Immutable;
using System.Xml.Linq;

namespace Orderly.Engine.Bpmn;

/// <summary>Reads <c>zeebe:executionListeners</c> and <c>zeebe:taskListeners</c>.</summary>
internal static class ListenerReader
{
    /// <summary>The element's listeners in document order, which is the order they are asked in.</summary>
    /// <param name="detail">The element's own job, whose headers its listeners get too.</param>
    public static ImmutableArray<Listener> Read(ElementKind kind, EventDefinition? @event, ElementDetail? detail, Extensions extensions, IssueLog issues)
    {
        var execution = extensions.Take("executionListeners")?.Elements(BpmnNames.Zeebe + "executionListener").ToList() ?? [];
        var task = kind == ElementKind.UserTask ? extensions.Take("taskListeners")?.Elements(BpmnNames.Zeebe + "taskListener").ToList() ?? [] : [];
        if (execution.Count + task.Count == 0)
            return [];
        var headers = (detail as JobDetail)?.Headers ?? Headers(extensions.Take("taskHeaders"));
        var sorted = headers.ToImmutableSortedDictionary(StringComparer.Ordinal);
        if (task.Count > 0 && detail is UserTaskDetail { Approval: not null })
            issues.Error(task[0], "task-listener", "Expected a task of work, but one with orderly:approval has no moves that its listeners could answer");
        return
        [
            .. execution.Select(xml => Listener(xml, Execution(xml, kind, @event, issues), sorted, issues)).OfType<Listener>(),
            .. task.Select(xml => Listener(xml, Task(xml, issues), sorted, issues)).OfType<Listener>(),
        ];
    }

    /// <summary>Refuses listeners of what is drawn or moved along: nothing would ever ask them.</summary>
    public static void RefuseElsewhere(XElement process, IssueLog issues)
    {
        foreach (var listeners in process.Descendants().Where(xml => xml.Name.LocalName is "executionListeners" or "taskListeners" or "executionListener" or "taskListener"))
        {
            if (listeners.Parent is not { } extensions || extensions.Name != BpmnNames.Model + "extensionElements" || extensions.Parent is not { } owner)
                continue;
            if (owner != process && !ElementKinds.Executed.ContainsKey(owner.Name.LocalName))
                issues.Error(listeners, "listener-place", $"Expected listeners on the process, an activity, an event or a gateway, but '{listeners.Name.LocalName}' stands on the {owner.Name.LocalName} '{owner.Id()}', where nobody would ask them");
        }
    }

    /// <summary>The pairs of <c>zeebe:taskHeaders</c>; none when it is absent.</summary>
    public static ImmutableDictionary<string, string> Headers(XElement? xml)
    {
        var pairs = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var header in xml?.Elements(BpmnNames.Zeebe + "header") ?? [])
            pairs[header.Text("key") ?? ""] = header.Attribute("value")?.Value ?? "";
        return pairs.ToImmutable();
    }

    private static Listener? Listener(XElement xml, ListenerMoment? moment, ImmutableSortedDictionary<string, string> headers, IssueLog issues)
    {
        AttributeCheck.Only(xml, issues, "eventType", "type", "retries");
        var (type, retries) = (ExpressionReader.Required(xml, "type", issues), ExpressionReader.Retries(xml, issues));
        return type is null || moment is null ? null : new(moment.Value, type, retries, headers);
    }

    private static ListenerMoment? Execution(XElement xml, ElementKind kind, EventDefinition? @event, IssueLog issues)
    {
        switch (xml.Text("eventType"))
        {
            case "start" when kind is not (ElementKind.StartEvent or ElementKind.BoundaryEvent): return ListenerMoment.Start;
            case "end" when @event is CompensateDefinition && kind == ElementKind.BoundaryEvent:
                issues.Error(xml, "execution-listener", "Expected a listener for what the element does, but a compensation boundary event is never entered or left: the activity that undoes has listeners of its own");
                return null;
            case "end" when !ElementKinds.IsGateway(kind) && !(kind == ElementKind.EndEvent && @event is ErrorDefinition): return ListenerMoment.End;
            case "start" or "end":
                issues.Error(xml, "execution-listener", $"Expected a listener for what the element does, but {Why(kind)}");
                return null;
            case var other:
                issues.Error(xml, "execution-listener", $"Expected eventType to be start or end, but was '{other}'");
                return null;
        }
    }

    private static string Why(ElementKind kind) => kind switch
    {
        ElementKind.StartEvent or ElementKind.BoundaryEvent => "a start or boundary event begins with what happened: only its end can be listened for",
        ElementKind.EndEvent => "an error end event is never left: only its start can be listened for",
        _ => "a gateway is left as it is entered: only its start can be listened for",
    };

    /// <summary>The words of the first releases that had them are read, too.</summary>
    private static ListenerMoment? Task(XElement xml, IssueLog issues)
    {
        switch (xml.Text("eventType"))
        {
            case "creating" or "create": return ListenerMoment.Creating;
            case "assigning" or "assignment": return ListenerMoment.Assigning;
            case "updating" or "update": return ListenerMoment.Updating;
            case "completing" or "complete": return ListenerMoment.Completing;
            case "canceling" or "cancel": return ListenerMoment.Canceling;
            case var other:
                issues.Error(xml, "task-listener", $"Expected eventType to be creating, assigning, updating, completing or canceling, but was '{other}'");
                return null;
        }
    }
}
