using Microsoft.Extensions.Logging;
using Orderly.Journal.Write;
using Orderly.Runtime.Activation;
using Orderly.Runtime.Clocks;
using Orderly.Runtime.Feed;
using Orderly.Runtime.Grants;
using Orderly.Runtime.Worlds;

namespace Orderly.Runtime.Ownership;

/// <summary>What every owner of a node shares.</summary>
internal sealed record OwnerContext(InstanceLoading Loading, BatchWriter Writer, TaskScheduler Scheduler, OwnerOptions Options)
{
    public required TimeProvider Real { get; init; }

    public required HospitalClock Clock { get; init; }

    public required CurrentWorld World { get; init; }

    public required RoleGrants Grants { get; init; }

    public required QueueIds Queues { get; init; }

    public Belonging Belonging { get; } = new();

    /// <summary>Which places only listen.</summary>
    public required Activations Activations { get; init; }

    /// <summary>Told of every commit, so that what it set going need not wait for a sweep.</summary>
    public required CommitSignals Signals { get; init; }

    public required ILogger Log { get; init; }

    /// <summary>Called when the store says that this node's epoch is over.</summary>
    public required Action Fenced { get; init; }
}
