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

    /// <summary>Null when something is so wrong that there is no process to build.</summary>
    public ProcessModel? Read(XElement xml)
    {
        if (xml.Id() is not { } id)
        {
            issues.Error(xml, "missing-id", "Expected the process to have an id, but it has none");
            return null;
        }
        var extensions = new Extensions(xml, issues);
        var tag = extensions.Take("versionTag")?.Text("value");
        // Embedded forms are looked up by their reference; they do not change what happens.
        while (extensions.Take("userTaskForm") is not null) { }
        Add(xml, new Element { Index = 0, Id = id, Kind = ElementKind.Process, Name = xml.Text("name"), Sla = CommonReader.Sla(extensions, issues), Properties = CommonReader.Properties(extensions), Documentation = Documentation(xml) });
        extensions.RefuseRest("process");
        Scope(xml, 0, depth: 1);
        var flows = FlowReader.Read(flowSources, elements, indexes, refused, issues);
        var lanes = LaneReader.Read(xml);
        Link(flows, lanes);
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
            else if (!ElementKinds.Documentation.Contains(name))
                Unsupported(child);
        }
    }

    private void Unsupported(XElement xml)
    {
        issues.Error(xml, "unsupported-element", $"Expected an element that is executed, but '{xml.Name.LocalName}' is not executed yet");
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
        var @event = IsEvent(kind) ? EventReader.Read(xml, definitions, issues) : null;
        var (inputs, outputs) = CommonReader.Mappings(extensions, issues);
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
            Detail = DetailReader.Read(xml, kind, @event, extensions, definitions, issues),
            UnwindVariable = kind == ElementKind.BoundaryEvent ? CommonReader.Unwind(xml, extensions, issues) : null,
            Loop = ElementKinds.IsActivity(kind) ? CommonReader.Loop(xml, issues) : null,
            Inputs = inputs,
            Outputs = outputs,
            Properties = CommonReader.Properties(extensions),
            Sla = ElementKinds.IsActivity(kind) ? CommonReader.Sla(extensions, issues) : null,
        };
        extensions.RefuseRest(xml.Name.LocalName);
        return element;
    }

    /// <summary>Children of an element that is no scope must be read elsewhere, or say nothing about execution.</summary>
    private void Contents(XElement xml, ElementKind kind)
    {
        if (kind is ElementKind.SubProcess or ElementKind.EventSubProcess)
            return;
        foreach (var child in xml.Elements().Where(child => child.Name.Namespace == BpmnNames.Model))
        {
            var name = child.Name.LocalName;
            if (name.EndsWith("ventDefinition", StringComparison.Ordinal) || name == "eventDefinitionRef" ? IsEvent(kind) : ElementKinds.Documentation.Contains(name))
                continue;
            if (name is "dataInputAssociation" or "dataOutputAssociation" && child.Elements().All(part => part.Name.LocalName is "sourceRef" or "targetRef" or "documentation" or "extensionElements"))
                issues.Warn(child, "data-association", "Drawn data flow is documentation; variables are passed by mappings");
            else
                issues.Error(child, "unsupported-element", $"Expected parts of '{xml.Name.LocalName}' that are executed, but '{name}' is not");
        }
    }

    private void Add(XElement xml, Element element)
    {
        elements.Add(element);
        sources.Add(xml);
        indexes.TryAdd(element.Id, element.Index);
    }

    /// <summary>Fills in what refers to other elements, now that all are known.</summary>
    private void Link(ImmutableArray<SequenceFlow> flows, ImmutableArray<Lane> lanes)
    {
        var incoming = flows.ToLookup(flow => flow.Target, flow => flow.Index);
        var outgoing = flows.ToLookup(flow => flow.Source, flow => flow.Index);
        var children = elements.Skip(1).ToLookup(element => element.Scope, element => element.Index);
        var lane = LaneReader.ByElement(lanes);
        for (var i = 0; i < elements.Count; i++)
        {
            var (element, xml) = (elements[i], sources[i]);
            var attached = -1;
            if (element.Kind == ElementKind.BoundaryEvent && (BpmnNames.Reference(xml.Text("attachedToRef")) is not { } host || !indexes.TryGetValue(host, out attached)))
                (attached, _) = (-1, Refuse(xml, "boundary-attached", $"Expected attachedToRef to name an activity, but was '{xml.Text("attachedToRef")}'"));
            var @default = -1;
            if (xml.Text("default") is { } flow && (@default = flows.FirstOrDefault(f => f.Id == flow && f.Source == i)?.Index ?? -1) < 0)
                Refuse(xml, "default-flow", $"Expected the default to be an outgoing flow, but '{flow}' is none");
            elements[i] = element with
            {
                Incoming = [.. incoming[i]],
                Outgoing = [.. outgoing[i]],
                Children = [.. children[i]],
                AttachedTo = attached,
                DefaultFlow = @default,
                Lane = lane.GetValueOrDefault(element.Id) ?? (element.Scope > 0 ? elements[element.Scope].Lane : null),
            };
        }
        var boundaries = elements.Where(element => element.AttachedTo >= 0).ToLookup(element => element.AttachedTo, element => element.Index);
        for (var i = 0; i < elements.Count; i++)
        {
            elements[i] = elements[i] with
            {
                BoundaryEvents = [.. boundaries[i]],
                EventSubProcesses = [.. elements[i].Children.Where(c => elements[c].Kind == ElementKind.EventSubProcess)],
                Start = elements[i].IsScope ? StartOf(elements[i]) : -1,
            };
        }
    }

    private int StartOf(Element scope)
    {
        foreach (var child in scope.Children)
        {
            if (elements[child].Kind == ElementKind.StartEvent && (scope.Kind == ElementKind.EventSubProcess || elements[child].Event is null))
                return child;
        }
        return -1;
    }

    private bool Refuse(XElement xml, string rule, string message)
    {
        issues.Error(xml, rule, message);
        return false;
    }

    private static bool IsEvent(ElementKind kind) => kind is
        ElementKind.StartEvent or ElementKind.EndEvent or ElementKind.IntermediateCatchEvent or ElementKind.IntermediateThrowEvent or ElementKind.BoundaryEvent;

    private static string? Documentation(XElement xml) => xml.Element(BpmnNames.Model + "documentation")?.Value.Trim() is { Length: > 0 } text ? text : null;
}
