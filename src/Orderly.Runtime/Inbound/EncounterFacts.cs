using Orderly.Canonical.PatientFlow;
using Orderly.Journal.Read;

namespace Orderly.Runtime.Inbound;

/// <summary>What has been told of one encounter so far; read once, and only when a rule asks.</summary>
internal sealed class EncounterFacts(InboxReads inbox, EncounterRef encounter, short facility)
{
    private IReadOnlyDictionary<string, long>? kinds;

    /// <summary>Whether more events of a type have come than were taken back.</summary>
    public async ValueTask<bool> Has(PatientFlowEventType type)
    {
        kinds ??= await inbox.EventKinds(encounter.ToString(), facility);
        return Count(type) > PatientFlowEventTypes.CancelsOf(type).Sum(Count);
    }

    public async ValueTask<bool> HasAny(IEnumerable<PatientFlowEventType> types)
    {
        foreach (var type in types)
            if (await Has(type)) return true;
        return false;
    }

    private long Count(PatientFlowEventType type) => kinds!.GetValueOrDefault(type.ToString());
}
