using Orderly.Engine.Bpmn;
using Orderly.Engine.Feel;

namespace Orderly.Engine.Process;

/// <summary>What happens when an event that an activation waits for comes.</summary>
internal static class Catching
{
    /// <summary>Whether the event stays open for a next time.</summary>
    public static bool StaysOpen(Element target) => !target.Interrupting && target.Kind is ElementKind.BoundaryEvent or ElementKind.StartEvent;

    /// <summary>A wait of the event came; a parallel multiple event comes only with its last part.</summary>
    /// <param name="part">Which part of a multiple event it was.</param>
    public static void Came(Execution run, ElementInstance holder, Element target, int part, FeelContext values)
    {
        if (run.State.Suspended is not null)
        {
            run.Push(new Step(StepKind.Catch, holder.Id, Flow: target.Id, Values: values, Code: part.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            return;
        }
        if (target.Event is MultipleDefinition { All: true } all)
        {
            var before = holder.Memory?.Parts?.FindAll(caught => caught.Target == target.Id) ?? [];
            if (before.Exists(caught => caught.Part == part))
                return;
            if (before.Count + 1 < all.Parts.Length)
            {
                run.Emit(new EventPartCaught(holder.Id, target.Id, part, values));
                return;
            }
            values = FeelContext.Of(before.SelectMany(caught => caught.Values.Entries).Concat(values.Entries).GroupBy(entry => entry.Key, StringComparer.Ordinal).Select(entries => entries.Last()));
            if (before.Count > 0)
                run.Emit(new EventPartsComplete(holder.Id, target.Id));
        }
        Caught(run, holder, target, values);
    }

    /// <summary>The event triggered.</summary>
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
            // The start of the process itself, which waited for the rest of its messages.
            case ElementKind.StartEvent when holder.Element == target.Id:
                run.Push(new Step(StepKind.Complete, holder.Id, Values: values));
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
