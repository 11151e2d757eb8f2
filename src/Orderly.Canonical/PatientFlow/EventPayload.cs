using System.Text.Json.Serialization;

namespace Orderly.Canonical.PatientFlow;

/// <summary>
/// The typed part of a <see cref="PatientFlowEvent"/>. Which payload a type carries stands in
/// <see cref="PatientFlowEventTypes"/>. A null field was not told; it is never guessed.
/// </summary>
[JsonDerivedType(typeof(AdmissionDetail), "admission")]
[JsonDerivedType(typeof(BedDetail), "bed")]
[JsonDerivedType(typeof(DischargeDetail), "discharge")]
[JsonDerivedType(typeof(DischargeStepDetail), "dischargeStep")]
[JsonDerivedType(typeof(SurgeryDetail), "surgery")]
[JsonDerivedType(typeof(CoverageDetail), "coverage")]
[JsonDerivedType(typeof(ConsentDetail), "consent")]
[JsonDerivedType(typeof(OrderDetail), "order")]
[JsonDerivedType(typeof(IdentityDetail), "identity")]
[JsonDerivedType(typeof(EncounterMoveDetail), "encounterMove")]
public abstract record EventPayload;

public sealed record AdmissionDetail : EventPayload
{
    /// <summary>Expected admission, PV2-8.</summary>
    public DateTimeOffset? ExpectedAt { get; init; }

    public string? AdmitSource { get; init; }

    public string? Service { get; init; }
}

/// <summary>A bed's status, or a request or an assignment of a bed.</summary>
public sealed record BedDetail : EventPayload
{
    public BedStatus? Status { get; init; }

    public string? LevelOfCare { get; init; }

    public string? Isolation { get; init; }

    public string? Reason { get; init; }
}

public sealed record DischargeDetail : EventPayload
{
    public Disposition? Disposition { get; init; }

    /// <summary>The sender's own code (PV1-36), kept beside the mapped one.</summary>
    public string? SentDisposition { get; init; }

    public string? DischargedTo { get; init; }

    /// <summary>Expected discharge, PV2-9.</summary>
    public DateTimeOffset? ExpectedAt { get; init; }

    public string? OrderNumber { get; init; }
}

/// <summary>A milestone reached, or a barrier raised or cleared, by its code.</summary>
public sealed record DischargeStepDetail : EventPayload
{
    public required string Code { get; init; }

    public string? Reason { get; init; }
}

public sealed record SurgeryDetail : EventPayload
{
    public string? PlacerNumber { get; init; }

    public string? FillerNumber { get; init; }

    public DateTimeOffset? StartsAt { get; init; }

    public int? DurationMinutes { get; init; }

    public string? Room { get; init; }

    public string? Reason { get; init; }
}

public sealed record CoverageDetail : EventPayload
{
    public string? Payer { get; init; }

    public string? Plan { get; init; }

    public string? Status { get; init; }
}

public sealed record ConsentDetail : EventPayload
{
    public required string Code { get; init; }
}

/// <summary>An order or its result. <see cref="Critical"/> raises a block; an arrived result clears none.</summary>
public sealed record OrderDetail : EventPayload
{
    public required string Category { get; init; }

    public string? OrderNumber { get; init; }

    /// <summary>Order control as sent (ORC-1).</summary>
    public string? Control { get; init; }

    public string? Status { get; init; }

    public bool? Critical { get; init; }
}

/// <summary>The visit number given up (MRG-5); the event's encounter is the one that goes on.</summary>
public sealed record EncounterMoveDetail : EventPayload
{
    public required EncounterRef From { get; init; }
}

/// <summary>The patient whose record was merged away (or split off again); the event's patient is the survivor.</summary>
public sealed record IdentityDetail : EventPayload
{
    public required PatientToken From { get; init; }
}
