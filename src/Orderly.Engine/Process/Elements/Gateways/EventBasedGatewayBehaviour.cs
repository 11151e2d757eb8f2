using Orderly.Engine.Bpmn;

namespace Orderly.Engine.Process;

/// <summary>Waits for the events after it; the first to come takes the token, the others are void.</summary>
internal sealed class EventBasedGatewayBehaviour : ElementBehaviour
{
    public override void Enter(Execution run, ElementInstance instance, Element element, Step step)
    {
        foreach (var index in element.Outgoing)
        {
            var target = run.Model.Elements[run.Model.Flows[index].Target];
            if (target.Detail is MessageDetail receive)
                Subscribing.Open(run, instance, target, receive.Message, within: instance);
            else
                Subscribing.Event(run, instance, target, within: instance);
        }
    }

    /// <summary>The gateway completes, and the event that came is passed with what it brought.</summary>
    public static void Caught(Execution run, ElementInstance gateway, Element target, Feel.FeelContext values)
    {
        var scope = gateway.Parent!;
        var flow = run.Model.Flows[run.ElementOf(gateway).Outgoing.First(index => run.Model.Flows[index].Target == target.Index)];
        Closing.Close(run, gateway, completed: true);
        run.Emit(new ElementCompleted(gateway.Id));
        run.Emit(new FlowTaken(scope.Id, flow.Id));
        var id = run.NextElement;
        run.Emit(new ElementActivated(id, scope.Id, target.Id, flow.Id));
        run.Push(new Step(StepKind.Complete, id, Values: values));
    }
}
