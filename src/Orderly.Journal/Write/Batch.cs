using Orderly.Journal.Changes;

namespace Orderly.Journal.Write;

/// <summary>
/// Appends that go to disk in one transaction. Two that reach for the same claimable row never share one:
/// the second must see what became of the first.
/// </summary>
public sealed class Batch
{
    private readonly List<Append> appends = [];
    private readonly HashSet<ClaimKey> claimed = [];
    private readonly HashSet<ClaimKey> touched = [];

    public IReadOnlyList<Append> Appends => appends;

    /// <summary>Rough size on disk, for the writer's cap.</summary>
    public long Bytes { get; private set; }

    /// <summary>False when the append must wait for the next batch.</summary>
    public bool TryAdd(Append append)
    {
        foreach (var claim in append.Claims)
        {
            var key = ClaimKey.Of(claim);
            if (claimed.Contains(key) || touched.Contains(key)) return false;
        }
        if (claimed.Count > 0)
            foreach (var change in append.Changes)
                if (ClaimKey.TouchedBy(change) is { } key && claimed.Contains(key)) return false;

        foreach (var claim in append.Claims) claimed.Add(ClaimKey.Of(claim));
        foreach (var change in append.Changes)
            if (ClaimKey.TouchedBy(change) is { } key) touched.Add(key);
        appends.Add(append);
        Bytes += SizeOf(append);
        return true;
    }

    /// <summary>A batch of the given appends, for one that is known to hold no collision.</summary>
    internal static Batch Of(IEnumerable<Append> appends)
    {
        var batch = new Batch();
        foreach (var append in appends)
            if (!batch.TryAdd(append))
                throw new InvalidOperationException("Expected appends without a common claim in one batch, but two reach for the same row");
        return batch;
    }

    private const int RowOverhead = 200;

    private static long SizeOf(Append append)
    {
        var bytes = RowOverhead * (1L + append.Claims.Count + append.Changes.Count);
        foreach (var entry in append.Entries) bytes += entry.Body.Length + RowOverhead;
        foreach (var claim in append.Claims)
            if (claim is AddInbox inbox) bytes += inbox.Row.Raw.Length;
        foreach (var change in append.Changes)
            bytes += change switch
            {
                AddEffect c => c.Row.Body.Length,
                AddMail c => c.Row.Body.Length,
                AddMessage c => c.Row.Body.Length,
                PutSnapshot c => c.Row.Body.Length,
                PutBlob c => c.Body.Length,
                PutDeployment c => c.Row.Body.Length,
                UpsertTask c => c.Row.View.Length,
                _ => 0,
            };
        return bytes;
    }
}

/// <summary>Identity of a row that is claimed by insert-or-conflict.</summary>
internal readonly record struct ClaimKey(string Table, string A, string B, Guid Id) : IComparable<ClaimKey>
{
    public int CompareTo(ClaimKey other)
    {
        var order = Id.CompareTo(other.Id);
        if (order == 0) order = string.CompareOrdinal(A, other.A);
        return order == 0 ? string.CompareOrdinal(B, other.B) : order;
    }

    public static ClaimKey Of(Claim claim) => claim switch
    {
        CommandKey c => new("command_key", c.Scope, c.Key, default),
        AddInbox c => new("inbox", c.Row.Source, c.Row.ControlId, default),
        AddDelivery c => new("delivery", c.Row.Process, "", c.Row.Message),
        TakeStartLock c => new("start_lock", c.Row.Process, c.Row.Key, default),
        ClaimEffect c => new("effect", "", "", c.Id),
        _ => throw new ArgumentOutOfRangeException(nameof(claim), claim.GetType(), "Expected a known claim, but it is new here"),
    };

    public static ClaimKey? TouchedBy(Change change) => change switch
    {
        UpdateDelivery c => new("delivery", c.Process, "", c.Message),
        RemoveDelivery c => new("delivery", c.Process, "", c.Message),
        ExtendStartLock c => new("start_lock", c.Process, c.ToKey, default),
        ReleaseStartLock c => new("start_lock", c.Process, c.Key, default),
        AddEffect c => new("effect", "", "", c.Row.Id),
        UpdateEffect c => new("effect", "", "", c.Id),
        RemoveEffect c => new("effect", "", "", c.Id),
        _ => null,
    };
}
