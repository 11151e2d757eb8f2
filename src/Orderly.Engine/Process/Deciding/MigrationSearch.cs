using System.Collections.Immutable;
using Orderly.Engine.Bpmn;
using Orderly.Engine.Ids;

namespace Orderly.Engine.Process;

/// <summary>Looks at everything active, from the outside in, for its place in another version.</summary>
internal sealed class MigrationSearch(InstanceState state, ProcessModel from, ProcessModel to, MigrateInstance command, ImmutableSortedDictionary<string, string> elements)
{
    private readonly List<string> problems = [];
    private readonly List<MigrationMove> moves = [];
    private readonly List<ElementInstanceId> withdrawn = [];

    public MigrationPlan Plan()
    {
        if (state.Root is { } root)
            Look(root);
        return new(elements, moves, withdrawn, [.. problems.Distinct()]);
    }

    /// <summary>Whether the activation, and with it its scope, stays where it is.</summary>
    private bool Look(ElementInstance instance)
    {
        var place = to.Find(elements.GetValueOrDefault(instance.Element, instance.Element));
        var old = from.Find(instance.Element)!;
        if (place is null && !old.IsScope)
        {
            problems.Add($"'{instance.Element}' is active and has no place in the other version");
            return true;
        }
        if (place is not null && instance.Parent is not null && Moves(instance, old, place))
            return Move(instance, place);
        var stays = instance.ChildCount == 0 ? 0 : instance.Children().ToArray().Count(Look);
        Tokens(instance);
        if (instance.Parent is null || (place is not null && (stays > 0 || instance.ChildCount == 0)))
            return true;
        if (stays > 0 || instance.Tokens is { Count: > 0 } || instance.ChildCount == 0)
        {
            problems.Add($"'{instance.Element}' is active and has no place in the other version");
            return true;
        }
        withdrawn.Add(instance.Id);
        return false;
    }

    private void Tokens(ElementInstance instance)
    {
        foreach (var (flow, _) in instance.Tokens?.Flows ?? [])
        {
            if (to.FindFlow(command.Flows.GetValueOrDefault(flow, flow)) is null)
                problems.Add($"a token waits on flow '{flow}', which the other version has not");
        }
    }

    /// <summary>Whether it has to begin anew at its place: another scope is around it there, or it is of another make.</summary>
    private bool Moves(ElementInstance instance, Element old, Element place)
    {
        if (place.IsScope != old.IsScope || (place.Loop is null) != (old.Loop is null))
            return true;
        var parent = instance.Parent!;
        if (parent.IsBody || parent.Memory?.Undoing is not null || place.Scope < 0)
            return false;
        return to.Elements[place.Scope].Id != elements.GetValueOrDefault(parent.Element, parent.Element);
    }

    private bool Move(ElementInstance instance, Element place)
    {
        if (Objection(instance, place) is { } objection)
        {
            problems.Add($"'{instance.Element}' is active and cannot move to '{place.Id}': {objection}");
            return true;
        }
        moves.Add(new(instance.Id, instance.Element, place.Id));
        return false;
    }

    private string? Objection(ElementInstance instance, Element place)
    {
        // What would be lost must be asked for by name.
        if ((instance.ChildCount > 0 || instance.IsBody) && !command.Elements.ContainsKey(instance.Element))
            return "what is done inside it would be lost; name it in the plan if that is meant";
        if (instance.Item > 0)
            return "it is one of several repetitions";
        if (HasChild(instance))
            return "it waits for a called process";
        if (place.Kind is ElementKind.BoundaryEvent or ElementKind.EventSubProcess or ElementKind.StartEvent)
            return "that begins only by its event";
        for (var scope = to.Elements[place.Scope]; scope.Index > 0; scope = to.Elements[scope.Scope])
        {
            if (scope.Loop is not null)
                return $"it stands in repeated '{scope.Id}'";
            if (state.Elements.Count(active => elements.GetValueOrDefault(active.Element, active.Element) == scope.Id) > 1)
                return $"it stands in '{scope.Id}', which is active several times";
        }
        return null;
    }

    private static bool HasChild(ElementInstance instance) => instance.Waits?.Exists(wait => wait.Kind == WaitKind.Child) == true || instance.Children().Any(HasChild);
}
