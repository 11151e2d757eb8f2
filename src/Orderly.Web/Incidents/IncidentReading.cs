using Orderly.Journal;
using Orderly.Web.Security;
using Orderly.Web.Sources;

namespace Orderly.Web.Incidents;

/// <summary>Something that waits for a person to mend it.</summary>
public sealed record IncidentLine(Guid Id, string Raised, string Kind, string Where, string Message, string CaseAddress, string CaseName);

public sealed record IncidentListView(IReadOnlyList<IncidentLine> Lines, string? Done, string? Refusal, bool IsCut);

/// <summary>Open incidents of the viewer's facilities, the oldest first: it has waited longest.</summary>
internal sealed class IncidentReading(Hospital hospital, CaseFactsMemory facts)
{
    private const int Most = 200;

    public async ValueTask<IncidentListView> Read(Viewer viewer, string? done, string? refusal, CancellationToken cancel)
    {
        var time = hospital.TimeAt(viewer.Facility);
        // A quarantined instance's facility may be unknown: what stood aside cannot be asked. Those are everyone's to mend.
        var rows = await hospital.Store.Read.Instances.OpenIncidents([.. viewer.Facilities, 0], (long.MinValue, Guid.Empty), Most + 1, cancel);
        var lines = new List<IncidentLine>();
        foreach (var row in rows.Take(Most))
        {
            var fact = await facts.Of(row.Instance, cancel);
            var model = fact is null ? null : hospital.Model(fact.Process, fact.Version);
            var head = await hospital.Store.Read.Instances.Head(row.Instance, cancel);
            lines.Add(new IncidentLine(
                row.Id,
                time.Clock(Micros.ToTime(row.Raised)),
                Words(row.Kind),
                model?.Find(row.Element)?.Name ?? row.Element,
                row.Message,
                $"/cases/{head?.Root ?? row.Instance}",
                fact?.Text("visit") ?? fact?.BusinessKey ?? row.Instance.ToString()[..8]));
        }

        return new IncidentListView(lines, done, refusal, rows.Count > Most);
    }

    private static string Words(string kind) => kind switch
    {
        "Expression" => "Expression failed",
        "NoFlowTaken" => "No way on",
        "JobOutOfRetries" => "Worker gave up",
        "EffectFailed" => "Call failed",
        "EffectOutcomeUnknown" => "Outcome unknown",
        "UnhandledError" => "Error not caught",
        "MissingDecision" => "Decision missing",
        "MissingProcess" => "Process missing",
        "MissingCalendar" => "Calendar missing",
        "DecisionFailed" => "Decision failed",
        "ChildCancelled" => "Called case cancelled",
        "TaskFailed" => "Task cannot be done",
        "Quarantine" => "Stands aside",
        _ => kind,
    };
}
