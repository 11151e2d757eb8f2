using System.Security.Cryptography;
using System.Text;

namespace Orderly.Journal.Write;

/// <summary>Where a writer's hash chains stand: the number and hash of its last batch, the hash of its last audit row.</summary>
public sealed record ChainHead(long Batch, byte[] BatchHash, byte[] AuditHash)
{
    /// <summary>Before the first batch of an epoch.</summary>
    public static ChainHead Genesis(long epoch)
    {
        var hash = SHA256.HashData(Encoding.ASCII.GetBytes($"orderly epoch {epoch}"));
        return new ChainHead(0, hash, hash);
    }
}

/// <summary>One outcome an append, in the batch's order, and where the chains stand afterwards.</summary>
public sealed record BatchOutcome(IReadOnlyList<AppendOutcome> Outcomes, ChainHead Head);
