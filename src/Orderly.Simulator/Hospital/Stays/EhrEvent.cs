using Orderly.Canonical.Organisation;
using Orderly.Canonical.PatientFlow;
using Orderly.Simulator.Feed;

namespace Orderly.Simulator.Hospital.Stays;

/// <summary>One thing that the hospital's systems write down.</summary>
/// <param name="At">When it happened.</param>
/// <param name="Patient">Who, and where they are after it.</param>
public sealed record EhrEvent(DateTimeOffset At, Facility Facility, EhrEventKind Kind, SyntheticPatient Patient)
{
    /// <summary>When it was written down, where that is not when it happened: patients who were there before the first message.</summary>
    public DateTimeOffset RecordedAt { get; init; } = At;

    /// <summary>Where they were before it.</summary>
    public Bed? Prior { get; init; }

    /// <summary>When the patient is expected to leave.</summary>
    public DateTimeOffset? Expected { get; init; }

    /// <summary>From 1; each new discharge order of a stay has the next.</summary>
    public int Order { get; init; }

    public bool IsCritical { get; init; }

    /// <summary>Of a request for a bed: the level of care it must have.</summary>
    public string? LevelOfCare { get; init; }

    /// <summary>Of a bed's status: which bed. The patient is who left it; the message does not name them.</summary>
    public Bed? Bed { get; init; }

    public BedStatus? BedStatus { get; init; }

    public bool IsDeath { get; init; }
}

/// <summary>The kinds, each with the message that tells it.</summary>
public enum EhrEventKind
{
    /// <summary>ADT^A01.</summary>
    Admitted,

    /// <summary>ADT^A11.</summary>
    AdmitCancelled,

    /// <summary>ADT^A02.</summary>
    Transferred,

    /// <summary>ADT^A12.</summary>
    TransferCancelled,

    /// <summary>ADT^A08 with another expected discharge.</summary>
    ExpectedDischargeChanged,

    /// <summary>ADT^A16.</summary>
    DischargePending,

    /// <summary>ADT^A25.</summary>
    DischargePendingCancelled,

    /// <summary>OMG^O19 for the laboratory.</summary>
    TestOrdered,

    /// <summary>ORU^R01.</summary>
    Resulted,

    /// <summary>OMG^O19, NW.</summary>
    DischargeOrdered,

    /// <summary>OMG^O19, CA.</summary>
    DischargeOrderCancelled,

    /// <summary>ADT^A08 with another disposition.</summary>
    DispositionChanged,

    /// <summary>RDE^O11.</summary>
    Prescribed,

    /// <summary>RDS^O13.</summary>
    Dispensed,

    /// <summary>ADT^A03.</summary>
    Discharged,

    /// <summary>ADT^A13.</summary>
    DischargeCancelled,

    /// <summary>ADT^A14 without a bed.</summary>
    BedRequested,

    /// <summary>ADT^A20.</summary>
    BedStatusChanged,
}
