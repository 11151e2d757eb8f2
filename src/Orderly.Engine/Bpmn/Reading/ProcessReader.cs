using System.Collections.Immutable;
using System.Xml.Linq;

namespace Orderly.Engine.Bpmn;

/// <summary>Compiles one process: elements and flows with indexes, checked against the standard's rules.</summary>
internal sealed class ProcessReader(Definitions definitions, IssueLog issues, BpmnReadOptions options)
{
    private readonly List<Element> elements = [];
    private readonly List<XElement> sources = [];
    private readonly List<(XElement Xml, int Scope)> flowSources = [];
    private readonly HashSet<string> refused = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> indexes = new(StringComparer.Ordinal);
    private DataCatalog data = null!;

    /// <summary>Null when something is so wrong that there is no process to build.</summary>
    public ProcessModel? Read(XElement xml)
    {
        if (xml.Id() is not { } id)
        {
            issues.Error(xml, "missing-id", "Expected the process to have an id, but it has none");
            return null;
        }
        Camunda7.Translate(xml);
        data = new DataCatalog(xml, issues);
        var extensions = new Extensions(xml, issues);
        var tag = extensions.Take("versionTag")?.Text("value");
        // Embedded forms are looked up by their reference; they do not change what happens.
        while (extensions.Take("userTaskForm") is not null) { }
        Add(xml, new Element { Index = 0, Id = id, Kind = ElementKind.Process, Name = xml.Text("name"), Slas = SlaReader.Slas(extensions, isUserTask: false, issues), Data = [.. data.Of(xml)], Listeners = ListenerReader.Read(ElementKind.Process, null, null, extensions, issues), Properties = CommonReader.Properties(extensions), Documentation = Documentation(xml) });
        extensions.RefuseRest("process");
        ListenerReader.RefuseElsewhere(xml, issues);
        Scope(xml, 0, depth: 1);
        var flows = FlowReader.Read(flowSources, elements, indexes, refused, issues);
        var lanes = LaneReader.Read(xml);
        new Linking(elements, sources, indexes, issues).Link(flows, lanes, xml);
        StructureCheck.Check(elements, flows, sources, issues);
        if (issues.HasErrors)
            return null;
        return new(id, xml.Text("name"), tag, [.. elements], flows, lanes, DiagramReader.Read(definitions.Root, xml));
    }

    private void Scope(XElement xml, int scope, int depth)
    {
        if (depth > options.MaxDepth / 2)
            return;
        foreach (var child in xml.Elements())
        {
            var name = child.Name.LocalName;
            if (child.Name.Namespace != BpmnNames.Model)
                issues.Warn(child, "unknown-element", $"Element '{name}' of '{child.Name.NamespaceName}' is not known and is passed over");
            else if (name == "sequenceFlow")
                flowSources.Add((child, scope));
            else if (ElementKinds.Executed.TryGetValue(name, out var kind))
                FlowNode(child, kind, scope, depth);
            else if (!ElementKinds.Documentation.Contains(name) && !(scope > 0 && IsDataFlow(name)))
                Unsupported(child);
        }
    }

    private void Unsupported(XElement xml)
    {
        issues.Error(xml, "unsupported-element", $"Expected an element that is executed, but '{xml.Name.LocalName}' is not executed");
        if (xml.Id() is { } id)
            refused.Add(id);
    }

    private void FlowNode(XElement xml, ElementKind kind, int scope, int depth)
    {
        if (xml.Id() is not { } id)
        {
            issues.Error(xml, "missing-id", $"Expected '{xml.Name.LocalName}' to have an id, but it has none");
            return;
        }
        if (elements.Count >= options.MaxElements)
        {
            if (elements.Count == options.MaxElements)
                issues.Error(xml, "too-large", $"Expected at most {options.MaxElements} elements in a process, but there are more");
            return;
        }
        if (kind == ElementKind.SubProcess && xml.Flag("triggeredByEvent", otherwise: false))
            kind = ElementKind.EventSubProcess;
        Camunda7.Translate(xml);
        AttributeCheck.FlowElement(xml, issues);
        Contents(xml, kind);
        var element = Element(xml, id, kind, scope);
        Add(xml, element);
        if (element.IsScope)
            Scope(xml, element.Index, depth + 1);
    }

