namespace Orderly.Journal.Rows;

/// <summary>Where a visit's patient lies, or that they have left, as the feeds told it.</summary>
/// <param name="Encounter">Assigning authority and visit number.</param>
/// <param name="Patient">Token of the patient, where the message named one.</param>
/// <param name="Moved">µs UTC, hospital time: when the last movement happened; an older one that comes later changes nothing; 0 when only an order named the place.</param>
public sealed record OccupancyRow(short Facility, string Encounter, Guid? Patient, string Unit, string? Room, string? Bed, long Moved, bool IsThere)
{
    /// <summary>µs UTC: when the patient is expected to leave, as last said; written by <see cref="Changes.ExpectExit"/>.</summary>
    public long? Expected { get; init; }
}
