using Orderly.Journal.Sealing;

namespace Orderly.Journal;

/// <summary>How a store is opened.</summary>
public sealed class StoreOptions
{
    /// <summary>Wraps the keys bodies are sealed with. Without it nothing opens.</summary>
    public required KeyEncryptionKey Key { get; init; }

    /// <summary>Real time: batch stamps and, on SQLite, leases.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How long a node and its lanes live without being renewed.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(5);
}
