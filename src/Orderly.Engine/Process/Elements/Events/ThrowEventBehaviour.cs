using System.Collections.Immutable;
using Orderly.Engine.Bpmn;

namespace Orderly.Engine.Process;

/// <summary>A none event passes, a link goes on at its other end; others throw, or offer the throwing as a job.</summary>
internal sealed class ThrowEventBehaviour : ElementBehaviour
{
    public override void Enter(Execution run, ElementInstance instance, Element element, Step step)
    {
        if (element.Event is not CompensateDefinition compensate)
        {
            Throw(run, instance, element);
            return;
        }
        Compensating.Begin(run, instance, compensate.Activity);
        if (!compensate.Waits)
            Completion.TakeOutgoing(run, instance.Parent!, step with { Flow = null }, element.Outgoing);
    }

    public override void Leave(Execution run, ElementInstance scope, Element element, Step step, ImmutableArray<int> outgoing)
    {
        if (element.Link >= 0)
            Activation.Activate(run, run.Model.Elements[element.Link], scope);
        else if (element.Event is CompensateDefinition { Waits: false })
            Completion.CheckScope(run, scope);
        else
            base.Leave(run, scope, element, step, outgoing);
    }

    public static void Throw(Execution run, ElementInstance instance, Element element)
    {
        if (element.Detail is not null)
        {
            OutsideWork.Begin(run, instance, element);
            return;
        }
        run.Push(new Step(StepKind.Complete, instance.Id));
        Throwing.Throw(run, instance, element, element.Event);
    }
}
