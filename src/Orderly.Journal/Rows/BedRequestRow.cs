namespace Orderly.Journal.Rows;

/// <summary>What a visit asked of a bed, and which one it was given.</summary>
/// <param name="Asked">µs UTC, hospital time: when it first asked.</param>
/// <param name="Level">Level of care in the site's words; null when not said.</param>
/// <param name="Unit">Asked for, or of the bed that was given; empty when any will do.</param>
/// <param name="Room">With <paramref name="Bed"/>: the bed that was given.</param>
/// <param name="Told">µs UTC: of the last word; an older one that comes later changes nothing.</param>
public sealed record BedRequestRow(
    short Facility, string Encounter, Guid? Patient, long Asked, string? Level, string? Isolation, string Unit, string? Room, string? Bed, long Told)
{
    /// <summary>Whether the patient lies in a bed by now; as read, not written.</summary>
    public bool IsPlaced { get; init; }
}
