using Orderly.Journal.Verify;

namespace Orderly.Runtime.Verification;

/// <summary>One thing that is not as the journal says.</summary>
/// <param name="Instance">Empty where no instance is concerned.</param>
/// <param name="Table">Which projection, or "state", "journal".</param>
public sealed record Difference(Guid Instance, string Table, Guid Row, string Finding);

/// <summary>What a verification saw.</summary>
/// <param name="Sealed">Instances whose key was destroyed: their bodies cannot be read, their chains still hold.</param>
public sealed record VerifyReport(long Instances, long Entries, long Rows, long Snapshots, long Sealed, IReadOnlyList<Difference> Differences, ChainReport Chains)
{
    public bool Holds => Differences.Count == 0 && Chains.Holds;
}
