namespace Orderly.Formats.Hl7.V2;

/// <summary>Where a person is or shall be (HL7 v2 chapter 2A, PL). Null parts were not sent, are empty, or are to be deleted.</summary>
/// <param name="Unit">PL.1, the point of care.</param>
/// <param name="Facility">PL.4.1.</param>
public readonly record struct PersonLocation(string? Unit, string? Room, string? Bed, string? Facility)
{
    internal static PersonLocation? Of(Hl7Part field) => field.Presence == Hl7Presence.Present
        ? new PersonLocation(field.Component(1).Text, field.Component(2).Text, field.Component(3).Text, field.Component(4).Text)
        : null;
}
