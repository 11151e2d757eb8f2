using Orderly.Engine.Ids;

namespace Orderly.Engine.Process;

/// <summary>States from journals.</summary>
public static class Replay
{
    /// <summary>The state after the entries, which must be one instance's, from its first or from the one after <paramref name="snapshot"/>.</summary>
    /// <exception cref="ArgumentException">An entry is missing, or another instance's.</exception>
    public static InstanceState Fold(InstanceId instance, IEnumerable<JournalEntry> entries, InstanceState? snapshot = null)
    {
        var state = snapshot ?? new InstanceState(instance);
        foreach (var entry in entries)
            Evolution.Apply(state, entry);
        return state;
    }

    /// <summary>Applies an entry and tells again which effects it had.</summary>
    public static IReadOnlyList<Effect> ApplyAndRead(InstanceState state, JournalEntry entry)
    {
        var effects = new List<Effect>();
        Evolution.Apply(state, entry with { Events = [] });
        foreach (var happened in entry.Events)
        {
            EffectReading.Read(state, happened, effects);
            Evolution.Evolve(state, happened);
        }
        return effects;
    }
}
