namespace Orderly.Formats.Hl7.V2;

/// <summary>An identifier with who gave it out (HL7 v2 chapter 2A, CX). Null parts were not sent, are empty, or are to be deleted.</summary>
/// <param name="Authority">CX.4.1, the namespace of the assigning authority.</param>
/// <param name="TypeCode">CX.5, such as MR or VN.</param>
public readonly record struct ExtendedId(string? Number, string? Authority, string? TypeCode)
{
    internal static ExtendedId Of(Hl7Part repetition) =>
        new(repetition.Component(1).Text, repetition.Component(4).Text, repetition.Component(5).Text);

    internal static IEnumerable<ExtendedId> AllOf(Hl7Part field)
    {
        var ids = new List<ExtendedId>();
        foreach (var repetition in field)
        {
            if (repetition.Presence == Hl7Presence.Present) ids.Add(Of(repetition));
        }
        return ids;
    }
}
