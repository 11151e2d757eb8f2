namespace Orderly.Engine.Bpmn;

/// <summary>What throwing and end events may throw, and where.</summary>
internal static class ThrowRules
{
    public static void Intermediate(RuleContext rules, Element element)
    {
        if (element.Event is not (null or MessageDefinition or SignalDefinition or EscalationDefinition or LinkDefinition or CompensateDefinition or MultipleDefinition))
            rules.Error(element, "throw-event", $"Expected throw event '{element.Id}' to be none, a message, a signal, an escalation, a link or a compensation, but it is another");
        if (element.Event is LinkDefinition && element.Outgoing.Length > 0)
            rules.Error(element, "link-flow", $"Expected throwing link '{element.Id}' to have no outgoing flow, but it has");
        Common(rules, element);
    }

    public static void End(RuleContext rules, Element end)
    {
        if (end.Outgoing.Length > 0)
            rules.Error(end, "end-outgoing", $"Expected end event '{end.Id}' to have no outgoing flow, but it has");
        if (end.Event is TimerDefinition or ConditionDefinition or LinkDefinition)
            rules.Error(end, "end-event", $"Expected an end event that throws, but '{end.Id}' is another");
        if (end.Event is CancelDefinition && rules.ScopeOf(end).Kind != ElementKind.Transaction)
            rules.Error(end, "cancel-end", $"Expected cancel end event '{end.Id}' to stand in a transaction, but it does not");
        Common(rules, end);
    }

    private static void Common(RuleContext rules, Element element)
    {
        if (element.Event is MultipleDefinition multiple && !multiple.Parts.All(part => part is MessageDefinition or SignalDefinition or EscalationDefinition))
            rules.Error(element, "multiple-part", $"Expected the parts of multiple event '{element.Id}' to be messages, signals and escalations, but there is another, and in what order it would end the rest is not defined");
        if (element.Detail is null && element.EventParts.Any(part => part is MessageDefinition { CorrelationKey: null }))
            rules.Warn(element, "correlation-key", $"The message of '{element.Id}' has no zeebe:subscription with a correlationKey: the instance's business key is taken");
        if (element.Event is EscalationDefinition { Code: null })
            rules.Error(element, "escalation-code", $"Expected the escalation of '{element.Id}' to have a code, but it has none");
        if (element.Event is CompensateDefinition { Activity: { } activity })
            Compensated(rules, element, activity);
    }

    private static void Compensated(RuleContext rules, Element element, string activity)
    {
        var scope = rules.ScopeOf(element);
        while (scope.Kind == ElementKind.EventSubProcess)
            scope = rules.ScopeOf(scope);
        var named = rules.ChildrenOf(scope).FirstOrDefault(child => child.Id == activity);
        if (named is null || !ElementKinds.IsActivity(named.Kind))
            rules.Error(element, "compensation-activity", $"Expected activityRef of '{element.Id}' to name an activity of its scope, but '{activity}' is none");
    }
}
