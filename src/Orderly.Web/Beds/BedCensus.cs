using Orderly.Canonical.Organisation;
using Orderly.Canonical.PatientFlow;
using Orderly.Journal;
using Orderly.Journal.Rows;

namespace Orderly.Web.Beds;

/// <summary>Who lies in a bed, and since when; since when is not known of one whose place only an order named.</summary>
internal sealed record Occupant(string Encounter, Guid? Patient, Bed Bed, DateTimeOffset? Since, DateTimeOffset? Expected);

/// <summary>What a bed was last told to be; without a status when someone left it and nobody has spoken of it since.</summary>
internal sealed record BedWord(BedStatus? Status, DateTimeOffset At, string? Reason);

/// <summary>Beds and who is in them at one moment, as the feeds told it so far.</summary>
/// <param name="Requests">By visit: of those who wait for a bed and of those who lie in one, first asked first.</param>
internal sealed record Census(IReadOnlyDictionary<Bed, Occupant> Occupants, IReadOnlyDictionary<Bed, BedWord> Words, IReadOnlyList<BedRequestRow> Requests)
{
    /// <summary>Of those who lie in no bed yet.</summary>
    public IEnumerable<BedRequestRow> Waiting => Requests.Where(row => !row.IsPlaced);
}

/// <summary>
/// Reads the census that each message updates in its own commit: the same rows that a reconciliation compares with the EHR's.
/// </summary>
internal sealed class BedCensus(IStore store)
{
    /// <summary>Two visits in one bed: whoever came last is shown, since the other's leaving has not been told yet.</summary>
    public async ValueTask<Census> Of(short facility, CancellationToken cancel)
    {
        var occupants = new Dictionary<Bed, Occupant>();
        foreach (var row in (await store.Read.Census.Of(facility, cancel)).OrderBy(row => row.Moved).ThenBy(row => row.Encounter, StringComparer.Ordinal))
        {
            if (row is { Room: { } room, Bed: { } code })
            {
                var bed = new Bed(row.Facility, row.Unit, room, code);
                occupants[bed] = new Occupant(row.Encounter, row.Patient, bed, row.Moved == 0 ? null : Micros.ToTime(row.Moved), row.Expected is { } expected ? Micros.ToTime(expected) : null);
            }
        }

        var words = (await store.Read.Census.Beds(facility, cancel)).ToDictionary(
            row => new Bed(row.Facility, row.Unit, row.Room, row.Bed),
            row => new BedWord(Enum.TryParse<BedStatus>(row.Status, out var status) ? status : null, Micros.ToTime(row.Told), row.Reason));
        return new Census(occupants, words, await store.Read.Census.Requests(facility, cancel));
    }
}
