using System.Collections.Immutable;
using System.Text.Json;
using Orderly.Engine.Feel;
using Orderly.Engine.Process;

namespace Orderly.Engine.Rehearsal;

/// <summary>What a script says about repairs, as commands.</summary>
internal static class Repair
{
    /// <summary><c>{"activate": ["a", {"element": "b", "with": {…}}], "end": ["c"], "reason": "…"}</c>; what is ended is named by its element.</summary>
    public static ModifyInstance Modification(ScriptAct act, InstanceState state) => new(
        [.. Items(act, "activate").Select(item => Order(act, item))],
        [.. Items(act, "end").SelectMany(item => state.Elements.Where(element => element.Element == item.ToString()).Select(element => element.Id))],
        act.Optional("reason") ?? "modified by the script");

    /// <summary><c>{"version": 2, "elements": {"old": "new"}, "flows": {…}}</c>.</summary>
    public static MigrateInstance Migration(ScriptAct act) => new(
        act.Number("version") ?? throw new RehearsalException($"Expected 'migrate' of step {act.Step} to have 'version', but it has not"),
        Names(act, "elements"), Names(act, "flows"), act.Optional("reason") ?? "migrated by the script");

    private static ActivationOrder Order(ScriptAct act, JsonElement item) => item.ValueKind == JsonValueKind.String
        ? new(item.GetString()!, FeelContext.Empty)
        : new(new ScriptAct(act.Step, act.Verb, item).Text("element"), new ScriptAct(act.Step, act.Verb, item).Values());

    private static List<JsonElement> Items(ScriptAct act, string name) =>
        act.Value.ValueKind == JsonValueKind.Object && act.Value.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [];

    private static ImmutableSortedDictionary<string, string> Names(ScriptAct act, string name) =>
        act.Value.ValueKind == JsonValueKind.Object && act.Value.TryGetProperty(name, out var map) && map.ValueKind == JsonValueKind.Object
            ? map.EnumerateObject().ToImmutableSortedDictionary(pair => pair.Name, pair => pair.Value.ToString(), StringComparer.Ordinal)
            : ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
}
