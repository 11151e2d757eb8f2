namespace Orderly.Formats.Hl7.V2;

/// <summary>The segments that hospital streams share, by their field names instead of numbers. An absent segment has absent fields.</summary>
public static class TypedSegments
{
    public static EventSegment Event(this Hl7Message message) => new(First(message, "EVN"));

    public static PatientSegment Patient(this Hl7Message message) => new(First(message, "PID"));

    public static VisitSegment Visit(this Hl7Message message) => new(First(message, "PV1"));

    public static IEnumerable<MergeSegment> Merges(this Hl7Message message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return message.All("MRG").Select(segment => new MergeSegment(segment));
    }

    internal static Hl7Timestamp? Timestamp(this Hl7Segment segment, int field) =>
        Hl7Timestamp.TryParse(segment.Field(field).Text, out var timestamp) ? timestamp : null;

    private static Hl7Segment First(Hl7Message message, string name)
    {
        ArgumentNullException.ThrowIfNull(message);
        return message.First(name);
    }
}
