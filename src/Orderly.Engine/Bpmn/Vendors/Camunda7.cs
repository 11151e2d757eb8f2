using System.Collections.Frozen;
using System.Xml.Linq;

namespace Orderly.Engine.Bpmn;

/// <summary>
/// Camunda 7's attributes and extension elements, written anew as the Camunda 8 ones that mean the same. What has no equal is
/// left, and refused by name; what only says how that engine keeps its jobs is dropped.
/// </summary>
internal static class Camunda7
{
    private static readonly XNamespace Ns = BpmnNames.Camunda7;

    /// <summary>They say when that engine commits, how long it remembers and who sees a process in its lists; the outcome is the same.</summary>
    private static readonly FrozenSet<string> Dropped = new[]
    {
        "async", "asyncBefore", "asyncAfter", "exclusive", "jobPriority", "taskPriority", "historyTimeToLive", "isStartableInTasklist", "candidateStarterGroups", "candidateStarterUsers",
        "modelerTemplate", "modelerTemplateVersion", "modelerTemplateIcon", "diagramRelationId",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static void Translate(XElement xml)
    {
        foreach (var attribute in xml.Attributes().Where(attribute => attribute.Name.Namespace == Ns && Dropped.Contains(attribute.Name.LocalName)).ToList())
            attribute.Remove();
        if (!xml.Attributes().Concat(xml.Elements().Attributes()).Any(attribute => attribute.Name.Namespace == Ns) && !xml.Elements(BpmnNames.Model + "extensionElements").Elements().Any(extension => extension.Name.Namespace == Ns))
            return;
        Move(xml, "assignmentDefinition", ("assignee", "assignee"), ("candidateGroups", "candidateGroups"), ("candidateUsers", "candidateUsers"));
        Move(xml, "taskSchedule", ("dueDate", "dueDate"), ("followUpDate", "followUpDate"));
        Move(xml, "priorityDefinition", ("priority", "priority"));
        Move(xml, "formDefinition", ("formKey", "formId"), ("formRef", "formId"));
        Drop(xml, "formRefBinding", "latest", "deployment");
        External(xml, xml);
        foreach (var message in xml.Elements(BpmnNames.Model + "messageEventDefinition"))
            External(xml, message);
        Decision(xml);
        Script(xml);
        Call(xml);
        MappingsOf(xml);
        foreach (var loop in xml.Elements(BpmnNames.Model + "multiInstanceLoopCharacteristics"))
            Move(loop, "loopCharacteristics", ("collection", "inputCollection"), ("elementVariable", "inputElement"));
        foreach (var properties in xml.Elements(BpmnNames.Model + "extensionElements").Elements(Ns + "properties").ToList())
            properties.ReplaceWith(new XElement(BpmnNames.Zeebe + "properties", properties.Elements(Ns + "property").Select(property => new XElement(BpmnNames.Zeebe + "property", property.Attributes()))));
        if (Take(xml, "versionTag") is { } tag)
            Extend(xml, new XElement(BpmnNames.Zeebe + "versionTag", new XAttribute("value", tag)));
    }

    private static void External(XElement xml, XElement at)
    {
        if (at.Attribute(Ns + "type")?.Value != "external" || at.Attribute(Ns + "topic") is null)
            return;
        at.Attribute(Ns + "type")!.Remove();
        Extend(xml, new XElement(BpmnNames.Zeebe + "taskDefinition", new XAttribute("type", Value(Take(at, "topic")!))));
    }

    /// <summary>Only a single entry comes out as the decision's own value; the other ways to map a result are left, and refused.</summary>
    private static void Decision(XElement xml)
    {
        if (xml.Attribute(Ns + "decisionRef") is null || xml.Attribute(Ns + "resultVariable") is null || xml.Attribute(Ns + "mapDecisionResult")?.Value != "singleEntry")
            return;
        Take(xml, "mapDecisionResult");
        Extend(xml, new XElement(
            BpmnNames.Zeebe + "calledDecision",
            new XAttribute("decisionId", Value(Take(xml, "decisionRef")!)),
            new XAttribute("resultVariable", Take(xml, "resultVariable")!),
            new XAttribute("bindingType", Take(xml, "decisionRefBinding") ?? "latest"),
            Take(xml, "decisionRefVersionTag") is { } tag ? new XAttribute("versionTag", tag) : null));
    }

    private static void Script(XElement xml)
    {
        if (!xml.Is("scriptTask") || xml.Attribute(Ns + "resultVariable") is null || xml.Element(BpmnNames.Model + "script") is not { } script || xml.Text("scriptFormat")?.Contains("feel", StringComparison.OrdinalIgnoreCase) != true)
            return;
        Extend(xml, new XElement(BpmnNames.Zeebe + "script", new XAttribute("expression", "=" + script.Value.Trim().TrimStart('=')), new XAttribute("resultVariable", Take(xml, "resultVariable")!)));
    }

    private static void Call(XElement xml)
    {
        if (!xml.Is("callActivity") || xml.Text("calledElement") is not { } called)
            return;
        var extensions = xml.Elements(BpmnNames.Model + "extensionElements").ToList();
        var (ins, outs) = (extensions.Elements(Ns + "in").ToList(), extensions.Elements(Ns + "out").ToList());
        var all = (In: ins.RemoveAll(IsAll) > 0, Out: outs.RemoveAll(IsAll) > 0);
        // A called instance has its caller's business key anyway.
        ins.RemoveAll(mapping => mapping.Attribute("businessKey")?.Value is "#{execution.processBusinessKey}" or "${execution.processBusinessKey}");
        if (!ins.Concat(outs).All(mapping => mapping.Attribute("target") is not null && (mapping.Attribute("source") is not null || mapping.Attribute("sourceExpression") is not null)))
            return;
        foreach (var mapping in extensions.Elements(Ns + "in").Concat(extensions.Elements(Ns + "out")).ToList())
            mapping.Remove();
        Extend(xml, new XElement(
            BpmnNames.Zeebe + "calledElement",
            new XAttribute("processId", Value(called)),
            new XAttribute("propagateAllParentVariables", all.In ? "true" : "false"),
            new XAttribute("propagateAllChildVariables", all.Out ? "true" : "false"),
            new XAttribute("bindingType", Take(xml, "calledElementBinding") ?? "latest"),
            Take(xml, "calledElementVersionTag") is { } tag ? new XAttribute("versionTag", tag) : null));
        var io = ins.Select(mapping => Mapping("input", mapping)).Concat(outs.Select(mapping => Mapping("output", mapping))).ToList();
        if (io.Count > 0)
            Extend(xml, new XElement(BpmnNames.Zeebe + "ioMapping", io));
    }

    private static bool IsAll(XElement mapping) => mapping.Attribute("variables")?.Value == "all";

    private static XElement Mapping(string direction, XElement mapping) => new(
        BpmnNames.Zeebe + direction,
        new XAttribute("source", mapping.Attribute("source") is { } source ? "=" + source.Value : Value(mapping.Attribute("sourceExpression")!.Value)),
        new XAttribute("target", mapping.Attribute("target")!.Value));

    /// <summary>Parameters with lists, maps and scripts are left, and refused.</summary>
    private static void MappingsOf(XElement xml)
    {
        foreach (var io in xml.Elements(BpmnNames.Model + "extensionElements").Elements(Ns + "inputOutput").ToList())
        {
            if (io.Elements().Any(parameter => parameter.HasElements || parameter.Attribute("name") is null))
                continue;
            io.ReplaceWith(new XElement(BpmnNames.Zeebe + "ioMapping", io.Elements().Select(parameter => new XElement(
                BpmnNames.Zeebe + (parameter.Name.LocalName == "inputParameter" ? "input" : "output"),
                new XAttribute("source", Value(parameter.Value.Trim())),
                new XAttribute("target", parameter.Attribute("name")!.Value)))));
        }
    }

    private static void Move(XElement xml, string extension, params ReadOnlySpan<(string From, string To)> attributes)
    {
        XElement? moved = null;
        foreach (var (from, to) in attributes)
        {
            if (Take(xml, from) is not { } value)
                continue;
            moved ??= new XElement(BpmnNames.Zeebe + extension);
            moved.SetAttributeValue(to, to == "inputCollection" && !Juel.Is(value) ? "=" + value : to == "inputElement" ? value : Value(value));
        }
        if (moved is not null)
            Extend(xml, moved);
    }

    private static void Drop(XElement xml, string name, params ReadOnlySpan<string> values)
    {
        if (xml.Attribute(Ns + name) is { } attribute && values.Contains(attribute.Value))
            attribute.Remove();
    }

    private static string? Take(XElement xml, string name)
    {
        var attribute = xml.Attribute(Ns + name);
        attribute?.Remove();
        return attribute?.Value;
    }

    /// <summary>FEEL behind its sign where the text is an expression; one that has no equal stays as it is and is refused when it is read.</summary>
    private static string Value(string text) => Juel.Is(text) && Juel.ToFeel(text) is { } feel ? "=" + feel : text;

    private static void Extend(XElement xml, XElement extension)
    {
        var extensions = xml.Element(BpmnNames.Model + "extensionElements");
        if (extensions is null)
            xml.AddFirst(extensions = new XElement(BpmnNames.Model + "extensionElements"));
        // A model kept for both says it twice; what it says in this dialect counts.
        if (extensions.Element(extension.Name) is null)
            extensions.Add(extension);
    }
}
