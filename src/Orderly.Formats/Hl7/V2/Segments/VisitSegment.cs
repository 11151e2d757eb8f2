namespace Orderly.Formats.Hl7.V2;

/// <summary>PV1 (HL7 v2 chapter 3): the visit, where the patient is, and when it began and ended.</summary>
public readonly struct VisitSegment(Hl7Segment segment)
{
    public Hl7Segment Segment { get; } = segment;

    /// <summary>PV1-2, such as I or E.</summary>
    public string? PatientClass => Segment.Field(2).Text;

    /// <summary>PV1-3; null when not sent.</summary>
    public PersonLocation? Location => PersonLocation.Of(Segment.Field(3));

    /// <summary>PV1-6; null when not sent.</summary>
    public PersonLocation? PriorLocation => PersonLocation.Of(Segment.Field(6));

    /// <summary>PV1-19.</summary>
    public ExtendedId Visit => ExtendedId.Of(Segment.Field(19));

    /// <summary>PV1-36.</summary>
    public string? DischargeDisposition => Segment.Field(36).Text;

    /// <summary>PV1-44; null when absent or no timestamp.</summary>
    public Hl7Timestamp? Admitted => Segment.Timestamp(44);

    /// <summary>PV1-45; null when absent or no timestamp.</summary>
    public Hl7Timestamp? Discharged => Segment.Timestamp(45);
}
