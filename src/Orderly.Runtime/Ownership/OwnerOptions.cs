namespace Orderly.Runtime.Ownership;

/// <summary>Limits of owning instances.</summary>
public sealed class OwnerOptions
{
    /// <summary>Running instances kept in memory; beyond it the longest idle ones leave.</summary>
    public int InMemory { get; init; } = 20_000;

    /// <summary>Automatic steps of one decision; past it the instance yields and goes on.</summary>
    public int StepBudget { get; init; } = 10_000;

    /// <summary>Bytes of entries that an owner hands to the writer as one unit.</summary>
    public int UnitBytes { get; init; } = 1 << 20;

    /// <summary>Commands decided ahead in one unit.</summary>
    public int UnitCommands { get; init; } = 256;

    /// <summary>How often a conflict is tried again before the caller is told to come back.</summary>
    public int Attempts { get; init; } = 8;

    /// <summary>The least tail of entries for which a snapshot is worth its bytes.</summary>
    public int SnapshotTail { get; init; } = 64 << 10;

    /// <summary>The same for an instance that leaves memory.</summary>
    public int SnapshotTailAtRest { get; init; } = 8 << 10;

    internal PlantedBug Planted { get; init; }
}
