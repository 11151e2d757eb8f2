using Orderly.Engine.Bpmn;

namespace Orderly.Engine.Process;

/// <summary>The end of a path: none, message, error, or terminate for the whole scope.</summary>
internal sealed class EndEventBehaviour : ElementBehaviour
{
    public override void Enter(Execution run, ElementInstance instance, Element element, Step step)
    {
        if (element.Event is ErrorDefinition error)
        {
            run.Push(new Step(StepKind.Throw, instance.Id, Values: instance.Variables?.ToContext(), Code: error.Code, Message: error.Name));
            return;
        }
        if (element.Detail is not null)
        {
            OutsideWork.Begin(run, instance, element);
            return;
        }
        if (element.Event is MessageDefinition message)
            Publishing.Publish(run, instance, element, message);
        run.Push(new Step(StepKind.Complete, instance.Id));
    }

    public override void Leave(Execution run, ElementInstance scope, Element element, Step step)
    {
        if (element.Event is TerminateDefinition)
            Termination.Interrupt(run, scope, then: null);
        else
            Completion.CheckScope(run, scope);
    }
}
