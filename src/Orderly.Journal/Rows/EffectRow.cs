namespace Orderly.Journal.Rows;

/// <summary>Where an effect stands. The numbers are stored; they are never reused.</summary>
public enum EffectState : short
{
    Pending = 0,
    /// <summary>A worker holds it until <see cref="EffectRow.NextAt"/>.</summary>
    Leased = 1,
    /// <summary>Committed before a call whose receiver neither honours a key nor can be asked.</summary>
    Sending = 2,
    Unknown = 3,
    Failed = 4,
    Sealed = 5,
    Held = 6,
    Done = 7,
    Dropped = 8,
}

/// <summary>Something the world must do. The body is sealed.</summary>
/// <param name="OrderKey">Effects with the same key go out one after the other, by <paramref name="Order"/>, <paramref name="Seq"/>, <paramref name="Index"/>.</param>
/// <param name="Order">Rises along the order key, such as the decision's µs.</param>
/// <param name="Seq">With <paramref name="Instance"/>, <paramref name="Index"/> and the store's era: the key the receiver sees.</param>
/// <param name="Kind">Which handler takes it, such as <c>job</c> or <c>rest</c>.</param>
/// <param name="Type">The job type, or the connector's name.</param>
/// <param name="NextAt">µs UTC, real time: not before; for a leased one the lease's end.</param>
/// <param name="SenderEpoch">Epoch of the lane under which it was last taken.</param>
public sealed record EffectRow(
    Guid Id, short Facility, short Lane, string OrderKey, long Order, Guid Instance, long Seq, int Index, string Kind, string Type,
    EffectState State, int Attempt, long NextAt, long SenderEpoch, string? Worker, byte[] Body)
{
    /// <summary>Where the work behind it is; null when it is nowhere in particular.</summary>
    public string? Unit { get; init; }
}
