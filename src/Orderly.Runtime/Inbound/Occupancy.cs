using Orderly.Canonical.PatientFlow;
using Orderly.Journal;
using Orderly.Journal.Changes;
using Orderly.Journal.Rows;

namespace Orderly.Runtime.Inbound;

/// <summary>What an event says of where a patient lies.</summary>
internal static class Occupancy
{
    /// <summary>Null when it says nothing of it.</summary>
    public static UpsertOccupancy? Of(short facility, PatientFlowEvent happened)
    {
        if (happened.Encounter is not { } encounter || IsThereAfter(happened.Type) is not { } isThere) return null;
        var place = isThere ? happened.Location?.To : null;
        return new UpsertOccupancy(new OccupancyRow(
            facility, encounter.ToString(), happened.Patient is { } patient ? Guid.ParseExact(patient.ToString(), "N") : null,
            place?.Unit ?? "", place?.Room, place?.Bed, Micros.From(happened.OccurredAt), isThere));
    }

    private static bool? IsThereAfter(PatientFlowEventType type) => type switch
    {
        PatientFlowEventType.Admitted or PatientFlowEventType.Transferred or PatientFlowEventType.TransferCancelled or PatientFlowEventType.DischargeCancelled => true,
        PatientFlowEventType.Discharged or PatientFlowEventType.AdmitCancelled => false,
        _ => null,
    };
}
