using Orderly.Journal.Write;

namespace Orderly.Journal;

/// <summary>The store cannot be reached or written now; nobody's input is at fault, trying again may help.</summary>
public sealed class StoreUnavailableException(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>
    /// What the batch will have come to if its COMMIT reached the disk: the connection was lost while it was under way, so
    /// <see cref="IStore.FindBatch"/> must be asked before anyone is answered. Absent when nothing was committed for certain.
    /// </summary>
    public BatchOutcome? Undecided { get; init; }
}

/// <summary>The store refused what was written (a constraint, an unstorable character): the input's fault, trying again does not help.</summary>
public sealed class RowRefusedException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>The store must not be opened: relaxed durability, an old library, a newer schema, a second process, a missing key.</summary>
public sealed class StoreRefusedException(string message, Exception? cause = null) : Exception(message, cause);
