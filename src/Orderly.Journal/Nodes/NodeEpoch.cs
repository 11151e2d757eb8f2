namespace Orderly.Journal.Nodes;

/// <summary>A node's membership: every batch is fenced on it. Epochs come from one store-wide counter and are never reused.</summary>
public sealed record NodeEpoch(string Node, long Epoch);

/// <summary>A lane held by a node, under an epoch from the same counter.</summary>
public sealed record LaneEpoch(short Lane, long Epoch);
