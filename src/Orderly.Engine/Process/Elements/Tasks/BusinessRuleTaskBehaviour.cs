using Orderly.Engine.Bpmn;
using Orderly.Engine.Dmn;
using Orderly.Engine.Feel;

namespace Orderly.Engine.Process;

/// <summary>Evaluates a decision and records how it came about, or offers the evaluation as a job.</summary>
internal sealed class BusinessRuleTaskBehaviour : ElementBehaviour
{
    public override void Enter(Execution run, ElementInstance instance, Element element, Step step)
    {
        if (element.Detail is not DecisionDetail called)
        {
            OutsideWork.Begin(run, instance, element);
            return;
        }
        var id = Expressions.Text(run, instance, called.DecisionId, $"called decision of '{element.Id}'");
        var decision = run.World.FindDecision(id, called.Binding, run.State.Deployment)
            ?? throw new StuckException(IncidentKind.MissingDecision, $"Expected decision '{id}' to be deployed for '{element.Id}', but it is not");
        var outcome = decision.Model.Evaluate(id, new ElementScope(instance), run.Environment);
        if (outcome.Failed || !FeelJson.CanWrite(outcome.Value))
            throw new StuckException(IncidentKind.DecisionFailed, $"Expected decision '{id}' to give a value, but {string.Join("; ", outcome.Issues.Take(3).Select(issue => issue.Message))}");
        run.Emit(new DecisionMade(instance.Id, id, decision.Version, outcome.Value, DmnExplanation.Of(outcome)));
        run.Push(new Step(StepKind.Complete, instance.Id, Values: FeelContext.Empty.With(called.ResultVariable, outcome.Value)));
    }
}
