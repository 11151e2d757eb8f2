using System.Collections.Immutable;
using Orderly.Engine.Bpmn;

namespace Orderly.Engine.Process;

/// <summary>Which flows leave an activity, inclusive or complex gateway whose flows have conditions: all without a condition, all whose condition holds, else the default.</summary>
internal static class FlowChoice
{
    public static ImmutableArray<int> Of(Execution run, ElementInstance instance, Element element)
    {
        if (element.Outgoing.Length == 0)
            return [];
        var taken = ImmutableArray.CreateBuilder<int>(element.Outgoing.Length);
        // A complex gateway that is not opened has just been reset: only conditions that ask for that moment hold then.
        var resets = element.Kind == ElementKind.ComplexGateway && instance.Variables is { } own && own.TryGet(ComplexGatewayBehaviour.WaitingForStart, out var waiting) && waiting is Feel.FeelBoolean { Value: false };
        foreach (var index in element.Outgoing)
        {
            var flow = run.Model.Flows[index];
            if (index == element.DefaultFlow || (flow.Condition is null && resets))
                continue;
            if (flow.Condition is null || Expressions.Condition(run, instance, flow.Condition, $"condition of flow '{flow.Id}'"))
                taken.Add(index);
        }
        if (taken.Count == 0 && !resets)
        {
            if (element.DefaultFlow < 0)
                throw new StuckException(IncidentKind.NoFlowTaken, $"Expected at least one condition at '{element.Id}' to hold, or a default flow, but none holds and there is no default");
            taken.Add(element.DefaultFlow);
        }
        return taken.ToImmutable();
    }
}
