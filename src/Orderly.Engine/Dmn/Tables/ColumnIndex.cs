using System.Collections.Immutable;
using Orderly.Engine.Feel;
using Orderly.Engine.Feel.Values;

namespace Orderly.Engine.Dmn.Tables;

/// <summary>
/// The rules that accept an input in one column, looked up by the input. Made of columns whose cells are literals of one type; a value of
/// another type is not looked up, for only evaluating the cells says what happens then.
/// </summary>
internal abstract class ColumnIndex
{
    // Rules that accept much stand in many buckets; a column where they are most is quicker to evaluate than to look up.
    private const int EntriesPerRule = 64;

    /// <summary>Null for a column that cannot be looked up.</summary>
    public static ColumnIndex? Of(ImmutableArray<CellShape?> cells)
    {
        if (cells.FirstOrDefault(cell => cell is not AnyShape) is not { } first || cells.Any(cell => cell is null))
            return null;
        var limit = EntriesPerRule * (long)Math.Max(cells.Length, RuleSet.Few);
        return first switch
        {
            TextShape when cells.All(cell => cell is AnyShape or TextShape) => TextIndex.Of(cells, limit),
            FlagShape when cells.All(cell => cell is AnyShape or FlagShape) => new FlagIndex(cells),
            OrderedShape ordered when cells.All(cell => cell is AnyShape || (cell is OrderedShape other && other.Kind == ordered.Kind)) => OrderedIndex.Of(ordered.Kind, cells, limit),
            _ => null,
        };
    }

    /// <summary>The rules that accept the value; null when it has to be evaluated.</summary>
    public abstract RuleSet? Find(FeelValue value);

    protected static RuleSet Where(ImmutableArray<CellShape?> cells, Func<CellShape, bool> accepts) =>
        new([.. Enumerable.Range(0, cells.Length).Where(rule => cells[rule] is AnyShape || accepts(cells[rule]!))]);
}

/// <summary>Rules by number, in order; up to 64 rules also as bits.</summary>
internal sealed class RuleSet
{
    public const int Few = 64;

    public RuleSet(ImmutableArray<int> rules)
    {
        Rules = rules;
        foreach (var rule in rules)
        {
            if (rule < Few)
                Bits |= 1UL << rule;
        }
    }

    public ImmutableArray<int> Rules { get; }

    public ulong Bits { get; }

    public bool Contains(int rule) => rule < Few ? (Bits >> rule & 1) == 1 : Rules.BinarySearch(rule) >= 0;
}

internal sealed class TextIndex(Dictionary<string, RuleSet> byText, RuleSet others) : ColumnIndex
{
    public override RuleSet? Find(FeelValue value) => value is FeelString text ? byText.GetValueOrDefault(text.Value, others) : null;

    public static TextIndex? Of(ImmutableArray<CellShape?> cells, long limit)
    {
        var always = new List<int>();
        var named = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var rule = 0; rule < cells.Length; rule++)
        {
            if (cells[rule] is not TextShape { IsComplement: false } text)
            {
                always.Add(rule);
                continue;
            }
            foreach (var word in text.Values)
            {
                if (!named.TryGetValue(word, out var rules))
                    named[word] = rules = [];
                rules.Add(rule);
            }
        }
        foreach (var word in always.Select(rule => cells[rule]).OfType<TextShape>().SelectMany(shape => shape.Values))
            named.TryAdd(word, []);
        if (named.Values.Sum(rules => (long)rules.Count) + ((long)named.Count * always.Count) > limit)
            return null;
        return new TextIndex(
            named.ToDictionary(pair => pair.Key, pair => new RuleSet([.. pair.Value.Concat(always.Where(rule => Accepts(cells[rule]!, pair.Key))).Order()]), StringComparer.Ordinal),
            new RuleSet([.. always]));
    }

    private static bool Accepts(CellShape cell, string word) => cell is not TextShape text || text.Accepts(word);
}

internal sealed class FlagIndex(ImmutableArray<CellShape?> cells) : ColumnIndex
{
    private readonly RuleSet yes = Where(cells, cell => ((FlagShape)cell).AcceptsTrue);
    private readonly RuleSet no = Where(cells, cell => ((FlagShape)cell).AcceptsFalse);

    public override RuleSet? Find(FeelValue value) => value is FeelBoolean flag ? flag.Value ? yes : no : null;
}

/// <summary>The line cut at every end of a span: bucket 2i+1 is the i-th cut itself, bucket 2i what lies before it.</summary>
internal sealed class OrderedIndex(PointKind kind, Decimal34[] cuts, RuleSet[] buckets) : ColumnIndex
{
    // Whole numbers are most of what tables ask, and compare many times faster than decimals of 34 digits.
    private readonly long[]? whole = kind == PointKind.Number ? Whole(cuts) : null;

    public override RuleSet? Find(FeelValue value)
    {
        if (whole is not null && value is FeelNumber number && number.TryToInt64(out var integer))
        {
            var place = Array.BinarySearch(whole, integer);
            return buckets[place >= 0 ? (2 * place) + 1 : 2 * ~place];
        }
        if (OrderedShape.Point(value) is not { } point || point.Kind != kind)
            return null;
        var at = Array.BinarySearch(cuts, point.At);
        return buckets[at >= 0 ? (2 * at) + 1 : 2 * ~at];
    }

    public static OrderedIndex? Of(PointKind kind, ImmutableArray<CellShape?> cells, long limit)
    {
        var cuts = cells.OfType<OrderedShape>().SelectMany(shape => shape.Spans).SelectMany(span => (Decimal34?[])[span.Low, span.High]).OfType<Decimal34>().Distinct().Order().ToArray();
        var rules = new List<int>[(2 * cuts.Length) + 1];
        for (var bucket = 0; bucket < rules.Length; bucket++)
            rules[bucket] = [];
        long entries = 0;
        for (var rule = 0; rule < cells.Length; rule++)
        {
            foreach (var (from, to) in cells[rule] is OrderedShape shape ? shape.Spans.Select(span => Buckets(cuts, span)) : [(0, rules.Length - 1)])
            {
                if ((entries += Math.Max(0, to - from + 1)) > limit)
                    return null;
                for (var bucket = from; bucket <= to; bucket++)
                {
                    if (rules[bucket].Count == 0 || rules[bucket][^1] != rule)
                        rules[bucket].Add(rule);
                }
            }
        }
        return new OrderedIndex(kind, cuts, [.. rules.Select(list => new RuleSet([.. list]))]);
    }

    private static long[]? Whole(Decimal34[] cuts)
    {
        var whole = new long[cuts.Length];
        for (var i = 0; i < cuts.Length; i++)
        {
            if (!cuts[i].TryToInt64(out whole[i]))
                return null;
        }
        return whole;
    }

    private static (int From, int To) Buckets(Decimal34[] cuts, Span span)
    {
        var from = span.Low is { } low ? (2 * Array.BinarySearch(cuts, low)) + (span.LowIncluded ? 1 : 2) : 0;
        var to = span.High is { } high ? (2 * Array.BinarySearch(cuts, high)) + (span.HighIncluded ? 1 : 0) : 2 * cuts.Length;
        return (from, to);
    }
}
