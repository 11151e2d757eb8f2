using Orderly.Journal.Rows;

namespace Orderly.Journal.Write;

/// <summary>What became of one append. Everything but <see cref="Committed"/> left no trace in the store.</summary>
public abstract record AppendOutcome
{
    private protected AppendOutcome() { }
}

/// <summary>On disk, in batch <paramref name="Batch"/> of the writer's epoch.</summary>
public sealed record Committed(long Epoch, long Batch) : AppendOutcome;

/// <summary>Another owner moved the head: discard the state, reload, decide again.</summary>
public sealed record HeadConflict(Guid Instance, long ExpectedSeq) : AppendOutcome;

/// <summary>The key was used before. When not <paramref name="SameRequest"/>, the caller reused a key for another request.</summary>
public sealed record KeyReplayed(Guid Instance, long Seq, bool SameRequest) : AppendOutcome;

/// <summary>The same bytes came before: answer the stored acknowledgement.</summary>
public sealed record InboxDuplicate(InboxRow Stored) : AppendOutcome;

public sealed record DeliveryTaken(Guid Message, string Process) : AppendOutcome;

public sealed record StartLockTaken(StartLockRow Holder) : AppendOutcome;

public sealed record EffectTaken(Guid Effect) : AppendOutcome;

/// <summary>The node's epoch is over: another took its lanes. The process must exit.</summary>
public sealed record Fenced : AppendOutcome;

/// <summary>The store refused this append alone: its instance is to be quarantined.</summary>
public sealed record Poisoned(string Error) : AppendOutcome;

/// <summary>The store cannot be written now (disk full, connection lost). The same append may be tried again.</summary>
public sealed record Unavailable(string Error) : AppendOutcome;
