namespace Orderly.Journal.Rows;

/// <summary>Demographics: the only place that holds them. The body is sealed.</summary>
/// <param name="BlindMrn">From the store's blind index: finds the patient without storing the number.</param>
public sealed record PatientRow(Guid Token, short Facility, byte[] BlindMrn, byte[] Body);

/// <summary>A merged token and the one that survived it.</summary>
public sealed record PatientAliasRow(Guid From, Guid To);
