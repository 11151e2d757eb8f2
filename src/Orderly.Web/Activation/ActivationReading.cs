using Orderly.Canonical.Organisation;
using Orderly.Journal;
using Orderly.Journal.Read;
using Orderly.Journal.Rows;
using Orderly.Runtime.Activation;
using Orderly.Runtime.Submission;
using Orderly.Web.Security;
using Orderly.Web.Sources;

namespace Orderly.Web.Activation;

/// <summary>Every site and unit of a viewer with what it may send, and how much it has kept back.</summary>
internal sealed class ActivationReading(Hospital hospital, Activations activations)
{
    public async ValueTask<ActivationView> Read(Viewer viewer, CancellationToken cancel)
    {
        var said = (await hospital.Store.Settings.Activations(cancel)).ToDictionary(row => (row.Facility, row.Unit));
        var kept = await hospital.Store.Read.Effects.SealedByPlace(cancel);
        var queues = await Queues.Read(hospital.Store, cancel);
        var sites = new List<ActivationSite>();
        foreach (var facility in hospital.Organisation.Facilities.Where(one => viewer.Facilities.Contains(one.Id)))
        {
            var open = await Open(facility.Id, queues, cancel);
            var units = hospital.Organisation.Units.Where(unit => unit.Facility == facility.Id).ToList();
            sites.Add(new ActivationSite(
                Line(viewer, facility, null, said) with { OpenTasks = open.Values.Sum(), KeptBack = kept.Where(one => one.Facility == facility.Id).Sum(one => one.Count) },
                [.. units.Select(unit => Line(viewer, facility, unit, said) with { OpenTasks = open.GetValueOrDefault(unit.Code), KeptBack = kept.Where(one => one.Facility == facility.Id && one.Unit == unit.Code).Sum(one => one.Count) })]));
        }

        return new ActivationView(sites);
    }

    private ActivationLine Line(Viewer viewer, Facility facility, Unit? unit, Dictionary<(short, string), ActivationRow> said)
    {
        var code = unit?.Code ?? "";
        var time = hospital.TimeAt(facility.Id);
        var isSealed = activations.IsSealedForGood(facility.Id, code);
        var listens = activations.ListensAt(facility.Id, code);
        return new ActivationLine(facility.Id, code, unit?.Name ?? facility.Name, listens)
        {
            Word = isSealed ? "Sealed by the configuration"
                : said.TryGetValue((facility.Id, code), out var own) ? $"Since {time.Clock(Micros.ToTime(own.Since))}, {hospital.NameOf(own.Actor)}: {own.Reason}"
                : unit is not null && said.ContainsKey((facility.Id, "")) ? "As its site"
                : "Nobody has said otherwise",
            IsSealed = isSealed,
            MayChange = !isSealed && activations.Objection(facility.Id, !listens, Caller.Person(viewer.Id)) is null,
        };
    }

    /// <summary>Open tasks by unit; work in a queue of no unit counts for the site alone.</summary>
    private async ValueTask<Dictionary<string, int>> Open(short facility, Queues queues, CancellationToken cancel)
    {
        var open = new Dictionary<string, int>();
        foreach (var group in queues.All.Values.Where(queue => queue.Facility == facility).GroupBy(queue => queue.Unit))
        {
            open[group.Key] = await hospital.Store.Read.Work.Count([.. group.Select(queue => queue.Id)], cancel);
        }

        return open;
    }
}
