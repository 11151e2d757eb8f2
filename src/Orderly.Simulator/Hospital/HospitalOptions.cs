using Orderly.Canonical.Organisation;
using Orderly.Simulator.Hospital.Staff;
using Orderly.Simulator.Hospital.Stays;
using Orderly.Simulator.Hospital.Wire;

namespace Orderly.Simulator.Hospital;

/// <summary>Where the product is reached, and who lives and works in the hospital around it.</summary>
public sealed record HospitalOptions
{
    /// <summary>The product's API.</summary>
    public required Uri Api { get; init; }

    public string MllpHost { get; init; } = "127.0.0.1";

    public required int MllpPort { get; init; }

    /// <summary>API keys by person; who has none is not played.</summary>
    public required IReadOnlyDictionary<string, string> Keys { get; init; }

    public required OrganisationDirectory Organisation { get; init; }

    public int Seed { get; init; } = 1;

    public LineFaults Faults { get; init; } = LineFaults.None;

    public Habits Habits { get; init; } = new();

    /// <summary>Queues that the simulated staff leave to people.</summary>
    public IReadOnlyList<LeftAlone> LeftAlone { get; init; } = [];

    /// <summary>People whom visitors act as.</summary>
    public IReadOnlySet<string> NotPlayed { get; init; } = new HashSet<string>();

    /// <summary>Real time, on which sockets and pauses run.</summary>
    public TimeProvider Real { get; init; } = TimeProvider.System;

    internal ModelOptions Model(DateTimeOffset start) => new()
    {
        Facilities = Organisation.Facilities,
        Beds = Organisation.Beds,
        Start = start,
        Seed = Seed,
    };
}
