using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orderly.Canonical.Inbound;
using Orderly.Canonical.Outbound;
using Orderly.Journal;
using Orderly.Journal.Write;
using Orderly.Runtime.Effects;
using Orderly.Runtime.Grants;
using Orderly.Runtime.Ownership;
using Orderly.Runtime.Projection;
using Orderly.Runtime.Submission;

namespace Orderly.Runtime.Nodes;

/// <summary>What a node is put together from. Only the store has no default.</summary>
public sealed record NodeSettings(IStore Store)
{
    /// <summary>Unique in the cluster; a node that starts under a name in use voids the one before.</summary>
    public string Name { get; init; } = Environment.MachineName;

    /// <summary>Sockets, leases, retries. Hospital time is reckoned from it.</summary>
    public TimeProvider Real { get; init; } = TimeProvider.System;

    /// <summary>Where everything runs: the pool, or the simulator's seeded order.</summary>
    public TaskScheduler Scheduler { get; init; } = TaskScheduler.Default;

    public ILogger Log { get; init; } = NullLogger.Instance;

    public IEnumerable<IConnector> Connectors { get; init; } = [];

    /// <summary>Null: this node stores inbound messages, and others map them.</summary>
    public IInboundMapper? Mapper { get; init; }

    /// <summary>How fast hospital time runs; null leaves what the store has, at first real time.</summary>
    public double? HospitalRate { get; init; }

    /// <summary>Where hospital time begins in a store whose clock was never set; null: at real time. For demonstrations that begin in the morning.</summary>
    public DateTimeOffset? HospitalStart { get; init; }

    /// <summary>Null: the only node, and every owner is in this process. Otherwise Orleans brings calls to the owner's node.</summary>
    public IGrainFactory? Grains { get; init; }

    public SealedMode SealedMode { get; init; } = new();

    public GrantOptions Grants { get; init; } = new();

    public OwnerOptions Owners { get; init; } = new();

    public EffectOptions Effects { get; init; } = new();

    public WriterLimits Writer { get; init; } = new();

    public NewIds Ids { get; init; } = new(bytes => RandomNumberGenerator.Fill(bytes));
}
