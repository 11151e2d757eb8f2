namespace Orderly.Canonical.Census;

/// <summary>One line of an EHR's census: who lies where. Names and numbers are asked for only where a patient is not known here yet.</summary>
/// <param name="Visit">Visit number, PV1-19.1.</param>
/// <param name="Authority">Who assigned it, PV1-19.4.</param>
public sealed record CensusEntry(string Visit, string Authority, string Unit, string? Room, string? Bed)
{
    /// <summary>Record number within the authority.</summary>
    public string? Number { get; init; }

    public string? Family { get; init; }

    public string? Given { get; init; }

    public DateOnly? BirthDate { get; init; }

    public string? Sex { get; init; }

    public DateTimeOffset? Admitted { get; init; }

    /// <summary>As <c>EncounterRef</c> writes it.</summary>
    public string Encounter => $"{Authority}|{Visit}";
}

/// <summary>Where we have a visit's patient, and when we last heard of a movement.</summary>
public sealed record KnownPlace(string Encounter, string Unit, string? Room, string? Bed, DateTimeOffset Moved);
