namespace Orderly.Canonical.Inbound;

/// <summary>A message a listener refuses, with the answer it is about to give.</summary>
public sealed record RefusedMessage
{
    /// <summary>"MSH-3|MSH-4"; empty where the header cannot be read, as are control id and type.</summary>
    public required string Source { get; init; }

    public required string ControlId { get; init; }

    public required string Type { get; init; }

    /// <summary>The listener it came to.</summary>
    public required string Listener { get; init; }

    /// <summary>"Expected X, but Y", as the answer says it.</summary>
    public required string Reason { get; init; }

    /// <summary>What came of it: a message beyond the size limit is not read to its end.</summary>
    public required ReadOnlyMemory<byte> Raw { get; init; }

    /// <summary>Empty when the sender asked for none.</summary>
    public required ReadOnlyMemory<byte> Ack { get; init; }

    /// <summary>Hospital time.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }
}
