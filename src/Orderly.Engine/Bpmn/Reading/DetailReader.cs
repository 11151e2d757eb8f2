using System.Xml.Linq;

namespace Orderly.Engine.Bpmn;

/// <summary>Reads what an element does beyond its kind.</summary>
internal static class DetailReader
{
    /// <summary>Null where the kind needs none, and where something is wrong.</summary>
    public static ElementDetail? Read(XElement xml, ElementKind kind, EventDefinition? @event, Extensions extensions, Definitions definitions, IssueLog issues) => kind switch
    {
        ElementKind.UserTask => UserTask(xml, extensions, definitions, issues),
        ElementKind.ServiceTask => Outside(xml, extensions, issues) ?? Missing(xml, "task-definition", "zeebe:taskDefinition or orderly:connector", issues),
        ElementKind.SendTask => Outside(xml, extensions, issues) ?? Send(xml, definitions, issues),
        ElementKind.ReceiveTask => EventReader.Message(xml, definitions, issues) is { } message ? new MessageDetail(message) : null,
        ElementKind.ScriptTask => Script(xml, extensions, issues) ?? Outside(xml, extensions, issues) ?? Missing(xml, "script", "zeebe:script with FEEL, or zeebe:taskDefinition", issues),
        ElementKind.BusinessRuleTask => Decision(extensions, issues) ?? Outside(xml, extensions, issues) ?? Missing(xml, "called-decision", "zeebe:calledDecision or zeebe:taskDefinition", issues),
        ElementKind.CallActivity => Call(xml, extensions, issues),
        ElementKind.AdHocSubProcess => AdHoc(xml, extensions, issues),
        ElementKind.ComplexGateway => new ComplexDetail(xml.Element(BpmnNames.Model + "activationCondition") is { } activation ? ExpressionReader.Condition(activation, issues) : null),
        ElementKind.IntermediateThrowEvent or ElementKind.EndEvent when @event is MessageDefinition => Outside(xml, extensions, issues),
        _ => null,
    };

    private static ElementDetail? Missing(XElement xml, string rule, string wanted, IssueLog issues)
    {
        issues.Error(xml, rule, $"Expected {wanted}, but there is none");
        return null;
    }

    private static UserTaskDetail UserTask(XElement xml, Extensions extensions, Definitions definitions, IssueLog issues)
    {
        extensions.Take("userTask");
        var assignment = extensions.Take("assignmentDefinition");
        var schedule = extensions.Take("taskSchedule");
        var priority = extensions.Take("priorityDefinition");
        var form = extensions.Take("formDefinition");
        var queue = extensions.TakeOrderly("queue");
        return new UserTaskDetail
        {
            Assignee = Optional(assignment, "assignee", issues),
            CandidateGroups = Optional(assignment, "candidateGroups", issues) ?? (assignment is null ? Owners(xml, definitions) : null),
            CandidateUsers = Optional(assignment, "candidateUsers", issues),
            DueDate = Optional(schedule, "dueDate", issues),
            FollowUpDate = Optional(schedule, "followUpDate", issues),
            Priority = Optional(priority, "priority", issues),
            FormId = form?.Text("formId") ?? form?.Text("externalReference") ?? form?.Text("formKey"),
            Approval = ApprovalReader.Read(extensions.TakeOrderly("approval"), issues),
            PreAlert = extensions.TakeOrderly("preAlert") is not null,
            Queue = queue is null ? null : new(Optional(queue, "unit", issues), Optional(queue, "role", issues), Optional(queue, "sensitivity", issues)),
        };
    }

    /// <summary>The resources drawn as potential owners and performers, by name.</summary>
    private static Expression? Owners(XElement xml, Definitions definitions)
    {
        var names = xml.Elements()
            .Where(child => child.Name.Namespace == BpmnNames.Model && child.Name.LocalName is "potentialOwner" or "humanPerformer" or "performer")
            .Elements(BpmnNames.Model + "resourceRef")
            .Select(reference => BpmnNames.Reference(reference.Value.Trim()) is { } id && definitions.ById.TryGetValue(id, out var resource) ? resource.Text("name") ?? id : null)
            .OfType<string>();
        return string.Join(",", names) is { Length: > 0 } groups ? Expression.Text(groups) : null;
    }

    private static ElementDetail? Outside(XElement xml, Extensions extensions, IssueLog issues)
    {
        var connector = extensions.TakeOrderly("connector");
        var task = extensions.Take("taskDefinition");
        var headers = extensions.Take("taskHeaders");
        if (connector is not null && task is not null)
            issues.Error(task, "task-definition", "Expected a job or a connector, but there are both");
        if (connector is not null)
            return Connector(connector, issues);
        if (task is null)
        {
            if (headers is not null)
                issues.Error(headers, "task-definition", "Expected zeebe:taskDefinition beside the headers, but there is none");
            return null;
        }
        if (ExpressionReader.Required(task, "type", issues) is not { } type)
            return null;
        return new JobDetail(type, ExpressionReader.Retries(task, issues), ListenerReader.Headers(headers));
    }

