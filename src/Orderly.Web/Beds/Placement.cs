using Orderly.Canonical.Organisation;
using Orderly.Journal;
using Orderly.Journal.Rows;
using Orderly.Web.Boards;
using Orderly.Web.Design;
using Orderly.Web.Sources;

namespace Orderly.Web.Beds;

/// <summary>Who waits for a bed of the place shown, which beds fit them, and so whose each bed is likely to be next.</summary>
internal sealed class Placement
{
    private const int Suggested = 3;

    private readonly Census now;
    private readonly PatientNames names;
    private readonly Dictionary<Bed, BedNeed> next = [];
    private readonly List<(BedNeed Need, IReadOnlyList<BedFit> Fits)> waiting = [];

    private Placement(Census now, PatientNames names) => (this.now, this.names) = (now, names);

    /// <param name="beds">Beds of the place, with how each stands.</param>
    public static Placement Of(BoardPlace place, IReadOnlyList<(Bed Bed, BedState State)> beds, Census now, PatientNames names, OrganisationDirectory organisation, Func<Occupant, string?> isolation)
    {
        var placement = new Placement(now, names);
        var units = organisation.Units.Where(unit => unit.Facility == place.Facility.Id).ToDictionary(unit => unit.Code);
        var needs = now.Waiting.Select(placement.Need).ToList();
        var given = needs.Where(need => need.Given is not null).Select(need => need.Given!).ToHashSet();
        List<BedOffer> offers =
        [
            .. beds.Where(one => one.State == BedState.Clean || one.State == BedState.Cleaning || one.State == BedState.Dirty || one.State == BedState.Vacated)
                .Where(one => !given.Contains(one.Bed))
                .Select(one => new BedOffer(one.Bed, units.GetValueOrDefault(one.Bed.Unit), one.State, placement.Neighbours(one.Bed, isolation))),
        ];
        foreach (var need in needs)
        {
            var fits = need.Given is null ? BedFitting.Of(need, offers) : [];
            if (fits.Count > 0 || place.Unit is null || need.Unit == place.Unit.Code)
            {
                placement.waiting.Add((need, fits));
            }

            // Whoever asked first is thought of first; nobody is promised anything by it.
            var likely = need.Given ?? fits.Select(fit => fit.Offer.Bed).FirstOrDefault(bed => !placement.next.ContainsKey(bed));
            if (likely is not null)
            {
                placement.next.TryAdd(likely, need);
            }
        }

        return placement;
    }

    public IReadOnlyList<WaitingLine> Lines(LocalTime time) =>
        [.. waiting.Select(one => new WaitingLine(
            Name(one.Need),
            string.Join(", ", new[] { one.Need.Level?.Replace('-', ' '), one.Need.Isolation is { Length: > 0 } isolation ? $"{isolation.ToLowerInvariant()} isolation" : null }.OfType<string>()),
            time.Clock(one.Need.Asked),
            Spans.Short(time.Now - one.Need.Asked),
            one.Need.Given is { } bed ? BedOffer.NameOf(bed) : null,
            [.. one.Fits.Take(Suggested).Select(fit => new SuggestedBed(fit.Offer.Name, fit.Why, fit.Score))]))];

    /// <summary>Whose the bed is next, in words; empty when nobody waits for it.</summary>
    public string NextIn(Bed bed, LocalTime time) => next.GetValueOrDefault(bed) switch
    {
        null => "",
        { Given: not null } need => $"Reserved for {Name(need)}",
        var need => $"Fits {Name(need)}, waiting {Spans.Short(time.Now - need.Asked)}",
    };

    private string Name(BedNeed need) => names.Name(need.Patient) is { Length: > 0 } name ? name : need.Encounter;

    private BedNeed Need(BedRequestRow row) => new(
        row.Encounter, row.Patient, Micros.ToTime(row.Asked), row.Level, row.Isolation, row.Unit, Sex(row.Patient),
        row is { Room: { } room, Bed: { } bed } ? new Bed(row.Facility, row.Unit, room, bed) : null);

    private List<Neighbour> Neighbours(Bed bed, Func<Occupant, string?> isolation) =>
        [.. now.Occupants.Values.Where(other => other.Bed != bed && other.Bed.Unit == bed.Unit && other.Bed.Room == bed.Room)
            .Select(other => new Neighbour(Sex(other.Patient), isolation(other) ?? now.Requests.FirstOrDefault(row => row.Encounter == other.Encounter)?.Isolation))];

    private string? Sex(Guid? patient) => patient is { } token ? names.Known.GetValueOrDefault(token)?.Sex : null;
}
