using System.Collections.Immutable;
using Orderly.Engine.Bpmn;

namespace Orderly.Engine.Process;

/// <summary>The end of a path: none, or one that throws; terminate and cancel end their whole scope.</summary>
internal sealed class EndEventBehaviour : ElementBehaviour
{
    public override void Enter(Execution run, ElementInstance instance, Element element, Step step)
    {
        switch (element.Event)
        {
            case ErrorDefinition error:
                run.Push(new Step(StepKind.Throw, instance.Id, Values: instance.Variables?.ToContext(), Code: error.Code ?? "", Message: error.Name));
                break;
            case CancelDefinition: Cancellation.Begin(run, instance, element); break;
            case CompensateDefinition compensate: Compensating.Begin(run, instance, compensate.Activity); break;
            default: ThrowEventBehaviour.Throw(run, instance, element); break;
        }
    }

    public override void Leave(Execution run, ElementInstance scope, Element element, Step step, ImmutableArray<int> outgoing)
    {
        if (element.Event is TerminateDefinition)
            Termination.Interrupt(run, scope, then: null);
        else if (element.Event is CancelDefinition)
            Cancellation.Finish(run, scope);
        else
            Completion.CheckScope(run, scope);
    }
}
