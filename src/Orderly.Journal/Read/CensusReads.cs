using Orderly.Journal.Rows;

namespace Orderly.Journal.Read;

/// <summary>Who lies where, as the feeds told it.</summary>
public sealed class CensusReads
{
    private readonly SealedQueries queries;

    internal CensusReads(SealedQueries queries) => this.queries = queries;

    /// <summary>Everyone who is there, by unit, room and bed.</summary>
    public async ValueTask<IReadOnlyList<OccupancyRow>> Of(short facility, CancellationToken cancel = default) =>
        await queries.Plain("census", args => args.Short(facility), RowMaps.Occupancy, cancel);

    /// <summary>What each bed was last told to be; a bed nobody spoke of is not there.</summary>
    public async ValueTask<IReadOnlyList<BedRow>> Beds(short facility, CancellationToken cancel = default) =>
        await queries.Plain("beds", args => args.Short(facility), RowMaps.Bed, cancel);

    /// <summary>Requests for a bed of those who have none yet and of those who lie in one, first asked first; not of those who have left.</summary>
    public async ValueTask<IReadOnlyList<BedRequestRow>> Requests(short facility, CancellationToken cancel = default) =>
        await queries.Plain("bed_requests", args => args.Short(facility), RowMaps.BedRequest, cancel);

    /// <summary>One visit, also one that has left; null when nothing was told of it.</summary>
    public ValueTask<OccupancyRow?> Visit(short facility, string encounter, CancellationToken cancel = default) =>
        queries.PlainOne("occupancy", args =>
        {
            args.Short(facility);
            args.Text(encounter);
        }, RowMaps.Occupancy, cancel);
}
