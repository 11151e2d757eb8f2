namespace Orderly.Engine.Work;

/// <summary>Whose work something is: people with the role, in the unit, cleared for the sensitivity. A null part does not narrow.</summary>
public sealed record WorkQueue(short Facility, string? Unit, string? Role, string? Sensitivity);