    private static ConnectorDetail? Connector(XElement xml, IssueLog issues)
    {
        AttributeCheck.Only(xml, issues, "name", "operation", "input", "orderKey", "usefulFor", "inverse", "pointOfNoReturn", "resultVariable");
        if (xml.Text("name") is not { } name || xml.Text("operation") is not { } operation)
        {
            issues.Error(xml, "missing-attribute", "Expected orderly:connector to have 'name' and 'operation', but it has not");
            return null;
        }
        return new(
            name,
            operation,
            Optional(xml, "input", issues),
            Optional(xml, "orderKey", issues),
            Optional(xml, "usefulFor", issues),
            xml.Text("inverse"),
            xml.Text("pointOfNoReturn"),
            xml.Text("resultVariable"));
    }

    private static MessageDetail? Send(XElement xml, Definitions definitions, IssueLog issues)
    {
        if (xml.Text("messageRef") is not null)
            return EventReader.Message(xml, definitions, issues) is { } message ? new(message) : null;
        issues.Error(xml, "task-definition", "Expected zeebe:taskDefinition, orderly:connector or a message, but there is none");
        return null;
    }

    private static ScriptDetail? Script(XElement task, Extensions extensions, IssueLog issues)
    {
        if (extensions.Take("script") is not { } xml)
            return task.Element(BpmnNames.Model + "script") is { } text && task.Text("scriptFormat")?.Contains("feel", StringComparison.OrdinalIgnoreCase) == true
                ? new(ExpressionReader.Feel(text, text.Value.Trim(), text.Value.Trim().TrimStart('='), "script", issues), null)
                : null;
        if (xml.Text("resultVariable") is not { } result)
        {
            issues.Error(xml, "missing-attribute", "Expected zeebe:script to have 'resultVariable', but it has none");
            return null;
        }
        return ExpressionReader.Required(xml, "expression", issues) is { } script ? new(script, result) : null;
    }

    private static DecisionDetail? Decision(Extensions extensions, IssueLog issues)
    {
        if (extensions.Take("calledDecision") is not { } xml)
            return null;
        if (xml.Text("resultVariable") is not { } result)
        {
            issues.Error(xml, "missing-attribute", "Expected zeebe:calledDecision to have 'resultVariable', but it has none");
            return null;
        }
        return ExpressionReader.Required(xml, "decisionId", issues) is { } decision ? new(decision, result, Binding(xml, issues)) : null;
    }

    private static CallDetail? Call(XElement xml, Extensions extensions, IssueLog issues)
    {
        var zeebe = extensions.Take("calledElement");
        Expression? process;
        if (zeebe is not null)
            process = ExpressionReader.Required(zeebe, "processId", issues);
        else
            process = xml.Text("calledElement") is { } called ? Expression.Text(BpmnNames.Reference(called)!) : null;
        if (process is null)
        {
            if (zeebe is null)
                issues.Error(xml, "called-element", "Expected zeebe:calledElement with a processId, but there is none");
            return null;
        }
        return new(
            process,
            zeebe?.Flag("propagateAllParentVariables", otherwise: true) ?? true,
            zeebe?.Flag("propagateAllChildVariables", otherwise: true) ?? true,
            zeebe is null ? Bpmn.Binding.Latest : Binding(zeebe, issues));
    }

    private static AdHocDetail AdHoc(XElement xml, Extensions extensions, IssueLog issues) => new(
        xml.Text("ordering") == "Sequential",
        extensions.Take("adHoc") is { } first ? ExpressionReader.Attribute(first, "activeElementsCollection", issues) : null,
        xml.Element(BpmnNames.Model + "completionCondition") is { } condition ? ExpressionReader.Condition(condition, issues) : null,
        xml.Flag("cancelRemainingInstances", otherwise: true));

    private static Binding Binding(XElement xml, IssueLog issues)
    {
        switch (xml.Text("bindingType"))
        {
            case null or "latest": return Bpmn.Binding.Latest;
            case "deployment": return new(BindingKind.Deployment);
            case "versionTag" when xml.Text("versionTag") is { } tag: return new(BindingKind.VersionTag, tag);
            case var other:
                issues.Error(xml, "binding", $"Expected the binding to be latest, deployment, or versionTag with a tag, but was '{other}'");
                return Bpmn.Binding.Latest;
        }
    }

    private static Expression? Optional(XElement? xml, string attribute, IssueLog issues) =>
        xml is null ? null : ExpressionReader.Attribute(xml, attribute, issues);
}
