using Orderly.Engine.Bpmn;

namespace Orderly.Engine.Process;

/// <summary>Takes the first flow whose condition holds, in document order, else the default.</summary>
internal sealed class ExclusiveGatewayBehaviour : ElementBehaviour
{
    public override void Enter(Execution run, ElementInstance instance, Element element, Step step) =>
        run.Push(new Step(StepKind.Complete, instance.Id, Choose(run, instance, element)));

    private static string? Choose(Execution run, ElementInstance instance, Element element)
    {
        if (element.Outgoing.Length == 0)
            return null;
        foreach (var index in element.Outgoing)
        {
            var flow = run.Model.Flows[index];
            if (index == element.DefaultFlow)
                continue;
            if (flow.Condition is null || Expressions.Condition(run, instance, flow.Condition, $"condition of flow '{flow.Id}'"))
                return flow.Id;
        }
        if (element.DefaultFlow >= 0)
            return run.Model.Flows[element.DefaultFlow].Id;
        throw new StuckException(IncidentKind.NoFlowTaken, $"Expected at least one condition at '{element.Id}' to hold, or a default flow, but none holds and there is no default");
    }
}
