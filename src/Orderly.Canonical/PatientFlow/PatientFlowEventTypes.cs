using System.Collections.Frozen;
using static Orderly.Canonical.PatientFlow.PatientFlowEventType;

namespace Orderly.Canonical.PatientFlow;

/// <summary>What a type carries and which type it takes back. <see cref="Payload"/> is null where the type says it all.</summary>
public sealed record PatientFlowEventTypeInfo(PatientFlowEventType Type, Type? Payload, PatientFlowEventType? Cancels);

/// <summary>The catalogue of event types. A new type is one enum member and one line here.</summary>
public static class PatientFlowEventTypes
{
    private static readonly FrozenDictionary<PatientFlowEventType, PatientFlowEventTypeInfo> ByType =
        new PatientFlowEventTypeInfo[]
        {
            new(AdmitPending, typeof(AdmissionDetail), null),
            new(AdmitPendingCancelled, null, AdmitPending),
            new(Admitted, typeof(AdmissionDetail), null),
            new(AdmitCancelled, null, Admitted),
            new(PatientClassChanged, typeof(AdmissionDetail), null),
            new(TransferPending, null, null),
            new(TransferPendingCancelled, null, TransferPending),
            new(Transferred, null, null),
            new(TransferCancelled, null, Transferred),
            new(BedRequested, typeof(BedDetail), null),
            new(BedAssigned, typeof(BedDetail), null),
            new(BedDeclined, typeof(BedDetail), BedAssigned),
            new(ReadyToMove, null, null),
            new(ArrivedOnUnit, null, null),
            new(LeaveStarted, null, null),
            new(LeaveEnded, null, null),
            new(ExpectedDischargeSet, typeof(DischargeDetail), null),
            new(DischargePending, typeof(DischargeDetail), null),
            new(DischargePendingCancelled, null, DischargePending),
            new(DischargeOrdered, typeof(DischargeDetail), null),
            new(DischargeOrderCancelled, typeof(DischargeDetail), DischargeOrdered),
            new(DischargeMilestoneReached, typeof(DischargeStepDetail), null),
            new(DischargeBarrierRaised, typeof(DischargeStepDetail), null),
            new(DischargeBarrierCleared, typeof(DischargeStepDetail), DischargeBarrierRaised),
            new(Discharged, typeof(DischargeDetail), null),
            new(DischargeCancelled, null, Discharged),
            new(Deceased, null, null),
            new(DispositionChanged, typeof(DischargeDetail), null),
            new(BedStatusChanged, typeof(BedDetail), null),
            new(SurgeryScheduled, typeof(SurgeryDetail), null),
            new(SurgeryRescheduled, typeof(SurgeryDetail), null),
            new(SurgeryModified, typeof(SurgeryDetail), null),
            new(SurgeryCancelled, typeof(SurgeryDetail), SurgeryScheduled),
            new(SurgeryDiscontinued, typeof(SurgeryDetail), null),
            new(SurgeryNoShow, typeof(SurgeryDetail), null),
            new(CoverageVerified, typeof(CoverageDetail), null),
            new(CoverageChanged, typeof(CoverageDetail), null),
            new(ConsentRecorded, typeof(ConsentDetail), null),
            new(ConsentRevoked, typeof(ConsentDetail), ConsentRecorded),
            new(OrderPlaced, typeof(OrderDetail), null),
            new(OrderResulted, typeof(OrderDetail), null),
            new(IdentityMerged, typeof(IdentityDetail), null),
            new(IdentityUnmerged, typeof(IdentityDetail), IdentityMerged),
            new(EncounterMoved, typeof(EncounterMoveDetail), null),
        }.ToFrozenDictionary(info => info.Type);

    public static PatientFlowEventTypeInfo Of(PatientFlowEventType type) => ByType[type];

    /// <summary>The types that take back an event of <paramref name="type"/>.</summary>
    public static IEnumerable<PatientFlowEventType> CancelsOf(PatientFlowEventType type) =>
        ByType.Values.Where(info => info.Cancels == type).Select(info => info.Type);
}
