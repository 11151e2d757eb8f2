using System.Collections.Immutable;
using System.Xml.Linq;

namespace Orderly.Engine.Bpmn;

/// <summary>The static rules of BPMN that execution depends on.</summary>
internal static class StructureCheck
{
    public static void Check(List<Element> elements, ImmutableArray<SequenceFlow> flows, List<XElement> sources, IssueLog issues)
    {
        for (var i = 0; i < elements.Count; i++)
        {
            var (element, xml) = (elements[i], sources[i]);
            if (element.IsScope)
                Scope(elements, element, xml, issues);
            switch (element.Kind)
            {
                case ElementKind.StartEvent: Start(elements, element, xml, issues); break;
                case ElementKind.EndEvent: End(element, xml, issues); break;
                case ElementKind.BoundaryEvent: Boundary(elements, element, xml, issues); break;
                case ElementKind.IntermediateCatchEvent: Catch(element, xml, issues); break;
                case ElementKind.IntermediateThrowEvent: Throw(element, xml, issues); break;
                case ElementKind.ExclusiveGateway: Exclusive(element, flows, xml, issues); break;
                case ElementKind.EventBasedGateway: EventBased(elements, element, flows, xml, issues); break;
                default: break;
            }
            if (element.Kind == ElementKind.EventSubProcess && element.Incoming.Length + element.Outgoing.Length > 0)
                issues.Error(xml, "event-subprocess-flow", $"Expected event subprocess '{element.Id}' to have no sequence flows, but it has");
            if (element.Kind != ElementKind.ExclusiveGateway)
                Unconditional(element, flows, xml, issues);
        }
        // Where something was refused, what follows it looks unreachable and is not.
        if (!issues.HasErrors)
            Reachability.Warn(elements, flows, sources, issues);
    }

    private static void Scope(List<Element> elements, Element scope, XElement xml, IssueLog issues)
    {
        var starts = scope.Children.Where(i => elements[i].Kind == ElementKind.StartEvent).Select(i => elements[i]).ToList();
        if (scope.Kind == ElementKind.Process)
        {
            if (starts.Count == 0)
                issues.Error(xml, "start-event", $"Expected process '{scope.Id}' to have a start event, but it has none");
            if (starts.Count(start => start.Event is null) > 1)
                issues.Error(xml, "start-event", $"Expected process '{scope.Id}' to have at most one none start event, but it has several");
        }
        else if (starts.Count != 1)
        {
            issues.Error(xml, "start-event", $"Expected '{scope.Id}' to have exactly one start event, but it has {starts.Count}");
        }
    }

    private static void Start(List<Element> elements, Element start, XElement xml, IssueLog issues)
    {
        if (start.Incoming.Length > 0)
            issues.Error(xml, "start-incoming", $"Expected start event '{start.Id}' to have no incoming flow, but it has");
        switch (elements[start.Scope].Kind)
        {
            case ElementKind.Process when start.Event is not (null or MessageDefinition):
                issues.Error(xml, "start-event", $"Expected a none or message start event of a process, but '{start.Id}' is another, which is not executed yet");
                break;
            case ElementKind.Process when start.Event is MessageDefinition { Name.Feel.References.Length: > 0 }:
                issues.Error(xml, "message-name", $"Expected the message name of start event '{start.Id}' to need no variables, but it does");
                break;
            case ElementKind.SubProcess when start.Event is not null:
                issues.Error(xml, "start-event", $"Expected a none start event in subprocess '{elements[start.Scope].Id}', but '{start.Id}' waits for something");
                break;
            case ElementKind.EventSubProcess when start.Event is not (TimerDefinition or MessageDefinition or ErrorDefinition):
                issues.Error(xml, "event-subprocess-start", $"Expected a timer, message or error start event in an event subprocess, but '{start.Id}' is another");
                break;
            case ElementKind.EventSubProcess:
                Waiting(start, xml, issues);
                break;
            default:
                break;
        }
        if (start.Event is ErrorDefinition && !start.Interrupting)
            issues.Error(xml, "error-interrupts", $"Expected error start event '{start.Id}' to interrupt, but it does not");
    }

    private static void End(Element end, XElement xml, IssueLog issues)
    {
        if (end.Outgoing.Length > 0)
            issues.Error(xml, "end-outgoing", $"Expected end event '{end.Id}' to have no outgoing flow, but it has");
        if (end.Event is TimerDefinition)
            issues.Error(xml, "end-event", $"Expected an end event that throws, but '{end.Id}' is a timer");
        if (end.Event is ErrorDefinition { Code: null })
            issues.Error(xml, "error-code", $"Expected the error of end event '{end.Id}' to have a code, but it has none");
        if (end.Event is MessageDefinition { CorrelationKey: null } && end.Detail is null)
            issues.Error(xml, "correlation-key", $"Expected the message of '{end.Id}' to have zeebe:subscription with a correlationKey, or zeebe:taskDefinition, but it has none");
    }

