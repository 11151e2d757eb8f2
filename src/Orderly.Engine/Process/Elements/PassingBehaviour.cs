using Orderly.Engine.Bpmn;

namespace Orderly.Engine.Process;

/// <summary>Elements that are done as soon as they are reached: none tasks, manual tasks, triggered events, joined gateways.</summary>
internal sealed class PassingBehaviour : ElementBehaviour
{
    public override void Enter(Execution run, ElementInstance instance, Element element, Step step) =>
        run.Push(new Step(StepKind.Complete, instance.Id, Values: step.Values));
}
