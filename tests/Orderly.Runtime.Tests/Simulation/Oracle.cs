namespace Orderly.Runtime.Tests.Simulation;

/// <summary>What the outside world was told, kept apart from every node: nothing in here is lost when one dies.</summary>
internal sealed class Oracle
{
    /// <summary>Instances that must exist exactly once, by business key.</summary>
    public HashSet<string> AcceptedStarts { get; } = [];

    /// <summary>Everything that was ever asked to start, answered or not: at most once each.</summary>
    public HashSet<string> AskedStarts { get; } = [];

    /// <summary>Tasks whose completion was accepted.</summary>
    public HashSet<Guid> CompletedTasks { get; } = [];

    /// <summary>Replies nobody should get, whatever fails.</summary>
    public List<string> Surprises { get; } = [];

    public int Kills { get; set; }

    /// <summary>Unknown outcomes that a person had to decide.</summary>
    public int Decisions { get; set; }

    public int Retries { get; set; }
}
