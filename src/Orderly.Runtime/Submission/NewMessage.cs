namespace Orderly.Runtime.Submission;

/// <summary>
/// A message for whatever waits for <paramref name="Name"/> under <paramref name="Key"/>: at most one instance of each
/// process. Kept for <paramref name="TimeToLive"/> for those that begin to wait later.
/// </summary>
/// <param name="Variables">One JSON object in UTF-8 text.</param>
public sealed record NewMessage(string Name, string Key, short Facility, TimeSpan TimeToLive, string Variables = "{}")
{
    /// <summary>The longest a message may wait.</summary>
    public static readonly TimeSpan LongestTimeToLive = TimeSpan.FromDays(30);

    /// <summary>The sender's own id: while one with this id, name and key is known, another is not published again.</summary>
    public string? MessageId { get; init; }

    /// <summary>Redacted on purpose: variables may hold patient data.</summary>
    public override string ToString() => $"NewMessage({Name})";
}
