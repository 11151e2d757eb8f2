using Orderly.Formats.X12.Envelope;

namespace Orderly.Formats.X12.Structure;

/// <summary>
/// One occurrence of a loop with the segments that stand in it directly and the loops inside. The root holds what stands between
/// ST and SE outside any loop, and has no name.
/// </summary>
public sealed class X12Loop
{
    private readonly X12TransactionSet set;
    private readonly List<int> indices = [];
    private List<X12Loop>? children;

    internal X12Loop(X12TransactionSet set, string id)
    {
        this.set = set;
        Id = id;
    }

    public string Id { get; }

    public int SegmentCount => indices.Count;

    /// <summary>Segments of this loop itself, without those of loops inside.</summary>
    public IEnumerable<X12Segment> Segments => indices.Select(set.Segment);

    /// <summary>Loops directly inside, in the order received.</summary>
    public IReadOnlyList<X12Loop> Loops => children ?? (IReadOnlyList<X12Loop>)[];

    /// <summary>The nearest loops of that name at any depth, such as "2300"; those inside a loop of the same name are not repeated.</summary>
    public IEnumerable<X12Loop> Find(string id)
    {
        foreach (var loop in Loops)
        {
            if (loop.Id == id) yield return loop;
            else
                foreach (var inner in loop.Find(id))
                    yield return inner;
        }
    }

    internal X12Segment Segment(int index) => set.Segment(indices[index]);

    public IEnumerable<X12Segment> All(string segment) => Segments.Where(other => other.Is(segment));

    /// <summary>The first segment of that name, optionally with a value in its first element; null when there is none.</summary>
    public X12Segment? First(string segment, string? qualifier = null)
    {
        foreach (var index in indices)
        {
            var found = set.Segment(index);
            if (found.Is(segment) && (qualifier is null || found.Text(1) == qualifier)) return found;
        }
        return null;
    }

    /// <summary>Position in the transaction set of the first segment; ST is 1.</summary>
    internal int Position => indices.Count > 0 ? indices[0] + 1 : 1;

    internal void Add(int index) => indices.Add(index);

    internal void Add(X12Loop loop) => (children ??= []).Add(loop);
}
