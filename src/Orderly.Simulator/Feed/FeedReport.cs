namespace Orderly.Simulator.Feed;

/// <summary>What a feed did.</summary>
/// <param name="Accepted">Messages answered AA or CA, duplicates included.</param>
/// <param name="Refused">Messages answered otherwise; they are not sent again.</param>
/// <param name="Duplicates">Accepted messages that repeated the one before.</param>
/// <param name="Resent">Attempts repeated because no answer came.</param>
/// <param name="Elapsed">From the first message to the last answer.</param>
/// <param name="Waits">From sending to the answer, one for each answered message, shortest first.</param>
public sealed record FeedReport(int Accepted, int Refused, int Duplicates, int Resent, TimeSpan Elapsed, IReadOnlyList<TimeSpan> Waits)
{
    public double AcceptedPerSecond => Elapsed > TimeSpan.Zero ? Accepted / Elapsed.TotalSeconds : 0;

    /// <summary>The wait that <paramref name="share"/> (0 to 1) of the messages did not exceed.</summary>
    public TimeSpan Percentile(double share) =>
        Waits.Count == 0 ? TimeSpan.Zero : Waits[Math.Clamp((int)Math.Ceiling(share * Waits.Count) - 1, 0, Waits.Count - 1)];
}
