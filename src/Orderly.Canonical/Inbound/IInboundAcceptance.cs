namespace Orderly.Canonical.Inbound;

/// <summary>
/// Port from a listener into the product. The returned task ends only after the message is on disk: what it answers
/// may be sent to the sender at once. Several calls may be under way; calls made in order by one caller are stored in that order.
/// </summary>
public interface IInboundAcceptance
{
    /// <returns>Never a failure: a store that cannot take the message throws, and the listener then sends no answer.</returns>
    Task<Acceptance> AcceptAsync(InboundMessage message, CancellationToken cancellation);

    /// <summary>Keeps a message that its header shows to be unfit, for whoever mends the sender; nothing is ever made of it.</summary>
    Task RefuseAsync(RefusedMessage message, CancellationToken cancellation);
}

/// <summary>What became of an accepted message. Closed: <see cref="Stored"/> or <see cref="Duplicate"/>.</summary>
public abstract record Acceptance
{
    private Acceptance()
    {
    }

    /// <summary>
    /// Stored under <paramref name="InboxId"/>. <paramref name="ControlIdReused"/>: the same source used the same
    /// control id before for other content; the row is kept and flagged, because senders do reuse ids.
    /// </summary>
    public sealed record Stored(Guid InboxId, bool ControlIdReused) : Acceptance;

    /// <summary>The same message is stored already; <paramref name="Ack"/> is the answer it was given then.</summary>
    public sealed record Duplicate(ReadOnlyMemory<byte> Ack) : Acceptance;
}
