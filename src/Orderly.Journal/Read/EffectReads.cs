using Orderly.Journal.Database;
using Orderly.Journal.Rows;

namespace Orderly.Journal.Read;

public sealed class EffectReads
{
    private readonly SealedQueries queries;

    internal EffectReads(SealedQueries queries) => this.queries = queries;

    public ValueTask<EffectRow?> One(Guid id, CancellationToken cancel = default) =>
        queries.OpenedOne("effect", args => args.Uuid(id), RowMaps.Effect, cancel);

    /// <summary>Jobs (effects of kind <c>job</c>) a worker may have: pending, or leased and run out. Take them by <see cref="Changes.ClaimEffect"/>.</summary>
    public async ValueTask<IReadOnlyList<EffectRow>> Jobs(
        IReadOnlyCollection<string> types, long now, int limit, CancellationToken cancel = default) =>
        await queries.Opened("jobs", args =>
        {
            args.Texts(types);
            args.Long(now);
            args.Long(limit);
        }, RowMaps.Effect, cancel);

    public async ValueTask<IReadOnlyList<EffectRow>> OfInstances(IReadOnlyCollection<Guid> instances, CancellationToken cancel = default) =>
        await queries.Opened("effects_of_instances", args => args.Uuids(instances), RowMaps.Effect, cancel);

    /// <summary>How many effects were written and not sent, by site and unit.</summary>
    public async ValueTask<IReadOnlyList<(short Facility, string? Unit, long Count)>> SealedByPlace(CancellationToken cancel = default) =>
        await queries.Plain("sealed_by_place", _ => { }, row => (row.Short(0), row.TextOrNull(1), row.Long(2)), cancel);

    /// <summary>Those that wait for a person: unknown, failed, sealed, held. By order, then id.</summary>
    public async ValueTask<IReadOnlyList<EffectRow>> InState(
        EffectState state, (long Order, Guid Id) after, int limit, CancellationToken cancel = default) =>
        await queries.Opened("effects_in_state", args =>
        {
            args.Short((short)state);
            args.Long(after.Order);
            args.Uuid(after.Id);
            args.Long(limit);
        }, RowMaps.Effect, cancel);
}
