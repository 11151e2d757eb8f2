using System.Globalization;
using Orderly.Journal;
using Orderly.Runtime.Activation;
using Orderly.Web.Design;
using Orderly.Web.Security;
using Orderly.Web.Sources;

namespace Orderly.Web.Boards;

/// <summary>Puts the at-risk board of a place together, for a viewer or for a wall, which is nobody in particular.</summary>
internal sealed class BoardReading(Hospital hospital, BoardCases cases, Patients patients, Looks looks, Activations activations)
{
    /// <summary>A feed is looked for that was heard within a day, and called silent after half an hour.</summary>
    private static readonly TimeSpan Heard = TimeSpan.FromHours(24);
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(30);

    public async ValueTask<BoardView> Read(Viewer viewer, BoardPlace place, IReadOnlyList<BoardPlace> places, Guid? asking, CancellationToken cancel)
    {
        var open = await cases.Of(place, cancel);
        Guid[] tokens = [.. open.Select(one => one.Patient).OfType<Guid>().Distinct()];
        var names = await patients.Of(viewer, tokens, cancel);
        await looks.Record(viewer.Id, "board", tokens, cancel);
        var board = await Read(viewer, place, open, names, cancel);
        return board with
        {
            Asking = board.Breaches.SelectMany(group => group.Lines).FirstOrDefault(line => line.Task == asking),
            Places = [.. places.Select(one => new PlaceChip(one.Unit is null ? $"All {one.Name}" : one.Name, $"{BoardEndpoints.Path}{one.Query}", one == place))],
        };
    }

    /// <summary>Without a name on it: what hangs on a wall is seen by whoever passes, so nobody's name is even read.</summary>
    public async ValueTask<BoardView> ReadWall(BoardPlace place, CancellationToken cancel) =>
        await Read(null, place, await cases.Of(place, cancel), new PatientNames([], IsMasked: true), cancel);

    private async ValueTask<BoardView> Read(Viewer? viewer, BoardPlace place, IReadOnlyList<BoardCase> open, PatientNames names, CancellationToken cancel)
    {
        var time = hospital.TimeAt(place.Facility.Id);
        var breaches = new BreachLines(hospital, names, time, place, viewer).Of(open);
        var lines = breaches.SelectMany(group => group.Lines).ToList();
        var counts = new BoardCounts(open.Count, lines.Count(line => line.Clock.Phase == ClockPhase.Late), lines.Count(line => line.Clock.Phase == ClockPhase.Soon));
        var (feeds, silent) = await Feeds(time, cancel);
        return new BoardView
        {
            Place = place.Name,
            Query = place.Query,
            Standing = Standing(place, breaches, lines, counts, time),
            Breaches = breaches,
            Owes = new OwesMatrix(hospital, names, time).Of(open),
            Counts = counts,
            Feeds = feeds,
            Silent = silent,
            ListensOnly = activations.ListensAt(place.Facility.Id, place.Unit?.Code ?? ""),
        };
    }

    private string Standing(BoardPlace place, IReadOnlyList<BreachGroup> breaches, List<BreachLine> lines, BoardCounts counts, LocalTime time)
    {
        var beds = hospital.Organisation.Beds.Count(bed => bed.Facility == place.Facility.Id && place.Holds(bed.Unit));
        var near = breaches.FirstOrDefault(group => group.Title.StartsWith("Next", StringComparison.Ordinal))?.Lines.Count ?? 0;
        var words = new List<string>();
        if (beds > 0)
        {
            words.Add(string.Create(CultureInfo.InvariantCulture, $"{beds} beds"));
        }

        words.Add(string.Create(CultureInfo.InvariantCulture, $"{counts.Leaving} open {(counts.Leaving == 1 ? "case" : "cases")}"));
        words.Add(string.Create(CultureInfo.InvariantCulture, $"{counts.Late} late, {near} breach in the next 20 min"));
        if (lines.Where(line => line.NextRung is not null && line.Clock.Due > time.Now).MinBy(line => line.Clock.Due) is { } next)
        {
            words.Add($"next at {next.Due}, {next.Bed}");
        }

        return string.Join(" · ", words);
    }

    private async ValueTask<(string Feeds, string? Silent)> Feeds(LocalTime time, CancellationToken cancel)
    {
        var sources = await hospital.Store.Read.Inbox.Sources(Micros.From(time.Now - Heard), cancel);
        var silent = sources.Where(source => time.Now - Micros.ToTime(source.Last) > Silence).ToList();
        if (sources.Count == 0)
        {
            return ("No feed was heard in the last 24 h", null);
        }

        var words = $"{sources.Count - silent.Count} of {sources.Count} {(sources.Count == 1 ? "feed" : "feeds")} live";
        return silent.Count == 0
            ? (words, null)
            : (words, string.Join(" ", silent.Select(source => $"{source.Source.Replace('|', ' ')} silent since {time.Clock(Micros.ToTime(source.Last))}, {Spans.Short(time.Now - Micros.ToTime(source.Last))}.")));
    }
}
