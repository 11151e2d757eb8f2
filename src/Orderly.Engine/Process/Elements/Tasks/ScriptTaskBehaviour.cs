using Orderly.Engine.Bpmn;
using Orderly.Engine.Feel;

namespace Orderly.Engine.Process;

/// <summary>Evaluates FEEL, or offers the script as a job.</summary>
internal sealed class ScriptTaskBehaviour : ElementBehaviour
{
    public override void Enter(Execution run, ElementInstance instance, Element element, Step step)
    {
        if (element.Detail is not ScriptDetail script)
        {
            OutsideWork.Begin(run, instance, element);
            return;
        }
        var value = Expressions.Value(run, instance, script.Script, $"script of '{element.Id}'");
        run.Push(new Step(StepKind.Complete, instance.Id, Values: script.ResultVariable is { } name ? FeelContext.Empty.With(name, value) : value as FeelContext));
    }
}
