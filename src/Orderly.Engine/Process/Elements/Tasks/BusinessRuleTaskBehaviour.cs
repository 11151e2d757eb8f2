using Orderly.Engine.Bpmn;

namespace Orderly.Engine.Process;

/// <summary>Evaluates a decision, or offers the evaluation as a job.</summary>
internal sealed class BusinessRuleTaskBehaviour : ElementBehaviour
{
    public override void Enter(Execution run, ElementInstance instance, Element element, Step step)
    {
        OutsideWork.Begin(run, instance, element);
    }
}
