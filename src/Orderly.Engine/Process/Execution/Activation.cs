using Orderly.Engine.Bpmn;
using Orderly.Engine.Feel;
using Orderly.Engine.Work;

namespace Orderly.Engine.Process;

/// <summary>How tokens enter elements.</summary>
internal static class Activation
{
    /// <summary>Moves a token from a flow into its target. At a join it waits until every incoming flow has one.</summary>
    public static void Take(Execution run, ElementInstance scope, string flowId)
    {
        if (scope.Interrupted || scope.Tokens is null || scope.Tokens.On(flowId) == 0)
            return;
        var flow = run.Model.FindFlow(flowId)!;
        var target = run.Model.Elements[flow.Target];
        if (target.Incoming.Length == 1 || target.Kind is not (ElementKind.ParallelGateway or ElementKind.InclusiveGateway or ElementKind.ComplexGateway))
        {
            Activate(run, target, scope, flow: flowId);
            return;
        }
        if (target.Kind != ElementKind.ParallelGateway)
        {
            run.Moved(scope);
            return;
        }
        var others = new List<string>(target.Incoming.Length - 1);
        foreach (var index in target.Incoming)
        {
            var incoming = run.Model.Flows[index].Id;
            if (scope.Tokens.On(incoming) == 0)
                return;
            if (index != flow.Index)
                others.Add(incoming);
        }
        Activate(run, target, scope, flow: flowId, joined: others);
    }

    /// <summary>Makes an element active; its entry is the next step.</summary>
    /// <param name="part">Which part of a parallel multiple start event came first.</param>
    public static ElementInstance Activate(
        Execution run, Element element, ElementInstance scope, string? flow = null, List<string>? joined = null, FeelContext? values = null, string? part = null)
    {
        var id = run.NextElement;
        run.Emit(new ElementActivated(id, scope.Id, element.Id, flow, joined, IsBody: element.Loop is not null));
        run.Push(new Step(StepKind.Enter, id, Values: values, Code: part));
        var instance = run.State.Known(id);
        instance.Index = element.Index;
        return instance;
    }

    /// <summary>
    /// What an element does on entry. Safe to do again after an incident: what an earlier attempt left open is closed first.
    /// </summary>
    public static void Enter(Execution run, ElementInstance instance, Step step)
    {
        var element = run.ElementOf(instance);
        if (instance.Waits is { Count: > 0 })
            Closing.Close(run, instance, completed: false);
        if (instance.IsBody)
        {
            Subscribing.Boundaries(run, instance, element);
            Repeating.Enter(run, instance, element, element.Loop!);
            return;
        }
        if (element.Inputs.Length > 0 && step.Listener == 0)
            Variables.MapInputs(run, instance, element);
        if (element.Data.Length > 0 && step.Listener == 0)
            Variables.Declare(run, instance, element);
        if (Listening.Asks(run, instance, element, ListenerMoment.Start, step))
            return;
        if (instance.Item == 0)
            Subscribing.Boundaries(run, instance, element);
        if (element.EventSubProcesses.Length > 0)
            Subscribing.EventSubProcesses(run, instance, element);
        if (element.Slas.Length > 0 && element.Kind != ElementKind.UserTask)
            ClockRunning.StartAll(run, instance, element, task: null);
        ElementBehaviours.Of(element.Kind).Enter(run, instance, element, step);
    }
}