    private Element Element(XElement xml, string id, ElementKind kind, int scope)
    {
        var extensions = new Extensions(xml, issues);
        var @event = ElementKinds.IsEvent(kind) ? EventReader.WithCalendar(EventReader.Read(xml, definitions, issues), extensions, issues) : null;
        var (inputs, outputs) = CommonReader.Mappings(extensions, issues);
        var flow = new DataFlow(data, issues);
        var detail = DetailReader.Read(xml, kind, @event, extensions, definitions, issues);
        var element = new Element
        {
            Index = elements.Count,
            Id = id,
            Kind = kind,
            Name = xml.Text("name"),
            Documentation = Documentation(xml),
            Scope = scope,
            Interrupting = kind == ElementKind.BoundaryEvent ? xml.Flag("cancelActivity", otherwise: true) : xml.Flag("isInterrupting", otherwise: true),
            Event = @event,
            Detail = detail,
            Listeners = ListenerReader.Read(kind, @event, detail, extensions, issues),
            UnwindVariable = kind == ElementKind.BoundaryEvent ? CommonReader.Unwind(xml, extensions, issues) : null,
            Loop = ElementKinds.IsActivity(kind) ? LoopReader.Read(xml, definitions, data, issues) : null,
            IsForCompensation = xml.Flag("isForCompensation", otherwise: false),
            Instantiates = xml.Flag("instantiate", otherwise: false),
            AwaitsAll = xml.Text("eventGatewayType") == "Parallel",
            Inputs = [.. flow.Inputs(xml), .. inputs],
            Outputs = [.. flow.Outputs(xml), .. outputs],
            Data = [.. data.Of(xml)],
            Content = DataFlow.Content(xml, kind),
            Properties = CommonReader.Properties(extensions),
            Slas = ElementKinds.IsActivity(kind) ? SlaReader.Slas(extensions, kind == ElementKind.UserTask, issues) : [],
        };
        extensions.RefuseRest(xml.Name.LocalName);
        return element;
    }

    /// <summary>Children of an element that is no scope must be read elsewhere, or say nothing about execution.</summary>
    private void Contents(XElement xml, ElementKind kind)
    {
        if (kind is ElementKind.SubProcess or ElementKind.EventSubProcess or ElementKind.Transaction or ElementKind.AdHocSubProcess)
            return;
        foreach (var child in xml.Elements().Where(child => child.Name.Namespace == BpmnNames.Model))
        {
            var name = child.Name.LocalName;
            foreach (var part in child.DescendantsAndSelf().Where(part => part.Name.LocalName is "whileExecutingInputRefs" or "whileExecutingOutputRefs"))
                issues.Error(part, "unsupported-element", $"Expected data that is there before the element begins or when it is left, but '{part.Name.LocalName}' says that it comes meanwhile");
            if (name == "ioSpecification" && child.Elements().GroupBy(part => part.Name.LocalName).Any(sets => sets.Key is "inputSet" or "outputSet" && sets.Count() > 1))
                issues.Warn(child, "data-sets", "Several sets of inputs or outputs are read as one: what is not there is null");
            foreach (var part in child.DescendantsAndSelf().Where(part => part.Name.LocalName is "resourceAssignmentExpression" or "resourceParameterBinding"))
                issues.Error(part, "unsupported-element", $"Expected whose work it is as an assignment extension or a resourceRef, but '{part.Name.LocalName}' is not executed");
            if (name.EndsWith("ventDefinition", StringComparison.Ordinal) || name == "eventDefinitionRef" ? ElementKinds.IsEvent(kind) : ElementKinds.Documentation.Contains(name))
                continue;
            if (!IsDataFlow(name))
                issues.Error(child, "unsupported-element", $"Expected parts of '{xml.Name.LocalName}' that are executed, but '{name}' is not");
        }
    }

    private static bool IsDataFlow(string name) => name is "dataInputAssociation" or "dataOutputAssociation";

    private void Add(XElement xml, Element element)
    {
        elements.Add(element);
        sources.Add(xml);
        indexes.TryAdd(element.Id, element.Index);
    }

    private static string? Documentation(XElement xml) => xml.Element(BpmnNames.Model + "documentation")?.Value.Trim() is { Length: > 0 } text ? text : null;
}
