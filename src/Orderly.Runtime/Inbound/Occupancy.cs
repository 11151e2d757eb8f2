using Orderly.Canonical.PatientFlow;
using Orderly.Journal;
using Orderly.Journal.Changes;
using Orderly.Journal.Rows;

namespace Orderly.Runtime.Inbound;

/// <summary>What an event says of where a patient lies, and of beds.</summary>
internal static class Occupancy
{
    /// <summary>Before every movement: what an order says of the place holds until a movement was told.</summary>
    private const long BeforeAnyMove = 0;

    public static IEnumerable<Change> Of(short facility, PatientFlowEvent happened)
    {
        if (OfVisit(facility, happened) is { } visit) yield return visit;
        if (happened is { Encounter: { } encounter, Payload: DischargeDetail { ExpectedAt: { } expected } } && SpeaksOfExit(happened.Type))
            yield return new ExpectExit(facility, encounter.ToString(), Micros.From(expected), Micros.From(happened.OccurredAt));
        if (OfBed(facility, happened) is { } bed) yield return bed;
        if (OfRequest(facility, happened) is { } request) yield return request;
    }

    private static UpsertOccupancy? OfVisit(short facility, PatientFlowEvent happened)
    {
        if (happened.Encounter is not { } encounter || IsThereAfter(happened.Type) is not { } isThere) return null;
        var isOrder = happened.Type == PatientFlowEventType.DischargeOrdered;
        var place = !isThere ? null : isOrder ? happened.Location?.To ?? happened.Location?.From : happened.Location?.To;
        if (isOrder && place is null) return null;
        return new UpsertOccupancy(new OccupancyRow(
            facility, encounter.ToString(), PatientOf(happened),
            place?.Unit ?? "", place?.Room, place?.Bed, isOrder ? BeforeAnyMove : Micros.From(happened.OccurredAt), isThere));
    }

    private static UpsertBedRequest? OfRequest(short facility, PatientFlowEvent happened)
    {
        if (happened is not { Type: PatientFlowEventType.BedRequested or PatientFlowEventType.BedAssigned or PatientFlowEventType.BedDeclined, Encounter: { } encounter }) return null;
        var (detail, at) = (happened.Payload as BedDetail, Micros.From(happened.OccurredAt));
        var given = happened.Type == PatientFlowEventType.BedAssigned ? happened.Location?.To : null;
        return new UpsertBedRequest(new BedRequestRow(
            facility, encounter.ToString(), PatientOf(happened), at,
            detail?.LevelOfCare, detail?.Isolation, happened.Location?.To?.Unit ?? "", given?.Room, given?.Bed, at));
    }

    /// <summary>A bed is spoken of by its own status, and by whoever leaves it.</summary>
    private static UpsertBed? OfBed(short facility, PatientFlowEvent happened)
    {
        var detail = happened.Type == PatientFlowEventType.BedStatusChanged ? happened.Payload as BedDetail : null;
        var place = happened.Type switch
        {
            PatientFlowEventType.BedStatusChanged => happened.Location?.To ?? happened.Location?.From,
            PatientFlowEventType.Transferred or PatientFlowEventType.TransferCancelled or PatientFlowEventType.Discharged or PatientFlowEventType.AdmitCancelled => happened.Location?.From,
            _ => null,
        };
        return place is { Room: { } room, Bed: { } bed }
            ? new UpsertBed(new BedRow(facility, place.Unit, room, bed, detail?.Status?.ToString(), detail?.Reason, Micros.From(happened.OccurredAt)))
            : null;
    }

    private static Guid? PatientOf(PatientFlowEvent happened) => happened.Patient is { } patient ? InboundMapping.TokenOf(patient) : null;

    private static bool SpeaksOfExit(PatientFlowEventType type) =>
        type is PatientFlowEventType.ExpectedDischargeSet or PatientFlowEventType.DischargePending or PatientFlowEventType.DischargeOrdered;

    private static bool? IsThereAfter(PatientFlowEventType type) => type switch
    {
        PatientFlowEventType.Admitted or PatientFlowEventType.Transferred or PatientFlowEventType.TransferCancelled or PatientFlowEventType.DischargeCancelled
            or PatientFlowEventType.DischargeOrdered => true,
        PatientFlowEventType.Discharged or PatientFlowEventType.AdmitCancelled => false,
        _ => null,
    };
}
