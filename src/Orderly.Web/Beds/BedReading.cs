using Orderly.Canonical.Organisation;
using Orderly.Canonical.PatientFlow;
using Orderly.Runtime.Activation;
using Orderly.Web.Boards;
using Orderly.Web.Design;
using Orderly.Web.Security;
using Orderly.Web.Sources;

namespace Orderly.Web.Beds;

/// <summary>Which beds are shown.</summary>
internal enum BedShow
{
    All,
    Turnover,
    Leaving,
    Isolation,
}

/// <summary>Puts the bed board of a place together: each bed of the organisation, who is in it, and how its case stands.</summary>
internal sealed class BedReading(Hospital hospital, BedCensus census, BoardCases cases, NamedPatients people, Activations activations)
{
    public async ValueTask<BedsView> Read(Viewer viewer, BoardPlace place, IReadOnlyList<BoardPlace> places, BedShow show, CancellationToken cancel)
    {
        var time = hospital.TimeAt(place.Facility.Id);
        var now = await census.Of(place.Facility.Id, cancel);
        var open = (await cases.Of(place, cancel)).Where(one => one.Facts.Text("encounter") is not null).GroupBy(one => one.Facts.Text("encounter")!).ToDictionary(group => group.Key, group => group.Last());
        var beds = hospital.Organisation.Beds.Where(bed => bed.Facility == place.Facility.Id && place.Holds(bed.Unit)).ToList();
        Guid[] tokens = [.. beds.Select(bed => now.Occupants.GetValueOrDefault(bed)?.Patient).OfType<Guid>().Concat(now.Waiting.Select(row => row.Patient).OfType<Guid>()).Distinct()];
        var names = await people.Of(viewer, "beds", tokens, cancel);

        var placement = Placement.Of(
            place, [.. beds.Select(bed => (bed, StateOf(bed, now)))], now, names, hospital.Organisation,
            occupant => open.GetValueOrDefault(occupant.Encounter)?.Facts.Text("isolation"));
        var tiles = beds.Select(bed => (Bed: bed, Tile: Tile(bed, now, open, names, time, placement))).ToList();
        var shown = tiles.Where(one => IsShown(one.Tile, show)).ToList();
        return new BedsView(
            place.Name,
            Standing([.. tiles.Select(one => one.Tile)]),
            [.. places.Select(one => new PlaceChip(one.Unit is null ? $"All {one.Name}" : one.Name, $"{BedEndpoints.Path}{one.Query}", one == place))],
            [.. Enum.GetValues<BedShow>().Select(one => new PlaceChip($"{one} {tiles.Count(tile => IsShown(tile.Tile, one))}", $"{BedEndpoints.Path}{place.Query}{(one == BedShow.All ? "" : $"&show={one.ToString().ToLowerInvariant()}")}", one == show))],
            [.. shown.GroupBy(one => one.Bed.Unit).Select(unit => new BedUnit(hospital.UnitName(unit.Key), [.. unit.Select(one => one.Tile)]))])
        {
            Waiting = placement.Lines(time),
            ListensOnly = activations.ListensAt(place.Facility.Id, place.Unit?.Code ?? ""),
        };
    }

    private static BedTile Tile(Bed bed, Census now, Dictionary<string, BoardCase> open, PatientNames names, LocalTime time, Placement placement)
    {
        var name = BedOffer.NameOf(bed);
        var next = placement.NextIn(bed, time);
        if (now.Occupants.GetValueOrDefault(bed) is not { } occupant)
        {
            var word = now.Words.GetValueOrDefault(bed);
            var state = StateOf(bed, now);
            return new BedTile(name, state)
            {
                Detail = word is null ? "" : $"Since {time.Clock(word.At)}",
                Patient = word?.Reason ?? "",
                Next = next.Length > 0 ? next : state == BedState.Vacated ? "To be cleaned" : state == BedState.Clean ? "Nobody waiting fits" : "",
            };
        }

        open.TryGetValue(occupant.Encounter, out var its);
        return new BedTile(name, BedState.Occupied)
        {
            Patient = names.Name(occupant.Patient),
            Detail = Leaves(occupant, its, time),
            CaseAddress = its?.Address,
            Clock = its?.Promise(time.Now),
            Isolation = its?.Facts.Text("isolation"),
            Next = next.Length > 0 ? next : its is null ? "" : WaitsFor(its),
        };
    }

    private static string Leaves(Occupant occupant, BoardCase? its, LocalTime time) => (its?.Promise(time.Now)?.Due, occupant.Expected, occupant.Since) switch
    {
        ({ } due, _, _) => $"Leaves {time.Clock(due)}",
        (null, { } expected, _) => $"Expected to leave {time.Clock(expected)}",
        (_, _, { } since) => $"Since {time.Clock(since)}",
        _ => "",
    };

    private static string WaitsFor(BoardCase its)
    {
        var waits = its.Tasks.Where(pair => pair.Task.IsOpen).OrderBy(pair => pair.Part.Trace.ClockOfTask(pair.Task.Id)?.BreachAt ?? DateTimeOffset.MaxValue).Select(pair => pair.Task.Name).ToList();
        return waits.Count == 0 ? "" : $"Waits for {waits[0]}{(waits.Count > 1 ? $" and {waits.Count - 1} more" : "")}";
    }

    private static BedState StateOf(Bed bed, Census now) =>
        now.Occupants.ContainsKey(bed) ? BedState.Occupied : now.Words.GetValueOrDefault(bed) is { } word ? StateOf(word.Status) : BedState.Untold;

    /// <summary>A bed that someone left and that nobody has spoken of since is vacated: it is nursing's to say that it is empty.</summary>
    private static BedState StateOf(BedStatus? status) => status switch
    {
        null or BedStatus.Occupied => BedState.Vacated,
        BedStatus.Contaminated or BedStatus.Isolated => BedState.Dirty,
        BedStatus.Housekeeping => BedState.Cleaning,
        BedStatus.Unoccupied => BedState.Clean,
        _ => BedState.Blocked,
    };

    private static bool IsShown(BedTile tile, BedShow show) => show switch
    {
        BedShow.Turnover => tile.State.Shape == "di" || tile.State == BedState.Vacated,
        BedShow.Leaving => tile.CaseAddress is not null,
        BedShow.Isolation => tile.Isolation is { Length: > 0 },
        _ => true,
    };

    private static string Standing(IReadOnlyList<BedTile> tiles) =>
        $"{tiles.Count} beds · {tiles.Count(tile => tile.State == BedState.Occupied)} occupied · {tiles.Count(tile => IsShown(tile, BedShow.Turnover))} in turnover · "
        + $"{tiles.Count(tile => tile.State == BedState.Clean)} clean, {tiles.Count(tile => tile.State == BedState.Blocked)} blocked · {tiles.Count(tile => tile.State == BedState.Untold)} with no word yet · {tiles.Count(tile => tile.CaseAddress is not null)} leaving";
}
