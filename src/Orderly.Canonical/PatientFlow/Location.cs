namespace Orderly.Canonical.PatientFlow;

/// <summary>A place as the sender names it: HL7 PL components 1 to 3 within one facility.</summary>
public sealed record Location(string Unit, string? Room, string? Bed);

/// <summary>A movement between two places; a missing side was not told.</summary>
public sealed record LocationChange(Location? From, Location? To);
