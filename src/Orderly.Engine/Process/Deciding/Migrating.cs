using System.Collections.Immutable;
using Orderly.Engine.Bpmn;
using Orderly.Engine.Feel;

namespace Orderly.Engine.Process;

public sealed record CannotMigrate(IReadOnlyList<string> Problems) : Rejection($"Expected a plan under which everything active has a place, but {string.Join("; ", Problems)}");

/// <summary>
/// Going on as another version. Everything active is carried to the element of its id, of the plan, or of its name and kind;
/// where the element does something else there, it begins anew with jobs, tasks and timers of the new version.
/// </summary>
internal static class Migrating
{
    public static Rejection? Decide(Execution run, MigrateInstance command)
    {
        if (run.World.FindProcess(run.State.Process, command.Version) is not { } definition)
            return new ProcessNotDeployed(run.State.Process, command.Version);
        if (run.State.Status == InstanceStatus.Cancelling)
            return new InstanceIsEnding();
        if (run.State.Suspended is null && run.State.HasYielded)
            return new CannotMigrate(["it is in the middle of a decision"]);
        var plan = MigrationPlan.Of(run.State, run.Model, definition.Model, command);
        if (plan.Problems.Count > 0)
            return new CannotMigrate(plan.Problems);
        var carried = plan.Moves.Select(move => (move.To, Values: Carried(run.State.Known(move.Activation), plan))).ToArray();
        foreach (var id in plan.Moves.Select(move => move.Activation).Concat(plan.Withdrawn))
            Termination.Withdraw(run, run.State.Known(id));
        var before = run.State.Elements.ToDictionary(instance => instance.Id, instance => run.ElementOf(instance));
        run.Emit(new InstanceMigrated(command.Version, definition.Deployment, plan.Elements, command.Flows, command.Reason));
        run.Migrated();
        foreach (var instance in run.State.Elements.ToArray())
            Adapt(run, instance, before[instance.Id], run.ElementOf(instance));
        foreach (var (element, values) in carried)
            Modifying.Begin(run, new(element, values));
        run.LookAtEverything();
        return null;
    }

    /// <summary>What an activation that moves takes along: its own variables, and those of the scopes that end with it.</summary>
    private static FeelContext Carried(ElementInstance moved, MigrationPlan plan)
    {
        var values = new FeelContext.Builder();
        var path = new Stack<ElementInstance>();
        for (var at = moved; at is not null && (at == moved || plan.Withdrawn.Contains(at.Id)); at = at.Parent)
            path.Push(at);
        foreach (var (name, value) in path.SelectMany(scope => scope.Variables?.Sorted() ?? []))
            values.Set(name, value);
        return values.Build();
    }

    private static void Adapt(Execution run, ElementInstance instance, Element from, Element to)
    {
        if (instance.Terminating || instance.Interrupted)
            return;
        if (!instance.IsBody && !to.IsScope && !IsSame(from, to))
        {
            run.Push(new Step(StepKind.Enter, instance.Id));
            return;
        }
        var events = to.BoundaryEvents.Select(index => run.Model.Elements[index]).Where(_ => instance.Item == 0)
            .Concat(instance.IsBody ? [] : to.EventSubProcesses.Select(index => run.Model.Elements[run.Model.Elements[index].Start])).ToList();
        CloseMissing(run, instance, to, events);
        foreach (var added in events.Where(added => !Waits(run, instance).Any(target => target == added.Id)))
            Subscribing.Event(run, instance, added, within: instance);
    }

    /// <summary>Whether what the element does would be the same; what its expressions gave is kept.</summary>
    private static bool IsSame(Element from, Element to) =>
        from.Kind == to.Kind && Equals(Text(from.Detail), Text(to.Detail)) && Equals(Text(from.Event), Text(to.Event));

    private static string? Text(object? part) => part switch
    {
        JobDetail job => $"job {job.Type} {job.Retries}",
        null => null,
        _ => part.ToString(),
    };

    private static void CloseMissing(Execution run, ElementInstance instance, Element element, List<Element> events)
    {
        foreach (var wait in instance.Waits?.ToArray() ?? [])
        {
            if (TargetOf(run, wait) is not { } target || target == element.Id || events.Exists(known => known.Id == target))
                continue;
            switch (wait.Kind)
            {
                case WaitKind.Timer: run.Emit(new TimerCancelled(new(wait.Id))); break;
                case WaitKind.Subscription: run.Emit(new SubscriptionClosed(new(wait.Id))); break;
                default: run.Emit(new ConditionClosed(new(wait.Id))); break;
            }
        }
    }

    private static IEnumerable<string> Waits(Execution run, ElementInstance instance) =>
        (instance.Waits ?? []).Select(wait => TargetOf(run, wait)).OfType<string>();

    private static string? TargetOf(Execution run, WaitRef wait) => wait.Kind switch
    {
        WaitKind.Timer => run.State.Timers[new(wait.Id)] is { Purpose: TimerPurpose.Event } timer ? timer.Target : null,
        WaitKind.Subscription => run.State.Subscriptions[new(wait.Id)]?.Target,
        WaitKind.Condition => run.State.Conditions[new(wait.Id)]?.Target,
        _ => null,
    };
}
