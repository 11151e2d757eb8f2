namespace Orderly.Journal.Rows;

/// <summary>Whether a site (<paramref name="Unit"/> empty) or a unit only listens, since when (µs UTC, hospital time), and who said so why.</summary>
public sealed record ActivationRow(short Facility, string Unit, bool Listens, long Since, string Actor, string Reason);
