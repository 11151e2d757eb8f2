using System.Collections.Immutable;
using Orderly.Engine.Bpmn;

namespace Orderly.Engine.Process;

/// <summary>Processes, subprocesses and event subprocesses: a token enters at their start event; they complete when nothing is left inside.</summary>
internal sealed class ScopeBehaviour : ElementBehaviour
{
    public override void Enter(Execution run, ElementInstance instance, Element element, Step step)
    {
        // A process begun by an event enters at that event, which the step names.
        var start = step.Flow is { } named ? run.Model[named] : run.Model.Elements[element.Start];
        if (start.Kind == ElementKind.StartEvent)
            Activation.Activate(run, start, instance, values: step.Values, part: step.Code);
        else
            Instantiate(run, instance, start, step);
    }

    /// <summary>What began the process is done; the other events of a parallel gateway are still waited for.</summary>
    private static void Instantiate(Execution run, ElementInstance instance, Element first, Step step)
    {
        var gateway = first.Incoming.Select(flow => run.Model.Elements[run.Model.Flows[flow].Source]).FirstOrDefault(before => before.Instantiates);
        if (gateway is { AwaitsAll: true })
        {
            foreach (var other in gateway.Outgoing.Select(flow => run.Model.Elements[run.Model.Flows[flow].Target]).Reverse())
            {
                if (other != first)
                    Activation.Activate(run, other, instance);
            }
        }
        var id = run.NextElement;
        run.Emit(new ElementActivated(id, instance.Id, first.Id));
        run.Push(new Step(StepKind.Complete, id, Values: step.Values));
    }

    public override void Leave(Execution run, ElementInstance scope, Element element, Step step, ImmutableArray<int> outgoing)
    {
        if (element.Kind == ElementKind.EventSubProcess)
            Completion.CheckScope(run, scope);
        else
            base.Leave(run, scope, element, step, outgoing);
    }
}
