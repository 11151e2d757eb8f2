using Orderly.Runtime.Nodes;

namespace Orderly.Runtime.Cluster;

/// <summary>The node that runs in a silo's process; grains may be called before it is up.</summary>
public sealed class NodeOfSilo
{
    private readonly TaskCompletionSource<RuntimeNode?> node = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Null when the process ends before its node came up.</summary>
    internal Task<RuntimeNode?> Node => node.Task;

    public void Set(RuntimeNode started) => node.TrySetResult(started);

    /// <summary>Does nothing when the node is set.</summary>
    public void GiveUp() => node.TrySetResult(null);
}
