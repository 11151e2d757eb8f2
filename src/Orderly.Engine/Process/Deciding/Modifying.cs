using Orderly.Engine.Bpmn;
using Orderly.Engine.Ids;

namespace Orderly.Engine.Process;

public sealed record CannotBeActivated(string Element, string Why) : Rejection($"Expected an element that can be begun by hand, but '{Element}' {Why}");

public sealed record NothingToModify() : Rejection("Expected something to begin or to end, but there is nothing");

/// <summary>A person moves tokens. Each beginning opens the scopes around it that are not open yet, without running their start events.</summary>
internal static class Modifying
{
    public static Rejection? Decide(Execution run, ModifyInstance command)
    {
        if (command.Activate.Length + command.End.Length == 0)
            return new NothingToModify();
        if (run.State.Status == InstanceStatus.Cancelling)
            return new InstanceIsEnding();
        if (run.State.Suspended is { } reason)
            return new InstanceIsSuspended(reason);
        foreach (var order in command.Activate)
        {
            if (Objection(run, order) is { } why)
                return new CannotBeActivated(order.Element, why);
        }
        foreach (var id in command.End)
        {
            if (id == ElementInstanceId.Root || run.State[id] is not { Terminating: false })
                return new ScopeNotActive(id);
        }
        run.Emit(new InstanceModified(command.Reason));
        foreach (var order in command.Activate)
            Begin(run, order);
        foreach (var id in command.End)
        {
            // Ending one may have ended another with it.
            if (run.State[id] is { Terminating: false } instance)
                Termination.Terminate(run, instance, then: null);
        }
        run.LookAtEverything();
        return null;
    }

    private static string? Objection(Execution run, ActivationOrder order)
    {
        if (run.Model.Find(order.Element) is not { Index: > 0 } element)
            return "is no element of the process";
        if (element.Kind is ElementKind.BoundaryEvent or ElementKind.EventSubProcess || (element.Kind == ElementKind.StartEvent && run.Model.Elements[element.Scope].Kind == ElementKind.EventSubProcess))
            return "begins only by its event";
        for (var scope = run.Model.Elements[element.Scope]; scope.Index > 0; scope = run.Model.Elements[scope.Scope])
        {
            if (scope.Loop is not null)
                return $"stands in repeated '{scope.Id}', and which repetition is meant is not clear";
            if (scope.Kind == ElementKind.EventSubProcess && Active(run, scope).Count == 0)
                return $"stands in event subprocess '{scope.Id}', which is not active";
        }
        // The innermost scope that is open decides which one is meant.
        for (var scope = run.Model.Elements[element.Scope]; ; scope = run.Model.Elements[scope.Scope])
        {
            var open = Active(run, scope).Count;
            if (open > 1)
                return $"stands in '{scope.Id}', which is active {open} times";
            if (open == 1 || scope.Index == 0)
                return null;
        }
    }

    public static void Begin(Execution run, ActivationOrder order)
    {
        var element = run.Model[order.Element];
        var instance = Activation.Activate(run, element, Open(run, run.Model.Elements[element.Scope]));
        if (order.Variables.Count > 0)
            run.Emit(new VariablesSet(instance.Id, order.Variables));
    }

    private static ElementInstance Open(Execution run, Element scope)
    {
        if (Active(run, scope) is [var open, ..])
            return open;
        var around = Open(run, run.Model.Elements[scope.Scope]);
        var id = run.NextElement;
        run.Emit(new ElementActivated(id, around.Id, scope.Id));
        var instance = run.State.Known(id);
        instance.Index = scope.Index;
        Variables.Declare(run, instance, scope);
        Subscribing.Boundaries(run, instance, scope);
        Subscribing.EventSubProcesses(run, instance, scope);
        return instance;
    }

    private static List<ElementInstance> Active(Execution run, Element scope) =>
        [.. run.State.Elements.Where(instance => instance.Element == scope.Id && !instance.IsBody && instance is { Terminating: false, Interrupted: false })];
}
