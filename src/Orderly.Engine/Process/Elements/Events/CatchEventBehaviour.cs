using Orderly.Engine.Bpmn;

namespace Orderly.Engine.Process;

/// <summary>Waits for its timer or message.</summary>
internal sealed class CatchEventBehaviour : ElementBehaviour
{
    public override void Enter(Execution run, ElementInstance instance, Element element, Step step) =>
        Subscribing.Event(run, instance, element, within: instance);
}
