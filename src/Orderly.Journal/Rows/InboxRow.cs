namespace Orderly.Journal.Rows;

/// <summary>Where an inbound message stands. The numbers are stored; they are never reused.</summary>
public enum InboxState : short
{
    Received = 0,
    Mapped = 1,
    /// <summary>Waits for a predecessor that is provably missing.</summary>
    HeldForOrder = 2,
    Quarantined = 3,
    Ignored = 4,
}

/// <summary>An inbound message as it came. Unique by source, control id and hash. The raw bytes are sealed.</summary>
/// <param name="Hash">SHA-256 of the bytes: the same hash again is a repeat, another is a new message under a used control id.</param>
/// <param name="Ordinal">Rises with arrival at its source; order within <paramref name="OrderKey"/>.</param>
/// <param name="Ack">The bytes that were, or will be, answered.</param>
/// <param name="Flagged">The control id was in use with other bytes. Set by the store.</param>
/// <param name="Received">µs UTC, real time.</param>
public sealed record InboxRow(
    Guid Id, short Facility, string Source, string ControlId, byte[] Hash, string Type, long Ordinal, short Lane, string OrderKey,
    InboxState State, string? Route, string? Reason, bool Flagged, long Received, byte[] Ack, byte[] Raw)
{
    /// <summary>µs UTC, hospital time: until then a message held for order waits for its predecessor.</summary>
    public long? HeldUntil { get; init; }
}

/// <summary>A message that was refused by what its header shows. Nothing was made of it; it is kept for whoever mends the sender or the route. The raw bytes are sealed.</summary>
/// <param name="Source">Empty where the header could not be read; <paramref name="ControlId"/> and <paramref name="Type"/> likewise.</param>
/// <param name="Received">µs UTC, hospital time.</param>
/// <param name="Raw">The first bytes of it, as many as are kept.</param>
public sealed record RefusalRow(Guid Id, string Source, string ControlId, string Type, string Listener, string Reason, long Received, byte[] Ack, byte[] Raw);

/// <summary>An order key with held messages, and when the first of them is held no longer (µs UTC, hospital time).</summary>
public sealed record HeldKey(short Lane, string OrderKey, long Until);

/// <summary>A mapped event of the hospital's vocabulary. The body is sealed. Times in µs UTC.</summary>
public sealed record CanonicalEventRow(
    Guid Id, short Facility, string Kind, string SemanticKey, string? Encounter, long Occurred, long Received, Guid? Inbox, byte[] Body);
