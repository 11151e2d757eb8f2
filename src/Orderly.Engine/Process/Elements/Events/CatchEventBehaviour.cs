using Orderly.Engine.Bpmn;

namespace Orderly.Engine.Process;

/// <summary>Waits for what its event says; the catching end of a link passes.</summary>
internal sealed class CatchEventBehaviour : ElementBehaviour
{
    public override void Enter(Execution run, ElementInstance instance, Element element, Step step)
    {
        if (element.Event is LinkDefinition)
            run.Push(new Step(StepKind.Complete, instance.Id));
        else
            Subscribing.Event(run, instance, element, within: instance);
    }
}
