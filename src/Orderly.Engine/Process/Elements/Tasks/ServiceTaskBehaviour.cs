using Orderly.Engine.Bpmn;

namespace Orderly.Engine.Process;

/// <summary>Work done outside: by a worker that activates its job, or by a connector.</summary>
internal sealed class ServiceTaskBehaviour : ElementBehaviour
{
    public override void Enter(Execution run, ElementInstance instance, Element element, Step step) => OutsideWork.Begin(run, instance, element);
}
