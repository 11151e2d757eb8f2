namespace Orderly.Canonical.Inbound;

/// <summary>
/// A raw message as the listener hands it over: only its header and the route's key paths have been read.
/// Duplicates are found by <see cref="Source"/>, <see cref="ControlId"/> and <see cref="Hash"/>.
/// </summary>
public sealed record InboundMessage
{
    /// <summary>Sending application and facility, "MSH-3|MSH-4".</summary>
    public required string Source { get; init; }

    /// <summary>The sender's message control id, MSH-10.</summary>
    public required string ControlId { get; init; }

    /// <summary>Message type and trigger as sent, "ADT^A03"; for people who search, not for routing.</summary>
    public string Type { get; init; } = "";

    /// <summary>SHA-256 over <see cref="Raw"/>, 32 bytes.</summary>
    public required ReadOnlyMemory<byte> Hash { get; init; }

    /// <summary>The route's name; the mapper finds the rules by it.</summary>
    public required string Route { get; init; }

    public required short Facility { get; init; }

    /// <summary>"facility|assigning authority|visit": messages with the same key are mapped in the order they were accepted.</summary>
    public required string OrderKey { get; init; }

    /// <summary>The message without its frame, byte for byte. The callee may keep it: the listener never writes to it again.</summary>
    public required ReadOnlyMemory<byte> Raw { get; init; }

    /// <summary>The answer to store in the same commit and to send again to a duplicate; without its frame.</summary>
    public required ReadOnlyMemory<byte> Ack { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }
}
