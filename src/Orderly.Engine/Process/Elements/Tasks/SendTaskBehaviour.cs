using Orderly.Engine.Bpmn;

namespace Orderly.Engine.Process;

/// <summary>Publishes its message, or offers the sending as a job or a connector's call.</summary>
internal sealed class SendTaskBehaviour : ElementBehaviour
{
    public override void Enter(Execution run, ElementInstance instance, Element element, Step step)
    {
        if (element.Detail is not MessageDetail send)
        {
            OutsideWork.Begin(run, instance, element);
            return;
        }
        Publishing.Publish(run, instance, element, send.Message);
        run.Push(new Step(StepKind.Complete, instance.Id));
    }
}
