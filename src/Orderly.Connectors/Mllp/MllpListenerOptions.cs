using System.Collections.Immutable;
using System.Net;

namespace Orderly.Connectors.Mllp;

/// <summary>How one listener listens. The defaults are safe on a network that is not trusted: loopback only, everything bounded.</summary>
public sealed record MllpListenerOptions
{
    public required string Name { get; init; }

    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>0 takes a free port; <see cref="MllpListener.EndPoint"/> then tells which.</summary>
    public int Port { get; init; }

    /// <summary>Peers that may connect; empty = any. Must not be empty beyond loopback unless client certificates are asked for.</summary>
    public ImmutableArray<IPNetwork> AllowPeers { get; init; } = [];

    /// <summary>Further connections are closed at once.</summary>
    public int MaxConnections { get; init; } = 4_096;

    /// <summary>Bytes of one message.</summary>
    public int MaxMessageBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>How long a sender may take from a message's first byte to its last, however slowly it drips; real time.</summary>
    public TimeSpan MessageTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a connection may be quiet between messages; real time.</summary>
    public TimeSpan QuietTimeout { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Messages of one connection that may wait for their commit together; no more are read meanwhile.</summary>
    public int InFlight { get; init; } = 64;

    /// <summary>How long a stopping listener waits for answers under way; real time.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Takes 0x1C alone as the end of a message, for senders that leave the last byte out.</summary>
    public bool AcceptMissingFinalReturn { get; init; }

    /// <summary>Null = no TLS.</summary>
    public MllpTls? Tls { get; init; }

    /// <summary>Null when the options can be used, otherwise "Expected X, but Y" with the key to set.</summary>
    public string? Objection() => this switch
    {
        { Port: < 0 or > 65_535 } => $"Expected 'port' from 0 to 65535, but it is {Port}",
        { MaxConnections: < 1 } => $"Expected 'max-connections' of at least 1, but it is {MaxConnections}",
        { MaxMessageBytes: < 1_024 } => $"Expected 'max-message-bytes' of at least 1024, but it is {MaxMessageBytes}",
        { InFlight: < 1 } => $"Expected 'in-flight' of at least 1, but it is {InFlight}",
        _ when MessageTimeout <= TimeSpan.Zero => $"Expected 'message-timeout' above zero, but it is {MessageTimeout}",
        _ when QuietTimeout <= TimeSpan.Zero => $"Expected 'quiet-timeout' above zero, but it is {QuietTimeout}",
        { Tls: { Certificate: null } } => "Expected 'tls' with a certificate, but it has none",
        _ when !IPAddress.IsLoopback(Address) && AllowPeers.IsEmpty && Tls?.PeerAuthority is null =>
            $"Expected 'allow-peers' or client certificates beyond loopback, but {Address} has neither",
        _ => null,
    };
}
