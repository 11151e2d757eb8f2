using Orderly.Engine.Bpmn;

namespace Orderly.Engine.Process;

/// <summary>A none event passes; a message event publishes, or offers the publishing as a job.</summary>
internal sealed class ThrowEventBehaviour : ElementBehaviour
{
    public override void Enter(Execution run, ElementInstance instance, Element element, Step step)
    {
        if (element.Detail is not null)
        {
            OutsideWork.Begin(run, instance, element);
            return;
        }
        if (element.Event is MessageDefinition message)
            Publishing.Publish(run, instance, element, message);
        run.Push(new Step(StepKind.Complete, instance.Id));
    }
}
