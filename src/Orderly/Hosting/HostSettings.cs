namespace Orderly.Hosting;

/// <summary>How this process runs, apart from what the configuration file says.</summary>
internal sealed record HostSettings
{
    /// <summary>People of the organisation may be signed in as without proof, and a missing key is made. Loopback only.</summary>
    public bool Demo { get; init; }

    /// <summary>Where a new store's hospital time begins; null: now.</summary>
    public DateTimeOffset? HospitalStart { get; init; }

    /// <summary>How fast hospital time runs, whatever the configuration says; null: as configured. A script's clock all but stands still and is moved by the script.</summary>
    public double? HospitalRate { get; init; }

    /// <summary>Quiet hosts say only what went wrong: tests and benchmarks.</summary>
    public bool Quiet { get; init; }
}
