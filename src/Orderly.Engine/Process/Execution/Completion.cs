using System.Collections.Immutable;
using Orderly.Engine.Bpmn;

namespace Orderly.Engine.Process;

/// <summary>How tokens leave elements.</summary>
internal static class Completion
{
    public static void Complete(Execution run, ElementInstance instance, Step step)
    {
        // A scope that was told to complete may have got new work while the instance had yielded.
        if (!instance.Interrupted && !instance.IsQuiet)
            return;
        var element = run.ElementOf(instance);
        if (instance.IsBody)
            Repeating.Collect(run, instance, element);
        else if (step.Listener == 0)
            Variables.MapOutputs(run, instance, element, step.Values);
        if (!element.Listeners.IsEmpty && !instance.IsBody)
        {
            // Its work is over: nothing may come to it any more while its listeners are asked.
            Closing.Close(run, instance, completed: true);
            if (Listening.Asks(run, instance, element, ListenerMoment.End, step))
                return;
        }
        var (scope, item) = (instance.Parent, instance.Item);
        var outgoing = element.ChoosesFlows && item == 0 ? FlowChoice.Of(run, instance, element) : element.Outgoing;
        Closing.Close(run, instance, completed: true);
        var besideFlow = instance.Memory is { Compensates: true } or { BesideFlow: true };
        if (scope is not null && !besideFlow)
            Compensating.Offer(run, instance, element);
        run.Emit(new ElementCompleted(instance.Id));
        if (scope is null)
            run.Emit(new InstanceCompleted());
        else if (item > 0)
            Repeating.Completed(run, scope);
        else if (besideFlow)
            CheckScope(run, scope);
        else
            Leave(run, scope, element, step, outgoing);
    }

    /// <summary>Puts a token on each of the outgoing flows, or on the one the step names; without any, the scope may be finished.</summary>
    public static void TakeOutgoing(Execution run, ElementInstance scope, Step step, ImmutableArray<int> outgoing)
    {
        if (step.Flow is { } chosen)
        {
            run.Emit(new FlowTaken(scope.Id, chosen));
            run.Push(new Step(StepKind.Take, scope.Id, chosen));
            return;
        }
        foreach (var index in outgoing)
            run.Emit(new FlowTaken(scope.Id, run.Model.Flows[index].Id));
        // The first flow is pushed last, so that branches begin in document order.
        for (var i = outgoing.Length - 1; i >= 0; i--)
            run.Push(new Step(StepKind.Take, scope.Id, run.Model.Flows[outgoing[i]].Id));
        if (outgoing.Length == 0)
            CheckScope(run, scope);
    }

    /// <summary>Goes on with a scope in which something ended.</summary>
    public static void CheckScope(Execution run, ElementInstance scope)
    {
        run.Moved(scope);
        if (scope.Terminating)
        {
            if (scope.ChildCount == 0)
                Termination.Finish(run, scope);
        }
        else if (scope.Interrupted)
        {
            if (scope.ChildCount > 0)
                return;
            if (scope.Then is { } then)
                Activation.Activate(run, run.Model[then.Element], scope, values: then.Variables);
            else
                run.Push(new Step(StepKind.Complete, scope.Id));
        }
        else if (scope.IsQuiet)
        {
            run.Push(new Step(Next(run, scope), scope.Id));
        }
    }

    private static void Leave(Execution run, ElementInstance scope, Element element, Step step, ImmutableArray<int> outgoing)
    {
        run.Moved(scope);
        ElementBehaviours.Of(element.Kind).Leave(run, scope, element, step, outgoing);
        // After each activity, too, and before what follows it.
        if (element.Outgoing.Length > 0 && scope is { Terminating: false, Interrupted: false } && run.ElementOf(scope).Kind == ElementKind.AdHocSubProcess && !scope.IsBody && ElementKinds.IsActivity(element.Kind))
            run.Push(new Step(StepKind.Advance, scope.Id));
    }

    private static StepKind Next(Execution run, ElementInstance scope) =>
        scope.Memory?.Undoing is not null ? StepKind.Compensate
        : !scope.IsBody && run.ElementOf(scope).Kind == ElementKind.AdHocSubProcess ? StepKind.Advance
        : StepKind.Complete;
}
