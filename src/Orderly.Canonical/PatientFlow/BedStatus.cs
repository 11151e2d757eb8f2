namespace Orderly.Canonical.PatientFlow;

/// <summary>Bed status, after HL7 table 0116 (public domain).</summary>
public enum BedStatus
{
    Closed,
    Housekeeping,
    Occupied,
    Unoccupied,
    Contaminated,
    Isolated,
}
