namespace Orderly.Journal.Rows;

/// <summary>What a bed was last told to be.</summary>
/// <param name="Status">Name of a canonical bed status; null when someone left it and nobody has spoken of it since.</param>
/// <param name="Told">µs UTC, hospital time: when that was so; an older word that comes later changes nothing.</param>
public sealed record BedRow(short Facility, string Unit, string Room, string Bed, string? Status, string? Reason, long Told);
