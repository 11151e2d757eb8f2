using System.Security.Cryptography;
using System.Text.Json;
using Orderly.Simulator.Feed;

namespace Orderly.Simulator.Oracle;

/// <summary>
/// What a receiver has acknowledged, on the sender's own disk: after any crash of the receiver, every line must be found there.
/// </summary>
public sealed class SenderLog : IDisposable
{
    private readonly FsyncedLog log;

    private SenderLog(FsyncedLog log) => this.log = log;

    public static SenderLog Open(string path) => new(FsyncedLog.Open(path));

    /// <summary>Everything acknowledged according to a file whose writer has ended.</summary>
    /// <exception cref="IOException">The writer still has it open.</exception>
    public static IReadOnlyList<AcknowledgedMessage> Read(string path)
    {
        using var log = FsyncedLog.Open(path);
        return [.. log.Recovered.Select(line => JsonSerializer.Deserialize<AcknowledgedMessage>(line)!)];
    }

    /// <summary>On disk when it returns.</summary>
    public void Acknowledged(FeedMessage message, string code, DateTimeOffset at) =>
        log.Append(JsonSerializer.Serialize(new AcknowledgedMessage(
            message.ControlId,
            message.Visit,
            message.Kind.ToString(),
            Convert.ToHexStringLower(SHA256.HashData(message.Bytes.Span)),
            code,
            message.IsDuplicate,
            at)));

    public void Dispose() => log.Dispose();
}

/// <summary>A line of the sender's log.</summary>
/// <param name="Hash">SHA-256 over the message without its frame, lower-case hex.</param>
/// <param name="Code">MSA-1 of the answer; AE and AR stand here too, since they are answers.</param>
public sealed record AcknowledgedMessage(string ControlId, string Visit, string Kind, string Hash, string Code, bool IsDuplicate, DateTimeOffset At)
{
    public bool IsAccepted => Code is "AA" or "CA";
}
