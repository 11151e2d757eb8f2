using Orderly.Journal;
using Orderly.Journal.Rows;
using Orderly.Runtime.Grants;
using Orderly.Runtime.Projection;
using Orderly.Runtime.Submission;
using Orderly.Web.Cases;
using Orderly.Web.Cases.Happened;
using Orderly.Web.Cases.Traces;
using Orderly.Web.Security;
using Orderly.Web.Sources;

namespace Orderly.Web.Incidents;

/// <summary>Something that waits for a person to mend it.</summary>
/// <param name="Question">Where its call is decided upon; null for an incident that is about no call.</param>
/// <param name="MayRetry">Whether the viewer may have it tried again.</param>
public sealed record IncidentLine(Guid Id, string Raised, string Kind, string Where, string Message, string CaseAddress, string CaseName, string? Question, bool MayRetry);

public sealed record IncidentListView(IReadOnlyList<IncidentLine> Lines, string? Done, string? Refusal, bool IsCut)
{
    /// <summary>The call the viewer is asked about; null when none is opened.</summary>
    public CallQuestion? Question { get; init; }
}

/// <summary>Open incidents of the viewer's facilities, the oldest first: it has waited longest.</summary>
internal sealed class IncidentReading(Hospital hospital, CaseFactsMemory facts, InstanceTraces traces, Submissions submissions)
{
    private const int Most = 200;
    private const string Quarantine = "Quarantine";

    public async ValueTask<IncidentListView> Read(Viewer viewer, Guid? asked, AnswerDraft draft, string? done, CancellationToken cancel)
    {
        var time = hospital.TimeAt(viewer.Facility);
        // A quarantined instance's facility may be unknown: what stood aside cannot be asked. Those are everyone's to mend.
        var rows = await hospital.Store.Read.Instances.OpenIncidents([.. viewer.Facilities, 0], (long.MinValue, Guid.Empty), Most + 1, cancel);
        var lines = new List<IncidentLine>();
        foreach (var row in rows.Take(Most))
        {
            lines.Add(await Line(row, viewer, time, cancel));
        }

        var open = asked is { } id ? rows.FirstOrDefault(row => row.Id == id) : null;
        return new IncidentListView(lines, done, draft.Refusal, rows.Count > Most)
        {
            Question = open is null ? null : await Question(open, lines.First(line => line.Id == open.Id), viewer, draft, cancel),
        };
    }

    private async ValueTask<IncidentLine> Line(IncidentRow row, Viewer viewer, LocalTime time, CancellationToken cancel)
    {
        var fact = await facts.Of(row.Instance, cancel);
        var model = fact is null ? null : hospital.Model(fact.Process, fact.Version);
        var head = await hospital.Store.Read.Instances.Head(row.Instance, cancel);
        return new IncidentLine(
            row.Id,
            time.Clock(Micros.ToTime(row.Raised)),
            Words(row.Kind),
            model?.Find(row.Element)?.Name ?? row.Element,
            row.Message,
            $"/cases/{head?.Root ?? row.Instance}",
            fact?.Text("visit") ?? fact?.BusinessKey ?? row.Instance.ToString()[..8],
            row.Subject is null ? null : $"/incidents?ask={row.Id}",
            submissions.Objection(Caller.Person(viewer.Id), row.Kind == Quarantine ? Deed.MendIncident : Deed.DecideIncident, row) is null);
    }

    /// <summary>Null when the call has been decided upon meanwhile, or the incident is about none.</summary>
    private async ValueTask<CallQuestion?> Question(IncidentRow row, IncidentLine line, Viewer viewer, AnswerDraft draft, CancellationToken cancel)
    {
        if (row.Subject is not { } id
            || await hospital.Store.Read.Effects.One(id, cancel) is not { } effect
            || (await traces.Of(row.Instance, cancel))?.Call(id) is not { } call)
        {
            return null;
        }

        var era = (await hospital.Store.Settings.Facts(cancel)).Era;
        return new CallQuestion(
            line,
            CallQuestion.NameOf(call.Requested.Connector),
            CaseNarrative.Words(call.Requested.Operation),
            EffectKey.Of(era, effect),
            IsUnknown: effect.State == EffectState.Unknown,
            MayAnswer: submissions.Objection(Caller.Person(viewer.Id), Deed.DecideIncident, row) is null,
            MayGiveResponse: submissions.Objection(Caller.Person(viewer.Id), Deed.MendIncident, row) is null,
            draft);
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
        "MissingLadder" => "Ladder missing",
        "MissingCalendar" => "Calendar missing",
        "DecisionFailed" => "Decision failed",
        "ChildCancelled" => "Called case cancelled",
        "TaskFailed" => "Task cannot be done",
        Quarantine => "Stands aside",
        _ => kind,
    };
}
