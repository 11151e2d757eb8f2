namespace Orderly.Runtime.Submission;

/// <summary>Starts an instance of the newest deployed version of a process.</summary>
/// <param name="Process">The BPMN process id.</param>
/// <param name="Facility">Where it runs; every row it makes carries it.</param>
/// <param name="Variables">One JSON object in UTF-8 text.</param>
public sealed record NewInstance(string Process, short Facility, string Variables = "{}")
{
    /// <summary>What people call the case by, such as the encounter. Never a name or a record number.</summary>
    public string? BusinessKey { get; init; }

    /// <summary>The id to start under, in UUIDv7 layout; made from the time when absent.</summary>
    public Guid? Instance { get; init; }

    /// <summary>Redacted on purpose: variables may hold patient data.</summary>
    public override string ToString() => $"NewInstance({Process})";
}
