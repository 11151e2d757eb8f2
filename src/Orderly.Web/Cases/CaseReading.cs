using Orderly.Engine.Process;
using Orderly.Web.Cases.Clocks;
using Orderly.Web.Cases.Happened;
using Orderly.Web.Cases.Steps;
using Orderly.Web.Cases.Traces;
using Orderly.Web.Cases.Unwinding;
using Orderly.Web.Design;
using Orderly.Web.Flow;
using Orderly.Web.Messages.Outgoing;
using Orderly.Web.Security;
using Orderly.Web.Sources;
using Orderly.Web.Worklist;

namespace Orderly.Web.Cases;

/// <summary>Puts a case together: the journals of its root and of what was called from it, and the messages of its encounter.</summary>
internal sealed class CaseReading(Hospital hospital, CaseFactsMemory facts, CaseParts reading, NamedPatients patients, InstanceSight sight)
{
    private readonly CaseMessages messages = new(hospital);

    /// <returns>Null when there is no such case, or the viewer has no part in it: the two are not told apart.</returns>
    public async ValueTask<CaseView?> Read(Viewer viewer, Guid id, CaseChoice choice, bool linkMessages, CancellationToken cancel)
    {
        if (await hospital.Store.Read.Instances.Head(id, cancel) is not { } head || !await sight.MaySee(viewer, head, cancel))
        {
            return null;
        }

        var parts = await reading.Of(head.Root, cancel);
        if (parts.Count == 0 || parts[0] is not { Trace: var trace, Model: var model } root || await facts.Of(root.Head.Id, cancel) is not { } fact)
        {
            return null;
        }

        var time = hospital.TimeAt(head.Facility);
        var patient = Guid.TryParseExact(fact.Text("patient"), "N", out var token) ? token : (Guid?)null;
        var names = await patients.Of(viewer, "case", patient is { } one ? [one] : [], cancel);
        var told = await messages.Of(parts, fact, time, cancel);
        var timeline = new CaseTimeline(hospital, time).Of(parts, told, linkMessages);
        CallTrace[] calls = [.. parts.SelectMany(part => part.Trace.Calls)];
        return new CaseView
        {
            Id = root.Head.Id,
            Address = $"/cases/{root.Head.Id}",
            Process = model?.Name ?? fact.Process,
            Version = fact.Version,
            Key = fact.Text("visit") ?? fact.BusinessKey ?? id.ToString(),
            Patient = names.Banner(patient, Where(fact), fact.Text("visit"), DateOnly.FromDateTime(time.Here.DateTime)) is { } banner ? banner with { Facts = [.. Facts(fact)] } : null,
            Status = CaseStatus.Look(root.Head.Status),
            Clock = CaseClocks.Of(parts, time),
            Stages = model is null ? [] : StageReading.Of(model, trace, time),
            Stuck = CaseClocks.Stuck(hospital, parts, time),
            Flow = Picture(root, fact, new StepStanding(hospital, trace, time)),
            Called = [.. parts.Skip(1).Where(part => part.Model is not null).Select(part => new CalledFlow(part.Model!.Name ?? part.Model.Id, CaseStatus.Look(part.Head.Status), Picture(part, fact, new StepStanding(hospital, part.Trace, time))))],
            IsWhole = choice.IsWhole,
            Steps = [.. parts.Where(part => part.Model is not null).SelectMany(part => new StepStanding(hospital, part.Trace, time).Steps(part.Model!))],
            Timeline = [.. timeline.Where(entry => choice.Shows(entry))],
            Chips = [.. CaseChoice.Chips(root.Head.Id, timeline, choice)],
            Ladders = new CaseLadders(hospital, time).Of(parts),
            Unwinding = UnwindPlan.Of(root.Entries, hospital.RoleName),
            Postings = [.. parts.SelectMany(part => part.Trace.Calls.Select(call => Postings.Of(call, part.NameOf(call.Requested.Target), linkMessages ? OutgoingLines.AddressOf(part.Head.Id, call.Id) : null, calls)))],
            Messages = told,
            LinksMessages = linkMessages,
            Incidents = [.. parts.SelectMany(part => part.Trace.OpenIncidents.Select(pair => new CaseIncident(pair.Key, part.NameOf(pair.Value.ElementId), pair.Value.Message.TrimEnd('.'), time.Clock(Raised(part.Entries, pair.Key)))))],
            Entry = root.Head.Seq,
        };
    }

    private static FlowPicture Picture(CasePart part, CaseFacts fact, StepStanding standing)
    {
        if (part.Model is not { } model)
        {
            return new FlowPicture($"{fact.Process}, version {fact.Version}") { Summary = "The model of this version is not in force on this node." };
        }

        var here = model.Elements.Where(element => part.Trace.Step(element.Id) is { Active: > 0 } && !element.IsScope && element.Name is { Length: > 0 }).Select(element => element.Name!).ToList();
        var picture = ModelPicture.Of(model, $"{model.Name ?? model.Id}, version {part.Trace.Start?.Version}", standing.Of, part.Trace.FlowsTaken);
        return picture with { Summary = here.Count == 0 ? "No token is left." : $"Tokens stand on {string.Join(", ", here)}." };
    }

    private string Where(CaseFacts fact) =>
        string.Join(", ", new[] { fact.Text("unit") is { } unit ? hospital.UnitName(unit) : null, fact.Bed is { Length: > 0 } bed ? bed : null }.OfType<string>());

    private static IEnumerable<(string Label, string Value)> Facts(CaseFacts fact)
    {
        if (fact.Text("disposition") is { } disposition && Dispositions.Words(disposition) is { } going)
        {
            yield return ("Going", going);
        }

        if (fact.IsTrue("bedDemanded"))
        {
            yield return ("Next in bed", "someone waits");
        }
    }

    private static DateTimeOffset Raised(IReadOnlyList<JournalEntry> entries, Guid incident) =>
        entries.Last(entry => entry.Events.OfType<IncidentRaised>().Any(raised => raised.Incident.Value == incident)).At;
}
