using System.Collections.Immutable;
using Orderly.Engine.Ids;

namespace Orderly.Engine.Process;

/// <summary>Someone made the instance stand still: what comes is taken, and nothing follows from it until it is resumed.</summary>
public sealed record InstanceSuspended(string Reason) : Event;

public sealed record InstanceResumed : Event;

/// <summary>What would have followed from what came while the instance stood still; the last step is next.</summary>
public sealed record StepsHeld(ImmutableArray<Step> Steps) : Event;

/// <summary>Someone moves tokens; the activations and terminations that follow say how.</summary>
public sealed record InstanceModified(string Reason) : Event;

/// <summary>The instance goes on as another version of its process.</summary>
/// <param name="Elements">The elements that are called otherwise there, by the name they had.</param>
/// <param name="Flows">The flows that are called otherwise there.</param>
public sealed record InstanceMigrated(
    int Version, DeploymentId Deployment, ImmutableSortedDictionary<string, string> Elements, ImmutableSortedDictionary<string, string> Flows, string Reason) : Event;
