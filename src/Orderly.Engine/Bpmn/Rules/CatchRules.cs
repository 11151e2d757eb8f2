namespace Orderly.Engine.Bpmn;

/// <summary>What catching events may wait for, and where.</summary>
internal static class CatchRules
{
    public static void Boundary(RuleContext rules, Element boundary)
    {
        var host = boundary.AttachedTo < 0 ? null : rules.Elements[boundary.AttachedTo];
        if (host is not null && (!ElementKinds.IsActivity(host.Kind) || host.Scope != boundary.Scope))
            rules.Error(boundary, "boundary-attached", $"Expected boundary event '{boundary.Id}' to stand on an activity beside it, but '{host.Id}' is none");
        if (boundary.Incoming.Length > 0)
            rules.Error(boundary, "boundary-incoming", $"Expected boundary event '{boundary.Id}' to have no incoming flow, but it has");
        if (boundary.Event is not (ErrorDefinition or EscalationDefinition or CompensateDefinition or CancelDefinition) && (boundary.Event is null || !boundary.EventParts.All(IsWaitedFor)))
            rules.Error(boundary, "boundary-event", $"Expected a message, timer, signal, conditional, error, escalation, cancel or compensation boundary event, but '{boundary.Id}' is another");
        if (boundary.Event is ErrorDefinition && !boundary.Interrupting)
            rules.Error(boundary, "error-interrupts", $"Expected error boundary event '{boundary.Id}' to interrupt, but it does not");
        if (boundary.Event is CancelDefinition && (!boundary.Interrupting || host?.Kind != ElementKind.Transaction))
            rules.Error(boundary, "cancel-boundary", $"Expected cancel boundary event '{boundary.Id}' to stand on a transaction and to interrupt, but it does not");
        if (boundary.Event is CompensateDefinition)
            Compensation(rules, boundary);
        else if (boundary.Outgoing.Length == 0)
            rules.Warn(boundary, "boundary-outgoing", $"Boundary event '{boundary.Id}' leads nowhere");
        Waiting(rules, boundary);
    }

    public static void Intermediate(RuleContext rules, Element element)
    {
        if (element.Event is LinkDefinition link)
        {
            if (element.Incoming.Length > 0)
                rules.Error(element, "link-flow", $"Expected catching link '{element.Id}' to have no incoming flow, but it has");
            if (!rules.Elements.Exists(other => other.Link == element.Index))
                rules.Warn(element, "link-source", $"Nothing throws link '{link.Name}'");
            return;
        }
        if (element.Event is null || !element.EventParts.All(part => IsWaitedFor(part) && part is not TimerDefinition { Form: TimerForm.Cycle }))
            rules.Error(element, "catch-event", $"Expected catch event '{element.Id}' to wait for a date, a duration, a message, a signal, a condition or a link, but it does not");
        Waiting(rules, element);
    }

    /// <summary>Events that are waited for, rather than looked for when they are thrown.</summary>
    public static bool IsWaitedFor(EventDefinition @event) => @event is MessageDefinition or TimerDefinition or SignalDefinition or ConditionDefinition;

    public static void Waiting(RuleContext rules, Element element)
    {
        foreach (var part in element.EventParts)
        {
            if (part is MessageDefinition { CorrelationKey: null })
                rules.Warn(element, "correlation-key", $"The message of '{element.Id}' has no zeebe:subscription with a correlationKey: the instance's business key is taken");
            if (part is TimerDefinition { Form: TimerForm.Cycle } && element.Interrupting)
                rules.Error(element, "timer", $"Expected interrupting timer event '{element.Id}' to be a date or a duration, but it is a cycle");
        }
    }

    private static void Compensation(RuleContext rules, Element boundary)
    {
        if (boundary.Outgoing.Length > 0)
            rules.Error(boundary, "compensation-handler", $"Expected compensation boundary event '{boundary.Id}' to lead to its handler by an association, but it has a sequence flow");
        if (boundary.Handler < 0)
            rules.Error(boundary, "compensation-handler", $"Expected an association from compensation boundary event '{boundary.Id}' to the activity that undoes, but there is none");
        else if (rules.Elements[boundary.Handler] is var handler && (!handler.IsForCompensation || handler.Scope != boundary.Scope))
            rules.Error(boundary, "compensation-handler", $"Expected handler '{handler.Id}' of '{boundary.Id}' to stand beside it and to have isForCompensation=\"true\", but it does not");
    }
}
