namespace Orderly.Journal.Write;

/// <summary>Limits of the one writer of a process.</summary>
public sealed class WriterLimits
{
    /// <summary>Appends in one transaction.</summary>
    public int BatchAppends { get; init; } = 512;

    /// <summary>Bytes in one transaction, roughly; a larger append goes alone.</summary>
    public long BatchBytes { get; init; } = 4 << 20;

    /// <summary>How long an append that nobody waits for waits for others to share a commit with, while the writer is idle.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMilliseconds(2);

    /// <summary>How long an append that nobody waits for lets commits that someone waits for go before it.</summary>
    public TimeSpan GreatestPatience { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Appends nobody waits for that are enough for a commit, and that go along with one of fewer.</summary>
    public int PatientAppends { get; init; } = 32;

    /// <summary>Callers that a commit waits for at most to ask again; with more of them, commits are full without waiting.</summary>
    public int Expected { get; init; } = 16;

    /// <summary>How long a commit waits at most for the callers just answered to ask again.</summary>
    public TimeSpan Return { get; init; } = TimeSpan.FromMilliseconds(4);

    /// <summary>Appends waiting; one more is answered <see cref="Unavailable"/> at once.</summary>
    public int Queued { get; init; } = 50_000;

    /// <summary>Pauses before a batch that the store could not take is tried again; then its appends are answered <see cref="Unavailable"/>.</summary>
    public IReadOnlyList<TimeSpan> Retries { get; init; } =
        [TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(1)];

    /// <summary>Pause between two looks for a batch whose COMMIT was cut off.</summary>
    public TimeSpan LookUp { get; init; } = TimeSpan.FromMilliseconds(250);
}
