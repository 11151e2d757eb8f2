using Orderly.Journal.Rows;

namespace Orderly.Runtime.Effects;

/// <param name="IsToSettle">A former owner had begun to send it, and nobody knows how that ended.</param>
/// <param name="IsNews">Just read or committed; otherwise it has waited in line, and may have been withdrawn meanwhile.</param>
internal readonly record struct TakenCall(EffectRow Row, bool IsToSettle, bool IsNews);

/// <summary>
/// What this node has in hand of each connector: calls under way, up to a number, and a few behind them, so that one that ends
/// is followed at once and the store is read once for many. Not safe for several threads: the outbox holds its lock.
/// </summary>
internal sealed class CallLines(int atOnce)
{
    private readonly Dictionary<string, Line> lines = new(StringComparer.Ordinal);
    private readonly HashSet<Guid> inHand = [];
    private readonly HashSet<Guid> endedSinceLook = [];

    public int Count => inHand.Count;

    /// <summary>Connectors for which nothing more needs to be read.</summary>
    public string[] Full => [.. lines.Where(line => IsFull(line.Value)).Select(line => line.Key)];

    public bool IsFull(string connector) => lines.TryGetValue(connector, out var line) && IsFull(line);

    /// <summary>A look at the store begins: what ends from now on may still be in what it brings.</summary>
    public void LookBegins() => endedSinceLook.Clear();

    /// <summary>Takes a call in hand. Returns whether it may be begun now.</summary>
    public bool TryBegin(TakenCall call)
    {
        if (endedSinceLook.Contains(call.Row.Id) || inHand.Contains(call.Row.Id)) return false;
        if (!lines.TryGetValue(call.Row.Type, out var line)) lines[call.Row.Type] = line = new Line();
        if (line.UnderWay < atOnce)
        {
            inHand.Add(call.Row.Id);
            line.UnderWay++;
            return true;
        }
        // A call to settle is read once, so it has to wait here, however many there are.
        if (IsFull(line) && !call.IsToSettle) return false;
        inHand.Add(call.Row.Id);
        line.Behind.Enqueue(call with { IsNews = false });
        return false;
    }

    /// <summary>A call ended. Returns the one that follows it, if one is in hand; and whether more should be read.</summary>
    public (TakenCall? Next, bool ReadMore) End(EffectRow row)
    {
        inHand.Remove(row.Id);
        endedSinceLook.Add(row.Id);
        var line = lines[row.Type];
        line.UnderWay--;
        if (!line.Behind.TryDequeue(out var next)) return (null, false);
        line.UnderWay++;
        return (next, line.Behind.Count == atOnce / 2);
    }

    private bool IsFull(Line line) => line.Behind.Count >= 2 * atOnce;

    private sealed class Line
    {
        public int UnderWay { get; set; }

        public Queue<TakenCall> Behind { get; } = new();
    }
}
