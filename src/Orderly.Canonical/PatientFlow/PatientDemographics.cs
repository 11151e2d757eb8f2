namespace Orderly.Canonical.PatientFlow;

/// <summary>
/// Who the patient is, as the sender wrote it. PHI: goes sealed into the patient table and nowhere else; events,
/// tasks and logs carry <see cref="Token"/>.
/// </summary>
public sealed record PatientDemographics(PatientToken Token, PatientIdentifier Identifier)
{
    public string? FamilyName { get; init; }

    public string? GivenName { get; init; }

    public DateOnly? BirthDate { get; init; }

    /// <summary>Administrative sex as sent (HL7 table 0001).</summary>
    public string? Sex { get; init; }

    /// <summary>Preferred language as sent (PID-15).</summary>
    public string? Language { get; init; }

    /// <summary>Redacted on purpose, so that a log line cannot carry the person.</summary>
    public override string ToString() => $"PatientDemographics({Token})";
}

/// <summary>Identity merge (A40): every row of <paramref name="From"/> from now on means <paramref name="To"/>.</summary>
public sealed record PatientAlias(PatientToken From, PatientToken To);
