namespace Orderly.Formats.Hl7.V2;

/// <summary>EVN (HL7 v2 chapter 3): when it happened and when it was recorded.</summary>
public readonly struct EventSegment(Hl7Segment segment)
{
    public Hl7Segment Segment { get; } = segment;

    /// <summary>EVN-2; null when absent or no timestamp.</summary>
    public Hl7Timestamp? Recorded => Segment.Timestamp(2);

    /// <summary>EVN-6; null when absent or no timestamp.</summary>
    public Hl7Timestamp? Occurred => Segment.Timestamp(6);
}

/// <summary>PID (HL7 v2 chapter 3): who the patient is.</summary>
public readonly struct PatientSegment(Hl7Segment segment)
{
    public Hl7Segment Segment { get; } = segment;

    /// <summary>PID-3, all of them.</summary>
    public IEnumerable<ExtendedId> Identifiers => ExtendedId.AllOf(Segment.Field(3));

    /// <summary>PID-5.1 of the first name.</summary>
    public string? FamilyName => Segment.Field(5).Component(1).Text;

    /// <summary>PID-5.2 of the first name.</summary>
    public string? GivenName => Segment.Field(5).Component(2).Text;

    /// <summary>PID-7; may be a year or a month only.</summary>
    public Hl7Timestamp? Born => Segment.Timestamp(7);

    /// <summary>PID-18.</summary>
    public ExtendedId Account => ExtendedId.Of(Segment.Field(18));
}

/// <summary>MRG (HL7 v2 chapter 3): the identifiers that are given up.</summary>
public readonly struct MergeSegment(Hl7Segment segment)
{
    public Hl7Segment Segment { get; } = segment;

    /// <summary>MRG-1, all of them.</summary>
    public IEnumerable<ExtendedId> Identifiers => ExtendedId.AllOf(Segment.Field(1));

    /// <summary>MRG-5.</summary>
    public ExtendedId Visit => ExtendedId.Of(Segment.Field(5));
}
