using Orderly.Engine.Bpmn;
using Orderly.Engine.Feel;

namespace Orderly.Engine.Process;

/// <summary>
/// Multi-instance activities. A body holds the items and the results; each repetition is an activation inside it. The next
/// repetition is always one step, so that a hundred thousand of them neither nest nor pile up.
/// </summary>
internal static class Repeating
{
    public static void Enter(Execution run, ElementInstance body, Element element)
    {
        var items = Expressions.List(run, body, element.Loop!.Items, $"input collection of '{element.Id}'");
        run.Emit(new MultiInstanceStarted(body.Id, items));
        run.Push(new Step(items.Count == 0 ? StepKind.Complete : StepKind.Repeat, body.Id));
    }

    /// <summary>Activates the next repetition, and unless they are sequential asks for the one after it.</summary>
    public static void Next(Execution run, ElementInstance body)
    {
        var (repetition, element) = (body.Repetition!, run.ElementOf(body));
        if (body.Interrupted || repetition.Begun >= repetition.Items.Count)
            return;
        var loop = element.Loop!;
        var item = repetition.Begun + 1;
        if (!loop.Sequential && item < repetition.Items.Count)
            run.Push(new Step(StepKind.Repeat, body.Id));
        var id = run.NextElement;
        run.Emit(new ElementActivated(id, body.Id, element.Id, Item: item));
        run.State.Known(id).Index = element.Index;
        run.Emit(new VariablesSet(id, Own(loop, repetition.Items[item - 1], item)));
        run.Push(new Step(StepKind.Enter, id));
    }

    /// <summary>A repetition has left the body.</summary>
    public static void Completed(Execution run, ElementInstance body)
    {
        if (body.Terminating || body.Interrupted)
        {
            Completion.CheckScope(run, body);
            return;
        }
        // A condition that fails is the body's incident: the repetition is already gone.
        if (run.ElementOf(body).Loop!.CompletionCondition is not null)
            run.Push(new Step(StepKind.Advance, body.Id));
        else
            GoOn(run, body);
    }

    /// <summary>Asks whether enough repetitions are done, then goes on.</summary>
    public static void Advance(Execution run, ElementInstance body)
    {
        var element = run.ElementOf(body);
        if (Expressions.Condition(run, body, element.Loop!.CompletionCondition!, $"completion condition of '{element.Id}'"))
            Termination.Interrupt(run, body, then: null);
        else
            GoOn(run, body);
    }

    private static void GoOn(Execution run, ElementInstance body)
    {
        var repetition = body.Repetition!;
        if (repetition.Done == repetition.Items.Count)
            run.Push(new Step(StepKind.Complete, body.Id));
        else if (run.ElementOf(body).Loop!.Sequential)
            run.Push(new Step(StepKind.Repeat, body.Id));
    }

    /// <summary>The body's result: what each repetition gave, null where one gave nothing.</summary>
    public static void Collect(Execution run, ElementInstance body, Element element)
    {
        if (element.Loop!.OutputCollection is not { } target)
            return;
        var outputs = body.Repetition!.Outputs is { } given
            ? given.Select(value => value ?? FeelValue.Null)
            : Enumerable.Repeat(FeelValue.Null, body.Repetition.Items.Count);
        Variables.Propagate(run, body, FeelContext.Empty.With(target, FeelValue.Of(outputs)));
    }

    private static FeelContext Own(MultiInstance loop, FeelValue item, int number)
    {
        var own = FeelContext.Empty.With("loopCounter", FeelValue.Of(number));
        if (loop.ItemName is { } name)
            own = own.With(name, item);
        // What the output element names is the repetition's own, so that repetitions do not overwrite each other's result.
        if (loop.OutputItem?.Feel is { References: [var only] } output && only == output.Text.Trim() && only != loop.ItemName)
            own = own.With(only, FeelValue.Null);
        return own;
    }
}
