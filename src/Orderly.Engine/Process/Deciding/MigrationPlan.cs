using System.Collections.Immutable;
using Orderly.Engine.Bpmn;
using Orderly.Engine.Ids;

namespace Orderly.Engine.Process;

/// <summary>Where everything active goes in another version, and what has no place there. Looks only; nothing is changed.</summary>
/// <param name="Elements">What is called otherwise there, by the name it has.</param>
/// <param name="Moves">What begins anew, because it stands in another scope there or is of another make.</param>
/// <param name="Withdrawn">Scopes that end without going on, because all that was in them moves out.</param>
/// <param name="Problems">Each "'x' is active and …"; empty when the plan will do.</param>
public sealed record MigrationPlan(
    ImmutableSortedDictionary<string, string> Elements, IReadOnlyList<MigrationMove> Moves, IReadOnlyList<ElementInstanceId> Withdrawn, IReadOnlyList<string> Problems)
{
    /// <summary>The plan for an instance: the command's own places, else the same id, else the same name and kind where that is one.</summary>
    public static MigrationPlan Of(InstanceState state, ProcessModel from, ProcessModel to, MigrateInstance command)
    {
        var elements = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var old in from.Elements)
        {
            if (Place(old, to, command) is { } place && place.Id != old.Id)
                elements[old.Id] = place.Id;
        }
        return new MigrationSearch(state, from, to, command, elements.ToImmutable()).Plan();
    }

    private static Element? Place(Element old, ProcessModel to, MigrateInstance command)
    {
        if (old.Kind == ElementKind.Process)
            return to.Root;
        if (command.Elements.TryGetValue(old.Id, out var named))
            return to.Find(named);
        if (to.Find(old.Id) is { } same)
            return same;
        var alike = to.Elements.Where(element => element.Kind == old.Kind && element.Name is not null && element.Name == old.Name).Take(2).ToList();
        return alike.Count == 1 ? alike[0] : null;
    }
}

/// <summary>An activation that ends, and the element that begins in its stead with its variables.</summary>
public sealed record MigrationMove(ElementInstanceId Activation, string From, string To);