    private static void Boundary(List<Element> elements, Element boundary, XElement xml, IssueLog issues)
    {
        if (boundary.AttachedTo >= 0 && (!ElementKinds.IsActivity(elements[boundary.AttachedTo].Kind) || elements[boundary.AttachedTo].Scope != boundary.Scope))
            issues.Error(xml, "boundary-attached", $"Expected boundary event '{boundary.Id}' to stand on an activity beside it, but '{elements[boundary.AttachedTo].Id}' is none");
        if (boundary.Incoming.Length > 0)
            issues.Error(xml, "boundary-incoming", $"Expected boundary event '{boundary.Id}' to have no incoming flow, but it has");
        if (boundary.Event is not (TimerDefinition or MessageDefinition or ErrorDefinition))
            issues.Error(xml, "boundary-event", $"Expected a timer, message or error boundary event, but '{boundary.Id}' is another");
        if (boundary.Event is ErrorDefinition && !boundary.Interrupting)
            issues.Error(xml, "error-interrupts", $"Expected error boundary event '{boundary.Id}' to interrupt, but it does not");
        Waiting(boundary, xml, issues);
    }

    private static void Catch(Element element, XElement xml, IssueLog issues)
    {
        if (element.Event is not (TimerDefinition { Form: not TimerForm.Cycle } or MessageDefinition))
            issues.Error(xml, "catch-event", $"Expected catch event '{element.Id}' to wait for a date, a duration or a message, but it does not");
        Waiting(element, xml, issues);
    }

    /// <summary>What waits for a message needs to say which one is meant for it.</summary>
    private static void Waiting(Element element, XElement xml, IssueLog issues)
    {
        if (element.Event is MessageDefinition { CorrelationKey: null })
            issues.Error(xml, "correlation-key", $"Expected the message of '{element.Id}' to have zeebe:subscription with a correlationKey, but it has none");
        if (element.Event is TimerDefinition { Form: TimerForm.Cycle } && element.Interrupting)
            issues.Error(xml, "timer", $"Expected interrupting timer event '{element.Id}' to be a date or a duration, but it is a cycle");
    }

    private static void Throw(Element element, XElement xml, IssueLog issues)
    {
        if (element.Event is not (null or MessageDefinition))
            issues.Error(xml, "throw-event", $"Expected throw event '{element.Id}' to be none or a message, but it is another");
        if (element.Event is MessageDefinition { CorrelationKey: null } && element.Detail is null)
            issues.Error(xml, "correlation-key", $"Expected the message of '{element.Id}' to have zeebe:subscription with a correlationKey, or zeebe:taskDefinition, but it has none");
    }

    private static void Exclusive(Element gateway, ImmutableArray<SequenceFlow> flows, XElement xml, IssueLog issues)
    {
        if (gateway.Outgoing.Length < 2)
            return;
        foreach (var index in gateway.Outgoing)
        {
            if (flows[index].Condition is null && index != gateway.DefaultFlow)
                issues.Error(xml, "gateway-condition", $"Expected flow '{flows[index].Id}' of exclusive gateway '{gateway.Id}' to have a condition or be the default, but it is neither");
        }
        if (gateway.DefaultFlow < 0)
            issues.Warn(xml, "no-default", $"Exclusive gateway '{gateway.Id}' has no default flow: when no condition holds, the instance is stuck");
    }

    private static void EventBased(List<Element> elements, Element gateway, ImmutableArray<SequenceFlow> flows, XElement xml, IssueLog issues)
    {
        if (gateway.Outgoing.Length < 2)
            issues.Error(xml, "event-gateway", $"Expected event-based gateway '{gateway.Id}' to have two or more outgoing flows, but it has {gateway.Outgoing.Length}");
        foreach (var index in gateway.Outgoing)
        {
            var target = elements[flows[index].Target];
            if (target.Kind is not (ElementKind.IntermediateCatchEvent or ElementKind.ReceiveTask))
                issues.Error(xml, "event-gateway", $"Expected event-based gateway '{gateway.Id}' to lead to catch events and receive tasks, but '{target.Id}' is none");
            else if (target.Incoming.Length != 1)
                issues.Error(xml, "event-gateway", $"Expected '{target.Id}' after event-based gateway '{gateway.Id}' to have no other incoming flow, but it has");
            else if (target.Loop is not null || target.BoundaryEvents.Length > 0)
                issues.Error(xml, "event-gateway", $"Expected '{target.Id}' after event-based gateway '{gateway.Id}' to have no loop and no boundary event, but it has");
        }
    }

    private static void Unconditional(Element element, ImmutableArray<SequenceFlow> flows, XElement xml, IssueLog issues)
    {
        foreach (var index in element.Outgoing)
        {
            if (flows[index].Condition is not null)
                issues.Error(xml, "condition-place", $"Expected conditions on flows out of exclusive gateways, but flow '{flows[index].Id}' leaves '{element.Id}', which is not executed yet");
        }
        if (element.DefaultFlow >= 0)
            issues.Error(xml, "default-flow", $"Expected default flows at exclusive gateways, but '{element.Id}' is none");
    }
}
