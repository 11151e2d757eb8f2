using System.Collections.Immutable;
using Orderly.Canonical.Organisation;
using Orderly.Engine.Dmn;
using Orderly.Engine.Process;

namespace Orderly.Runtime.Worlds;

/// <summary>What decisions are made under: the engine's world and the organisation that grants are read from. Changed as a whole.</summary>
public sealed record Universe(World World, OrganisationDirectory Organisation)
{
    public static readonly Universe Empty = new(World.Empty, new OrganisationDirectory(0));

    /// <summary>The decision models in force by namespace: what a later model may import, also where one has no decision of its own.</summary>
    public ImmutableDictionary<string, DmnModel> DecisionModels { get; init; } = ImmutableDictionary.Create<string, DmnModel>(StringComparer.Ordinal);
}

/// <summary>The universe of this moment. Whoever decides takes it once and keeps it for the whole decision.</summary>
public sealed class CurrentWorld
{
    private volatile Universe now = Universe.Empty;

    public Universe Now => now;

    /// <summary>An older world never replaces a newer one.</summary>
    internal void MoveTo(Universe next)
    {
        if (next.World.Version >= now.World.Version) now = next;
    }
}
