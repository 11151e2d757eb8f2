using System.Text.Json;
using Orderly.Canonical;
using Orderly.Canonical.PatientFlow;
using Orderly.Journal.Read;

namespace Orderly.Runtime.Inbound;

/// <summary>What has been told of one encounter so far, under whatever numbers it went before; read once, and only when a rule asks.</summary>
internal sealed class EncounterFacts(InboxReads inbox, EncounterRef encounter, short facility)
{
    private const int MostMoves = 100;

    private Dictionary<string, long>? kinds;

    /// <summary>Whether more events of a type have come than were taken back.</summary>
    public async ValueTask<bool> Has(PatientFlowEventType type)
    {
        kinds ??= await Read();
        return Count(type) > PatientFlowEventTypes.CancelsOf(type).Sum(Count);
    }

    public async ValueTask<bool> HasAny(IEnumerable<PatientFlowEventType> types)
    {
        foreach (var type in types)
            if (await Has(type)) return true;
        return false;
    }

    private long Count(PatientFlowEventType type) => kinds!.GetValueOrDefault(type.ToString());

    private async ValueTask<Dictionary<string, long>> Read()
    {
        var counted = new Dictionary<string, long>();
        var names = new List<EncounterRef> { encounter };
        for (var at = 0; at < names.Count && at < MostMoves; at++)
        {
            var found = await inbox.EventKinds(names[at].ToString(), facility);
            foreach (var (kind, count) in found) counted[kind] = counted.GetValueOrDefault(kind) + count;
            if (found.ContainsKey(nameof(PatientFlowEventType.EncounterMoved)))
                names.AddRange((await Before(names[at])).Where(before => !names.Contains(before)));
        }
        return counted;
    }

    private async ValueTask<IEnumerable<EncounterRef>> Before(EncounterRef name) =>
        (await inbox.EventsOfKind(name.ToString(), nameof(PatientFlowEventType.EncounterMoved), MostMoves))
            .Select(row => JsonSerializer.Deserialize(row.Body, CanonicalJson.Default.PatientFlowEvent)?.Payload)
            .OfType<EncounterMoveDetail>().Select(moved => moved.From).ToList();
}
