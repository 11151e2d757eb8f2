namespace Orderly.Canonical.PatientFlow;

/// <summary>Patient class, after HL7 table 0004 (public domain).</summary>
public enum PatientClass
{
    Inpatient,
    Outpatient,
    Emergency,
    Preadmit,
    Observation,
    Recurring,
    Obstetrics,
    Other,
}
