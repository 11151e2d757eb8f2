namespace Orderly.Runtime.Jobs;

/// <summary>A job as its worker gets it.</summary>
/// <param name="Key">Stable over all attempts: what the worker hands to the outside as idempotency key.</param>
/// <param name="Attempt">From 1.</param>
/// <param name="Variables">One JSON object in UTF-8 text.</param>
/// <param name="LeaseEnds">Real time; from then on another worker may get the job.</param>
/// <param name="Listener">What a listener is asked about, one JSON object; null for an element's own job.</param>
public sealed record ActivatedJob(
    Guid Id, string Key, string Type, Guid Instance, string Element, int Attempt, int RetriesLeft, string Variables, string Headers, DateTimeOffset LeaseEnds, string? Listener = null)
{
    /// <summary>Redacted on purpose: variables may hold patient data.</summary>
    public override string ToString() => $"ActivatedJob({Type}, {Id})";
}

/// <summary>What a worker asks for.</summary>
/// <param name="LongPoll">How long to wait when there is no job; zero = answer at once.</param>
/// <param name="Variables">The names of the variables wanted; null for all that the job has.</param>
public sealed record JobRequest(string Type, string Worker, int Most, TimeSpan Lease, TimeSpan LongPoll = default, IReadOnlyCollection<string>? Variables = null)
{
    public const int MostAtOnce = 1_000;

    public const int MostVariables = 1_000;

    public static readonly TimeSpan LongestLease = TimeSpan.FromHours(24);

    public static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(60);

    internal string? Objection() => this switch
    {
        { Type: "" } => "Expected a job type, but it is empty",
        { Worker: "" } => "Expected a worker's name, but it is empty",
        { Most: < 1 or > MostAtOnce } => $"Expected 1 to {MostAtOnce} jobs, but {Most} were asked for",
        { Variables.Count: > MostVariables } => $"Expected at most {MostVariables} names of variables, but there are {Variables.Count}",
        _ when Lease < TimeSpan.FromSeconds(1) || Lease > LongestLease => $"Expected a lease of 1 s to 24 h, but it is {Lease}",
        _ when LongPoll < TimeSpan.Zero || LongPoll > LongestPoll => $"Expected to wait up to {LongestPoll.TotalSeconds} s, but it is {LongPoll}",
        _ => null,
    };
}
