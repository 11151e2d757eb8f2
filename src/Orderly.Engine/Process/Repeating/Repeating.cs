using Orderly.Engine.Bpmn;
using Orderly.Engine.Feel;

namespace Orderly.Engine.Process;

/// <summary>
/// Multi-instance activities and loops. A body holds the items and the results; each repetition is an activation inside it. The next
/// repetition is always one step, so that a hundred thousand of them neither nest nor pile up.
/// </summary>
internal static class Repeating
{
    private const string LoopCounter = "loopCounter";
    private const int MostRepetitions = 10_000_000;

    public static void Enter(Execution run, ElementInstance body, Element element, Loop loop)
    {
        if (loop is StandardLoop standard)
        {
            run.Emit(new LoopStarted(body.Id));
            run.Push(new Step(standard.TestBefore && !Looping.GoesOn(run, body, element, standard) ? StepKind.Complete : StepKind.Repeat, body.Id));
            return;
        }
        var items = Items(run, body, element, (MultiInstance)loop);
        run.Emit(new MultiInstanceStarted(body.Id, items));
        run.Push(new Step(items.Count == 0 ? StepKind.Complete : StepKind.Repeat, body.Id));
    }

    /// <summary>Activates the next repetition, and unless they are sequential asks for the one after it.</summary>
    public static void Next(Execution run, ElementInstance body)
    {
        var (repetition, element) = (body.Repetition!, run.ElementOf(body));
        if (body.Interrupted)
            return;
        if (element.Loop is not MultiInstance loop)
        {
            Begin(run, body, element, repetition.Begun + 1, FeelContext.Empty.With(LoopCounter, FeelValue.Of(repetition.Begun + 1)));
            return;
        }
        if (repetition.Begun >= repetition.Items.Count)
            return;
        var item = repetition.Begun + 1;
        if (!loop.Sequential && item < repetition.Items.Count)
            run.Push(new Step(StepKind.Repeat, body.Id));
        Begin(run, body, element, item, Own(loop, repetition.Items[item - 1], item));
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
        if (run.ElementOf(body).Loop is StandardLoop or MultiInstance { CompletionCondition: not null })
            run.Push(new Step(StepKind.Advance, body.Id));
        else
            GoOn(run, body);
        if (run.ElementOf(body) is { Loop: MultiInstance { Throws.Length: > 0 } loop } element)
            Throw(run, body, element, loop);
    }

    /// <summary>Pushed after what goes on, so that it is thrown before: whoever catches it may end the activity.</summary>
    private static void Throw(Execution run, ElementInstance body, Element element, MultiInstance loop)
    {
        var seen = new ExtendedScope(new ElementScope(body), Counts(body));
        for (var i = loop.Throws.Length - 1; i >= 0; i--)
        {
            var rule = loop.Throws[i];
            if (rule.FirstOnly && body.Repetition!.Done > 1)
                continue;
            // What is neither true nor false is not true: the repetition is done, whatever the rule says.
            if (rule.Condition is null || rule.Condition.Feel!.Evaluate(seen, run.Environment).Value is FeelBoolean { Value: true })
                Throwing.Throw(run, body, element, rule.Event);
        }
    }

    private static FeelContext Counts(ElementInstance body) => FeelContext.Empty
        .With("numberOfInstances", FeelValue.Of(body.Repetition!.Items.Count))
        .With("numberOfActiveInstances", FeelValue.Of(body.ChildCount))
        .With("numberOfCompletedInstances", FeelValue.Of(body.Repetition.Done))
        .With("numberOfTerminatedInstances", FeelValue.Of(0));

    /// <summary>Asks whether enough repetitions are done, then goes on.</summary>
    public static void Advance(Execution run, ElementInstance body)
    {
        var element = run.ElementOf(body);
        if (element.Loop is StandardLoop standard)
        {
            run.Push(new Step(Looping.GoesOn(run, body, element, standard) ? StepKind.Repeat : StepKind.Complete, body.Id));
            return;
        }
        if (IsEnough(run, body, element, (MultiInstance)element.Loop!))
            Termination.Interrupt(run, body, then: null);
        else
            GoOn(run, body);
    }

    private static bool IsEnough(Execution run, ElementInstance body, Element element, MultiInstance loop) =>
        Expressions.Condition(run, new ExtendedScope(new ElementScope(body), Counts(body)), loop.CompletionCondition!, $"completion condition of '{element.Id}'");

    private static FeelList Items(Execution run, ElementInstance body, Element element, MultiInstance loop)
    {
        if (loop.Items is { } items)
            return Expressions.List(run, body, items, $"input collection of '{element.Id}'");
        var times = Expressions.Integer(run, body, loop.Cardinality!, $"loop cardinality of '{element.Id}'");
        if (times is < 0 or > MostRepetitions)
            throw new StuckException(IncidentKind.Expression, $"Expected loop cardinality of '{element.Id}' to be 0 to {MostRepetitions}, but it is {times}");
        return (FeelList)FeelValue.Of(Enumerable.Range(1, times).Select(number => FeelValue.Of(number)));
    }

    private static void Begin(Execution run, ElementInstance body, Element element, int item, FeelContext own)
    {
        var id = run.NextElement;
        run.Emit(new ElementActivated(id, body.Id, element.Id, Item: item));
        run.State.Known(id).Index = element.Index;
        run.Emit(new VariablesSet(id, own));
        run.Push(new Step(StepKind.Enter, id));
    }

    private static void GoOn(Execution run, ElementInstance body)
    {
        var repetition = body.Repetition!;
        if (repetition.Done == repetition.Items.Count)
            run.Push(new Step(StepKind.Complete, body.Id));
        else if (run.ElementOf(body).Loop is MultiInstance { Sequential: true })
            run.Push(new Step(StepKind.Repeat, body.Id));
    }

    /// <summary>The body's result: what each repetition gave, null where one gave nothing.</summary>
    public static void Collect(Execution run, ElementInstance body, Element element)
    {
        if (element.Loop is not MultiInstance { OutputCollection: { } target })
            return;
        var outputs = body.Repetition!.Outputs is { } given
            ? given.Select(value => value ?? FeelValue.Null)
            : Enumerable.Repeat(FeelValue.Null, body.Repetition.Items.Count);
        Variables.Propagate(run, body, FeelContext.Empty.With(target, FeelValue.Of(outputs)));
    }

    private static FeelContext Own(MultiInstance loop, FeelValue item, int number)
    {
        var own = FeelContext.Empty.With(LoopCounter, FeelValue.Of(number));
        if (loop.ItemName is { } name)
            own = own.With(name, item);
        // What the output element names is the repetition's own, so that repetitions do not overwrite each other's result.
        if (loop.OutputItem?.Only is { } only && only != loop.ItemName)
            own = own.With(only, FeelValue.Null);
        return own;
    }
}
