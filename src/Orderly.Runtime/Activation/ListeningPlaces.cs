using System.Collections.Frozen;
using Orderly.Engine.Process;
using Orderly.Journal.Rows;
using Orderly.Runtime.Projection;

namespace Orderly.Runtime.Activation;

/// <summary>
/// Which sites and units only listen, at one moment. A unit's own word goes before its site's; a place nobody spoke of acts.
/// What the configuration seals stays sealed whatever is said here.
/// </summary>
internal sealed class ListeningPlaces(SealedMode sealedMode, IEnumerable<ActivationRow> rows)
{
    private readonly FrozenDictionary<(short Facility, string Unit), bool> listens = rows.ToFrozenDictionary(row => (row.Facility, row.Unit), row => row.Listens);

    public bool Covers(InstanceState state) => sealedMode.Covers(state) || Listens(state.Facility, SealedMode.UnitOf(state));

    public bool Covers(EffectRow effect) => sealedMode.Covers(effect.Facility, effect.Unit) || Listens(effect.Facility, effect.Unit);

    public bool Listens(short facility, string? unit) =>
        (unit is not null && listens.TryGetValue((facility, unit), out var own)) ? own : listens.TryGetValue((facility, ""), out var site) && site;
}
