namespace Orderly.Engine.Bpmn;

/// <summary>How activities must be connected.</summary>
internal static class ActivityRules
{
    public static void Check(RuleContext rules, Element activity)
    {
        if (activity.IsForCompensation && activity.Incoming.Length + activity.Outgoing.Length > 0)
            rules.Error(activity, "compensation-flow", $"Expected compensation activity '{activity.Id}' to have no sequence flows, but it has");
        if (activity.IsForCompensation && activity.BoundaryEvents.Any(index => rules.Elements[index].Event is CompensateDefinition))
            rules.Error(activity, "compensation-flow", $"Expected compensation activity '{activity.Id}' not to be compensated itself, but it has a compensation boundary event");
        if (activity.Instantiates && (activity.Incoming.Length > 0 || activity.Scope != 0))
            rules.Error(activity, "instantiate", $"Expected instantiating receive task '{activity.Id}' to stand at the top of its process without incoming flows, but it does not");
        if (activity.Instantiates && activity.Loop is not null)
            rules.Error(activity, "instantiate", $"Expected instantiating receive task '{activity.Id}' not to repeat, but it does");
        if (activity.Detail is UserTaskDetail { CandidateUsers: not null, CandidateGroups: null, Queue: null or { Role: null }, Assignee: null, Approval: null })
            rules.Warn(activity, "candidate-users", $"Nobody can do '{activity.Id}': candidateUsers alone give it no role, and people are shown the work of their roles; say candidateGroups or the role of orderly:queue too");
        if (activity.Outgoing.Length > 0 && activity.ChoosesFlows && activity.DefaultFlow < 0 && activity.Outgoing.All(flow => rules.Flows[flow].Condition is not null))
            rules.Warn(activity, "no-default", $"'{activity.Id}' has no default flow: when no condition holds, the instance is stuck");
    }
}
