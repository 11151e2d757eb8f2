using Orderly.Engine.Bpmn;
using Orderly.Engine.Feel;

namespace Orderly.Engine.Process;

/// <summary>
/// Compensation. A completed activity that has a handler, or something inside that has one, is remembered by its scope. The
/// throwing event undoes what is remembered one by one, the last completed first; the handlers run inside the throwing event,
/// with the variables the activity had. A subprocess without a handler of its own is entered again to undo its inside.
/// </summary>
internal static class Compensating
{
    /// <summary>Remembers an activity that completes, if there is a way to undo it.</summary>
    public static void Offer(Execution run, ElementInstance instance, Element element)
    {
        var inside = instance.Memory?.Compensable is { Count: > 0 };
        if (!inside && (instance.Item > 0 || HandlerOf(run, element) is null))
            return;
        if (ElementKinds.IsActivity(element.Kind) && !element.IsForCompensation)
            run.Emit(new CompensationOffered(instance.Id, instance.Variables?.ToContext() ?? FeelContext.Empty));
    }

    /// <summary>Begins to undo all that the thrower's scope remembers, or only one activity's completions.</summary>
    public static void Begin(Execution run, ElementInstance thrower, string? activity)
    {
        var source = thrower.Parent!;
        // A handler undoes the scope it stands in, not itself.
        while (run.ElementOf(source) is { Kind: ElementKind.EventSubProcess } && source.Parent is { } around)
            source = around;
        var of = source.Memory?.Compensable?.Where(done => activity is null || done.Element == activity).Select(done => done.Activity).ToList() ?? [];
        run.Emit(new CompensationBegun(thrower.Id, source.Id, of));
        run.Push(new Step(StepKind.Compensate, thrower.Id));
    }

    /// <summary>Undoes the last that is left; when nothing is left, the thrower is done.</summary>
    public static void Next(Execution run, ElementInstance thrower)
    {
        if (!thrower.IsQuiet)
            return;
        var undoing = thrower.Memory!.Undoing!;
        // Another thrower may have taken some of them meanwhile.
        var left = run.State[undoing.Source]?.Memory?.Compensable?.FindLast(done => undoing.Of.Contains(done.Activity));
        if (left is null)
        {
            run.Push(new Step(StepKind.Complete, thrower.Id));
            return;
        }
        run.Emit(new CompensationTaken(thrower.Id, left.Activity));
        var element = run.Model[left.Element];
        if (HandlerOf(run, element) is { Kind: not ElementKind.EventSubProcess } handler)
        {
            var undoer = Activation.Activate(run, handler, thrower);
            if (left.Variables.Count > 0)
                run.Emit(new VariablesSet(undoer.Id, left.Variables));
            return;
        }
        Reenter(run, thrower, element, left);
    }

    /// <summary>A subprocess that completed stands open again, only to undo what it did.</summary>
    private static void Reenter(Execution run, ElementInstance thrower, Element element, Compensable done)
    {
        var id = run.NextElement;
        run.Emit(new ElementActivated(id, thrower.Id, element.Id));
        var again = run.State.Known(id);
        again.Index = element.Index;
        if (done.Variables.Count > 0)
            run.Emit(new VariablesSet(id, done.Variables));
        var handler = element.EventSubProcesses.Select(index => run.Model.Elements[index]).FirstOrDefault(inner => run.Model.Elements[inner.Start].Event is CompensateDefinition);
        run.Emit(new CompensationBegun(id, id, handler is null ? [.. done.Inside?.Select(inner => inner.Activity) ?? []] : []));
        if (handler is null)
            run.Push(new Step(StepKind.Compensate, id));
        else
            Activation.Activate(run, handler, again);
    }

    private static Element? HandlerOf(Execution run, Element element)
    {
        foreach (var index in element.BoundaryEvents)
        {
            if (run.Model.Elements[index] is { Event: CompensateDefinition, Handler: >= 0 and var handler })
                return run.Model.Elements[handler];
        }
        foreach (var index in element.EventSubProcesses)
        {
            if (run.Model.Elements[run.Model.Elements[index].Start].Event is CompensateDefinition)
                return run.Model.Elements[index];
        }
        return null;
    }
}
