using Orderly.Engine.Bpmn;
using Orderly.Engine.Feel;

namespace Orderly.Engine.Process;

/// <summary>
/// Conditional events. They are looked at when they begin to wait and after every step that set a variable; one comes when its
/// condition turns true, and one that stays open comes again only after it was not true in between. What is neither true nor
/// false, such as a variable nobody has set yet, is not true.
/// </summary>
internal static class Conditions
{
    public static void LookAtAll(Execution run)
    {
        foreach (var wait in run.State.Conditions.ToArray())
        {
            // What an earlier one led to may have ended this wait.
            if (run.State.Conditions.Contains(wait.Id) && run.State[wait.Holder] is { Terminating: false } holder)
                Look(run, holder, wait);
        }
    }

    private static void Look(Execution run, ElementInstance holder, ConditionWait wait)
    {
        var target = run.Model[wait.Target];
        var definition = (ConditionDefinition)(target.Event is MultipleDefinition multiple ? multiple.Parts[wait.Part] : target.Event!);
        var holds = definition.Condition.Feel!.Evaluate(new ElementScope(holder), run.Environment).Value is FeelBoolean { Value: true };
        if (holds == wait.Holds)
            return;
        if (!holds)
        {
            run.Emit(new ConditionLapsed(wait.Id));
            return;
        }
        run.Emit(new ConditionMet(wait.Id));
        if (!Catching.StaysOpen(target))
            run.Emit(new ConditionClosed(wait.Id));
        Catching.Came(run, holder, target, wait.Part, FeelContext.Empty);
    }
}
