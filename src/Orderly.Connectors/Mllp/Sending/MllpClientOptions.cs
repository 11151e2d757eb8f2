namespace Orderly.Connectors.Mllp;

/// <summary>How a client reaches one receiver. Times are real time.</summary>
public sealed record MllpClientOptions
{
    /// <summary>A name, or an IPv4 or IPv6 address.</summary>
    public required string Host { get; init; }

    public required int Port { get; init; }

    /// <summary>Of one message, from asking for a connection to the last byte of its first answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long to wait for the application answer that follows a commit answer, where the message asks for both (MSH-15 and
    /// MSH-16). Null = not at all; it is then told by <see cref="MllpClient.AnsweredLater"/> when it comes.
    /// </summary>
    public TimeSpan? ApplicationTimeout { get; init; }

    /// <summary>False: a connection for each message, for receivers that mix up the messages of one connection.</summary>
    public bool KeepOpen { get; init; } = true;

    /// <summary>Bytes of one answer.</summary>
    public int MaxAnswerBytes { get; init; } = 1024 * 1024;

    /// <summary>Takes 0x1C alone as the end of an answer, for receivers that leave the last byte out.</summary>
    public bool AcceptMissingFinalReturn { get; init; }

    /// <summary>Null = no TLS.</summary>
    public MllpTls? Tls { get; init; }

    /// <summary>The name the receiver's certificate must carry; null = <see cref="Host"/>.</summary>
    public string? ServerName { get; init; }
}
