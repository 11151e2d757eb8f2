using System.Collections.Immutable;
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

    internal bool Covers(InstanceState state) =>
        Facilities.Contains(state.Facility)
        || Processes.Contains(state.Process)
        || (Units.Count > 0 && state.Variables is { } variables && variables.TryGet(InstanceState.UnitVariable, out var unit) && Units.Contains(unit.ToString()));
}
