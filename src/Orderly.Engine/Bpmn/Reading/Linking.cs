using System.Collections.Immutable;
using System.Xml.Linq;

namespace Orderly.Engine.Bpmn;

/// <summary>Fills in what refers to other elements, once all of a process are known.</summary>
internal sealed class Linking(List<Element> elements, List<XElement> sources, Dictionary<string, int> indexes, IssueLog issues)
{
    public void Link(ImmutableArray<SequenceFlow> flows, ImmutableArray<Lane> lanes, XElement process)
    {
        var incoming = flows.ToLookup(flow => flow.Target, flow => flow.Index);
        var outgoing = flows.ToLookup(flow => flow.Source, flow => flow.Index);
        var children = elements.Skip(1).ToLookup(element => element.Scope, element => element.Index);
        var lane = LaneReader.ByElement(lanes);
        for (var i = 0; i < elements.Count; i++)
        {
            var element = elements[i];
            var @default = Default(sources[i], i, flows);
            elements[i] = element with
            {
                Incoming = [.. incoming[i]],
                Outgoing = [.. outgoing[i]],
                Children = [.. children[i]],
                AttachedTo = element.Kind == ElementKind.BoundaryEvent ? Host(sources[i]) : -1,
                DefaultFlow = @default,
                ChoosesFlows = element.Kind == ElementKind.ComplexGateway || element.Kind is not (ElementKind.ExclusiveGateway or ElementKind.ParallelGateway or ElementKind.EventBasedGateway) && (@default >= 0 || outgoing[i].Any(flow => flows[flow].Condition is not null)),
                Lane = lane.GetValueOrDefault(element.Id) ?? (element.Scope > 0 ? elements[element.Scope].Lane : null),
            };
        }
        var boundaries = elements.Where(element => element.AttachedTo >= 0).ToLookup(element => element.AttachedTo, element => element.Index);
        var handlers = Handlers(process);
        for (var i = 0; i < elements.Count; i++)
        {
            elements[i] = elements[i] with
            {
                BoundaryEvents = [.. boundaries[i]],
                EventSubProcesses = [.. elements[i].Children.Where(c => elements[c].Kind == ElementKind.EventSubProcess)],
                Start = elements[i].IsScope ? StartOf(elements[i]) : -1,
                Handler = handlers.GetValueOrDefault(i, -1),
                Link = OtherEnd(elements[i]),
            };
        }
    }

    private int Host(XElement xml)
    {
        if (BpmnNames.Reference(xml.Text("attachedToRef")) is { } host && indexes.TryGetValue(host, out var attached))
            return attached;
        issues.Error(xml, "boundary-attached", $"Expected attachedToRef to name an activity, but was '{xml.Text("attachedToRef")}'");
        return -1;
    }

    private int Default(XElement xml, int index, ImmutableArray<SequenceFlow> flows)
    {
        if (BpmnNames.Reference(xml.Text("default")) is not { } flow || index == 0)
            return -1;
        var @default = flows.FirstOrDefault(f => f.Id == flow && f.Source == index)?.Index ?? -1;
        if (@default < 0)
            issues.Error(xml, "default-flow", $"Expected the default to be an outgoing flow, but '{flow}' is none");
        return @default;
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

    /// <summary>Which activity undoes: an association leads to it from the compensation boundary event.</summary>
    private Dictionary<int, int> Handlers(XElement process)
    {
        var handlers = new Dictionary<int, int>();
        foreach (var association in process.Descendants(BpmnNames.Model + "association").Concat(process.Parent?.Elements(BpmnNames.Model + "collaboration").Elements(BpmnNames.Model + "association") ?? []))
        {
            if (!indexes.TryGetValue(BpmnNames.Reference(association.Text("sourceRef")) ?? "", out var from) || !indexes.TryGetValue(BpmnNames.Reference(association.Text("targetRef")) ?? "", out var to))
                continue;
            if (elements[to] is { Kind: ElementKind.BoundaryEvent, Event: CompensateDefinition })
                (from, to) = (to, from);
            if (elements[from] is not { Kind: ElementKind.BoundaryEvent, Event: CompensateDefinition } || !ElementKinds.IsActivity(elements[to].Kind))
                continue;
            if (!handlers.TryAdd(from, to))
                issues.Error(association, "compensation-handler", $"Expected compensation boundary event '{elements[from].Id}' to have one handler, but it has several");
        }
        return handlers;
    }

    private int OtherEnd(Element element)
    {
        if (element is not { Kind: ElementKind.IntermediateThrowEvent, Event: LinkDefinition link })
            return -1;
        var ends = elements.Where(other => other.Kind == ElementKind.IntermediateCatchEvent && other.Scope == element.Scope && other.Event is LinkDefinition end && end.Name == link.Name).ToList();
        if (ends.Count != 1)
            issues.Error(sources[element.Index], "link-target", $"Expected link '{link.Name}' to have one catching end in its scope, but it has {ends.Count}");
        return ends.Count == 1 ? ends[0].Index : -1;
    }
}
