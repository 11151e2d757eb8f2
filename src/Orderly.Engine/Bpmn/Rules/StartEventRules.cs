namespace Orderly.Engine.Bpmn;

/// <summary>Where which start events may stand.</summary>
internal static class StartEventRules
{
    public static void Check(RuleContext rules, Element start)
    {
        if (start.Incoming.Length > 0)
            rules.Error(start, "start-incoming", $"Expected start event '{start.Id}' to have no incoming flow, but it has");
        if (start.Outgoing.Length == 0)
            rules.Warn(start, "start-outgoing", $"Start event '{start.Id}' leads nowhere");
        switch (rules.ScopeOf(start).Kind)
        {
            case ElementKind.Process: OfProcess(rules, start); break;
            case ElementKind.EventSubProcess: OfEventSubProcess(rules, start); break;
            case ElementKind.SubProcess or ElementKind.Transaction when start.Event is not null:
                rules.Error(start, "start-event", $"Expected a none start event in subprocess '{rules.ScopeOf(start).Id}', but '{start.Id}' waits for something");
                break;
            default: break;
        }
    }

    private static void OfProcess(RuleContext rules, Element start)
    {
        if (start.Event is MultipleDefinition { All: true } all && !all.Parts.All(part => part is MessageDefinition))
            rules.Error(start, "start-event", $"Expected the parts of parallel multiple start event '{start.Id}' to be messages, but there is another: only messages have a key that says which of them belong together");
        foreach (var part in start.EventParts)
        {
            if (part is not (MessageDefinition or TimerDefinition or SignalDefinition or ConditionDefinition))
                rules.Error(start, "start-event", $"Expected a none, message, timer, signal or conditional start event of a process, but '{start.Id}' is another");
            if (part is MessageDefinition { Name.Feel.References.Length: > 0 })
                rules.Error(start, "message-name", $"Expected the message name of start event '{start.Id}' to need no variables, but it does");
            if (part is SignalDefinition { Name.Feel.References.Length: > 0 })
                rules.Error(start, "signal-name", $"Expected the signal name of start event '{start.Id}' to need no variables, but it does");
            if (part is TimerDefinition { Value.Feel.References.Length: > 0 })
                rules.Error(start, "timer", $"Expected the timer of start event '{start.Id}' to need no variables, but it does");
        }
    }

    private static void OfEventSubProcess(RuleContext rules, Element start)
    {
        var parts = start.EventParts;
        if (parts.Length == 0 || !parts.All(CatchRules.IsWaitedFor) && !(parts.Length == 1 && parts[0] is ErrorDefinition or EscalationDefinition or CompensateDefinition))
            rules.Error(start, "event-subprocess-start", $"Expected a message, timer, signal, condition, error, escalation or compensation start event in an event subprocess, but '{start.Id}' is another");
        if (start.Event is ErrorDefinition && !start.Interrupting)
            rules.Error(start, "error-interrupts", $"Expected error start event '{start.Id}' to interrupt, but it does not");
        if (start.Event is CompensateDefinition && rules.ScopeOf(rules.ScopeOf(start)).Kind is not (ElementKind.SubProcess or ElementKind.Transaction or ElementKind.AdHocSubProcess))
            rules.Error(start, "compensation-start", $"Expected the event subprocess of compensation start event '{start.Id}' to stand in a subprocess, but it does not: nothing could ask to compensate what it stands in");
        CatchRules.Waiting(rules, start);
    }
}
