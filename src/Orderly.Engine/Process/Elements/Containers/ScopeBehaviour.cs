using Orderly.Engine.Bpmn;

namespace Orderly.Engine.Process;

/// <summary>Processes, subprocesses and event subprocesses: a token enters at their start event; they complete when nothing is left inside.</summary>
internal sealed class ScopeBehaviour : ElementBehaviour
{
    public override void Enter(Execution run, ElementInstance instance, Element element, Step step)
    {
        // A process begun by a message enters at that message's start event, which the step names.
        var start = step.Flow is { } named ? run.Model[named] : run.Model.Elements[element.Start];
        Activation.Activate(run, start, instance, values: step.Values);
    }

    public override void Leave(Execution run, ElementInstance scope, Element element, Step step)
    {
        if (element.Kind == ElementKind.EventSubProcess)
            Completion.CheckScope(run, scope);
        else
            base.Leave(run, scope, element, step);
    }
}
