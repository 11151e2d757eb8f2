using Orderly.Engine.Bpmn;
using Orderly.Engine.Feel;

namespace Orderly.Engine.Process;

/// <summary>What is open inside an activation at the moment it is cancelled, before anything of it is withdrawn: what an unwind plan is made of.</summary>
internal static class Unwinding
{
    /// <summary>
    /// The event's values, and where the model asks for it a context of two lists: <c>tasks</c> (element, name, code, role, unit, owner,
    /// state) and <c>calls</c> (element, operation, inverse, pointOfNoReturn).
    /// </summary>
    public static FeelContext WithFacts(Execution run, ElementInstance cancelled, Element target, FeelContext values)
    {
        if (target.UnwindVariable is not { } variable)
            return values;
        var facts = new FeelContext.Builder();
        facts.Set("tasks", FeelValue.Of([.. run.State.Tasks.InOrder().Where(task => IsInside(run, task.Holder, cancelled)).Select(task => Fact(run, task))]));
        facts.Set("calls", FeelValue.Of([.. run.State.Calls.InOrder().Where(call => IsInside(run, call.Holder, cancelled)).Select(call => Fact(run, call))]));
        return values.With(variable, facts.Build());
    }

    private static bool IsInside(Execution run, Ids.ElementInstanceId holder, ElementInstance cancelled)
    {
        for (var at = run.State.Known(holder); at is not null; at = at.Parent)
        {
            if (at == cancelled)
                return true;
        }
        return false;
    }

    private static FeelContext Fact(Execution run, Work.TaskItem task) => new FeelContext.Builder()
        .Set("element", FeelValue.Of(task.Element))
        .Set("name", FeelValue.Of(task.Name ?? task.Element))
        .Set("code", FeelValue.Of(run.Model[task.Element].Properties.GetValueOrDefault("code")))
        .Set("role", FeelValue.Of(task.Queue.Role))
        .Set("unit", FeelValue.Of(task.Queue.Unit))
        .Set("owner", FeelValue.Of(task.Owner))
        .Set("state", FeelValue.Of(task.State.ToString()))
        .Build();

    private static FeelContext Fact(Execution run, Call call)
    {
        var detail = run.Model[call.Target].Detail as ConnectorDetail;
        return new FeelContext.Builder()
            .Set("element", FeelValue.Of(call.Target))
            .Set("operation", FeelValue.Of(call.Operation))
            .Set("inverse", FeelValue.Of(detail?.Inverse))
            .Set("pointOfNoReturn", FeelValue.Of(detail?.PointOfNoReturn))
            .Build();
    }
}
