namespace Orderly.Journal.Verify;

/// <summary>Something that is not as it was written. Batch 0 stands for the epoch or the store as a whole.</summary>
public sealed record ChainFault(long Epoch, long Batch, string Finding);

/// <summary>Where an epoch's chain ends. Kept outside the store, it also shows a tail cut off or a chain made anew.</summary>
public sealed record EpochHead(long Epoch, long Batch, string Hash);

/// <summary>What a check of all chains found.</summary>
public sealed record ChainReport(
    long Batches, long Entries, long AuditRows, IReadOnlyList<EpochHead> Heads, IReadOnlyList<ChainFault> Faults)
{
    public bool Holds => Faults.Count == 0;
}
