using System.Collections.Immutable;
using Orderly.Engine.Bpmn;

namespace Orderly.Engine.Process;

/// <summary>Where everything active goes in another version, and what has no place there. Looks only; nothing is changed.</summary>
/// <param name="Elements">What is called otherwise there, by the name it has.</param>
/// <param name="Problems">Each "'x' is active and …"; empty when the plan will do.</param>
public sealed record MigrationPlan(ImmutableSortedDictionary<string, string> Elements, IReadOnlyList<string> Problems)
{
    /// <summary>The plan for an instance: the command's own places, else the same id, else the same name and kind where that is one.</summary>
    public static MigrationPlan Of(InstanceState state, ProcessModel from, ProcessModel to, MigrateInstance command)
    {
        var elements = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var problems = new List<string>();
        foreach (var old in from.Elements)
        {
            if (Place(old, to, command) is { } place && place.Id != old.Id)
                elements[old.Id] = place.Id;
        }
        foreach (var instance in state.Elements)
        {
            if (Problem(instance, from, to, elements) is { } problem)
                problems.Add(problem);
            foreach (var (flow, _) in instance.Tokens?.Flows ?? [])
            {
                if (to.FindFlow(command.Flows.GetValueOrDefault(flow, flow)) is null)
                    problems.Add($"a token waits on flow '{flow}', which the other version has not");
            }
        }
        return new(elements.ToImmutable(), [.. problems.Distinct()]);
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

    private static string? Problem(ElementInstance instance, ProcessModel from, ProcessModel to, ImmutableSortedDictionary<string, string>.Builder elements)
    {
        if (to.Find(elements.TryGetValue(instance.Element, out var renamed) ? renamed : instance.Element) is not { } place)
            return $"'{instance.Element}' is active and has no place in the other version";
        var old = from.Find(instance.Element)!;
        if (place.IsScope != old.IsScope || (place.Loop is null) != (old.Loop is null))
            return $"'{instance.Element}' is active and '{place.Id}' has another inside: {(place.IsScope != old.IsScope ? "one is a subprocess, the other is not" : "one is repeated, the other is not")}";
        if (instance.Parent is { } parent && !instance.Parent.IsBody && place.Scope >= 0 && to.Elements[place.Scope].Id is var scope && scope != (elements.TryGetValue(parent.Element, out var around) ? around : parent.Element) && parent.Memory?.Undoing is null)
            return $"'{instance.Element}' is active in '{parent.Element}', but '{place.Id}' stands in '{scope}': move it there by a modification";
        return null;
    }
}
