using Orderly.Journal.Changes;
using Orderly.Journal.Rows;

namespace Orderly.Journal.Write;

/// <summary>One all-or-nothing unit: all of it is committed, or none.</summary>
public sealed record Append
{
    /// <summary>Creates or moves one instance's head; absent for work beside instances (inbox, lanes, access rows).</summary>
    public HeadChange? Head { get; init; }

    /// <summary>The entries from the head's old seq + 1 to its new seq, in order, without a gap.</summary>
    public IReadOnlyList<JournalEntry> Entries { get; init; } = [];

    public IReadOnlyList<Claim> Claims { get; init; } = [];

    public IReadOnlyList<Change> Changes { get; init; } = [];

    /// <summary>Throws what is the caller's mistake to the caller, so that it never reaches the writer's loop.</summary>
    internal void Check()
    {
        new Batch().TryAdd(this);
        var (instance, from, to) = Head is null ? (Guid.Empty, 0, 0) : (Head.Instance, Head.ExpectedSeq, Head.NewSeq);
        // A head that stays where it is, is a guard: what was found to lead to nothing does so only on the newest state.
        if (Entries.Count != to - from || (Head is CreateHead && to == from))
            throw new ArgumentException($"Expected the entries after {from} up to {to}, but there are {Entries.Count}");
        for (var i = 0; i < Entries.Count; i++)
            if (Entries[i].Instance != instance || Entries[i].Seq != from + 1 + i)
                throw new ArgumentException($"Expected entry {from + 1 + i} of {instance}, but it is {Entries[i].Seq} of {Entries[i].Instance}");
    }
}

/// <summary>What an append does to its instance's head.</summary>
public abstract record HeadChange
{
    private protected HeadChange() { }

    public abstract Guid Instance { get; }

    /// <summary>The seq the head must have; 0 when it must not exist.</summary>
    public abstract long ExpectedSeq { get; }

    public abstract long NewSeq { get; }
}

/// <summary>Starts an instance; its <see cref="InstanceRow.Seq"/> is the new seq. Lost when the id exists.</summary>
public sealed record CreateHead(InstanceRow Row) : HeadChange
{
    public override Guid Instance => Row.Id;
    public override long ExpectedSeq => 0;
    public override long NewSeq => Row.Seq;
}

/// <summary>Compare-and-set: lost when the head's seq is not <see cref="HeadChange.ExpectedSeq"/>. Without entries it moves nothing and only guards the changes.</summary>
/// <param name="Ended">µs UTC once the instance is over.</param>
public sealed record AdvanceHead(Guid Id, long Expected, long Next, short Status, long? Ended) : HeadChange
{
    public override Guid Instance => Id;
    public override long ExpectedSeq => Expected;
    public override long NewSeq => Next;
}
