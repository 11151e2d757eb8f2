using Orderly.Engine.Bpmn;
using Orderly.Engine.Feel;

namespace Orderly.Engine.Process;

/// <summary>What happens when an event that an activation waits for comes.</summary>
internal static class Catching
{
    /// <summary>Whether the event stays open for a next time.</summary>
    public static bool StaysOpen(Element target) => !target.Interrupting && target.Kind is ElementKind.BoundaryEvent or ElementKind.StartEvent;

    public static void Caught(Execution run, ElementInstance holder, Element target, FeelContext values)
    {
        switch (target.Kind)
        {
            case ElementKind.BoundaryEvent when target.Interrupting:
                Termination.Terminate(run, holder, new(target.Id, Unwinding.WithFacts(run, holder, target, values)));
                break;
            case ElementKind.BoundaryEvent:
                Activation.Activate(run, target, holder.Parent!, values: values);
                break;
            case ElementKind.StartEvent when target.Interrupting:
                Termination.Interrupt(run, holder, new(run.Model.Elements[target.Scope].Id, values));
                break;
            case ElementKind.StartEvent:
                Activation.Activate(run, run.Model.Elements[target.Scope], holder, values: values);
                break;
            case var _ when run.ElementOf(holder).Kind == ElementKind.EventBasedGateway:
                EventBasedGatewayBehaviour.Caught(run, holder, target, values);
                break;
            default:
                run.Push(new Step(StepKind.Complete, holder.Id, Values: values));
                break;
        }
    }
}
