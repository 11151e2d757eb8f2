using Orderly.Engine.Bpmn;

namespace Orderly.Engine.Process;

/// <summary>Waits for its message.</summary>
internal sealed class ReceiveTaskBehaviour : ElementBehaviour
{
    public override void Enter(Execution run, ElementInstance instance, Element element, Step step) =>
        Subscribing.Open(run, instance, element, ((MessageDetail)element.Detail!).Message, within: instance);
}
