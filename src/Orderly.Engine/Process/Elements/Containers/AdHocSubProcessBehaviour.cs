using Orderly.Engine.Bpmn;

namespace Orderly.Engine.Process;

/// <summary>
/// An ad-hoc subprocess: its activities begin when they are chosen, by the model's first ones or by a command, all at once or
/// one at a time. It completes when its condition holds; without a condition, when something was done and nothing is left.
/// </summary>
internal sealed class AdHocSubProcessBehaviour : ElementBehaviour
{
    public override void Enter(Execution run, ElementInstance instance, Element element, Step step)
    {
        var first = Expressions.Names(run, instance, ((AdHocDetail)element.Detail!).First, $"first activities of '{element.Id}'");
        if (first.Length == 0)
            return;
        var unknown = first.FirstOrDefault(name => !IsChoosable(run, element, name));
        if (unknown is not null)
            throw new StuckException(IncidentKind.Expression, $"Expected first activities of '{element.Id}' to be activities in it without incoming flows, but '{unknown}' is none");
        Choose(run, instance, first);
    }

    /// <summary>Whether the name is an activity that may be begun by choice.</summary>
    public static bool IsChoosable(Execution run, Element scope, string activity) =>
        run.Model.Find(activity) is { Kind: not (ElementKind.BoundaryEvent or ElementKind.EventSubProcess or ElementKind.StartEvent), IsForCompensation: false, Incoming.Length: 0 } chosen && chosen.Scope == scope.Index;

    public static void Choose(Execution run, ElementInstance scope, IReadOnlyList<string> activities)
    {
        run.Emit(new ActivitiesChosen(scope.Id, activities));
        Begin(run, scope, ((AdHocDetail)run.ElementOf(scope).Detail!).Sequential);
    }

    /// <summary>An activity has ended: is it enough, and what is next?</summary>
    public static void Advance(Execution run, ElementInstance scope)
    {
        if (scope.Interrupted)
            return;
        var (element, quiet) = (run.ElementOf(scope), scope.IsQuiet);
        var detail = (AdHocDetail)element.Detail!;
        var enough = detail.CompletionCondition is { } condition && Expressions.Condition(run, scope, condition, $"completion condition of '{element.Id}'");
        if (enough && !quiet && detail.CancelsRemaining)
            Termination.Interrupt(run, scope, then: null);
        else if (quiet && (enough || (detail.CompletionCondition is null && scope.Memory?.Chosen is not { Count: > 0 })))
            run.Push(new Step(StepKind.Complete, scope.Id));
        else if (!enough)
            Begin(run, scope, detail.Sequential);
    }

    private static void Begin(Execution run, ElementInstance scope, bool sequential)
    {
        var begun = 0;
        for (; scope.Memory?.Chosen is [var next, ..] && (!sequential || scope.IsQuiet); begun++)
            Activation.Activate(run, run.Model[next], scope);
        run.InOrder(begun);
    }
}
