using System.Collections.Immutable;
using Orderly.Engine.Feel;
using Orderly.Engine.Process;

namespace Orderly.Runtime.Projection;

/// <summary>
/// Where calls to the outside are written and provably never sent: whole sites, units, or the processes of a pack. Read when
/// the effect is written; a sealed row stays sealed.
/// </summary>
public sealed class SealedMode
{
    public ImmutableHashSet<short> Facilities { get; init; } = [];

    public ImmutableHashSet<string> Units { get; init; } = [];

    public ImmutableHashSet<string> Processes { get; init; } = [];

    /// <param name="unit">Null or empty where work is the whole site's.</param>
    internal bool Covers(short facility, string? unit) => Facilities.Contains(facility) || (unit is { Length: > 0 } && Units.Contains(unit));

    internal bool Covers(InstanceState state) => Processes.Contains(state.Process) || Covers(state.Facility, UnitOf(state));

    /// <summary>The unit an instance's work is of, null when none was told.</summary>
    internal static string? UnitOf(InstanceState state) =>
        state.Variables is { } variables && variables.TryGet(InstanceState.UnitVariable, out var unit) && unit is FeelString { Value.Length: > 0 } named ? named.Value : null;
}
