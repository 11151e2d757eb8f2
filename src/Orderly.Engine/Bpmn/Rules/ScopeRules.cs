namespace Orderly.Engine.Bpmn;

/// <summary>What processes and subprocesses must contain.</summary>
internal static class ScopeRules
{
    public static void Check(RuleContext rules, Element scope)
    {
        var starts = rules.ChildrenOf(scope).Where(child => child.Kind == ElementKind.StartEvent).ToList();
        switch (scope.Kind)
        {
            case ElementKind.Process: Process(rules, scope, starts); break;
            case ElementKind.AdHocSubProcess: AdHoc(rules, scope); break;
            default:
                if (starts.Count != 1)
                    rules.Error(scope, "start-event", $"Expected '{scope.Id}' to have exactly one start event, but it has {starts.Count}");
                break;
        }
        if (scope.Kind == ElementKind.EventSubProcess && scope.Incoming.Length + scope.Outgoing.Length > 0)
            rules.Error(scope, "event-subprocess-flow", $"Expected event subprocess '{scope.Id}' to have no sequence flows, but it has");
        if (scope.Kind == ElementKind.Transaction)
            Transaction(rules, scope);
        if (scope.Kind != ElementKind.AdHocSubProcess && starts.Count > 0 && !rules.ChildrenOf(scope).Any(child => child.Kind == ElementKind.EndEvent))
            rules.Warn(scope, "no-end", $"'{scope.Id}' has no end event: it ends where its last tokens stop");
    }

    private static void Process(RuleContext rules, Element process, List<Element> starts)
    {
        if (starts.Count == 0 && !rules.ChildrenOf(process).Any(child => child.Instantiates))
            rules.Error(process, "start-event", $"Expected process '{process.Id}' to have a start event, but it has none");
        if (starts.Count(start => start.Event is null) > 1)
            rules.Error(process, "start-event", $"Expected process '{process.Id}' to have at most one none start event, but it has several");
    }

    private static void AdHoc(RuleContext rules, Element scope)
    {
        var children = rules.ChildrenOf(scope).ToList();
        if (children.FirstOrDefault(child => child.Kind is ElementKind.StartEvent or ElementKind.EndEvent) is { } @event)
            rules.Error(@event, "ad-hoc", $"Expected ad-hoc subprocess '{scope.Id}' to have no start and end events, but '{@event.Id}' is one");
        if (!children.Any(child => ElementKinds.IsActivity(child.Kind)))
            rules.Error(scope, "ad-hoc", $"Expected ad-hoc subprocess '{scope.Id}' to have an activity, but it has none");
    }

    private static void Transaction(RuleContext rules, Element transaction)
    {
        var cancels = rules.ChildrenOf(transaction).Any(child => child is { Kind: ElementKind.EndEvent, Event: CancelDefinition });
        var caught = transaction.BoundaryEvents.Count(index => rules.Elements[index].Event is CancelDefinition);
        if (caught > 1)
            rules.Error(transaction, "cancel-boundary", $"Expected transaction '{transaction.Id}' to have at most one cancel boundary event, but it has {caught}");
        if (cancels && caught == 0)
            rules.Error(transaction, "cancel-boundary", $"Expected transaction '{transaction.Id}' with a cancel end event to have a cancel boundary event, but it has none");
    }
}
