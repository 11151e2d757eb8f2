using System.Collections.Immutable;
using Orderly.Engine.Feel;
using Orderly.Engine.Feel.Evaluate;
using Orderly.Engine.Feel.Functions;

namespace Orderly.Engine.Dmn.Tables;

/// <summary>What a table answers when several rules match (DMN 1.5, 8.2.8).</summary>
internal sealed record HitPolicy(string Name, Func<Hits, FeelValue> Answer, FeelValue WithoutHits)
{
    public static readonly HitPolicy Unique = new("UNIQUE", static hits => hits.Unique(), FeelNull.Instance);
    public static readonly HitPolicy First = new("FIRST", static hits => hits.Row(0), FeelNull.Instance);
    public static readonly HitPolicy Any = new("ANY", static hits => hits.Same(), FeelNull.Instance);
    public static readonly HitPolicy Priority = new("PRIORITY", static hits => hits.Ranked().First(), FeelNull.Instance);
    public static readonly HitPolicy RuleOrder = new("RULE ORDER", static hits => hits.All(), FeelNull.Instance);
    public static readonly HitPolicy OutputOrder = new("OUTPUT ORDER", static hits => FeelValue.Of(hits.Ranked()), FeelNull.Instance);
    public static readonly HitPolicy Collect = new("COLLECT", static hits => hits.All(), FeelNull.Instance);
    public static readonly HitPolicy CollectSum = new("COLLECT SUM", static hits => hits.Aggregate("sum"), FeelNull.Instance);
    public static readonly HitPolicy CollectMin = new("COLLECT MIN", static hits => hits.Aggregate("min"), FeelNull.Instance);
    public static readonly HitPolicy CollectMax = new("COLLECT MAX", static hits => hits.Aggregate("max"), FeelNull.Instance);
    public static readonly HitPolicy CollectCount = new("COLLECT COUNT", static hits => hits.Aggregate("count"), FeelValue.Of(0));

    /// <summary>Whether the answer is one rule's outputs, and so is known when one rule matched.</summary>
    public bool GivesOne => this == Unique || this == First || this == Any || this == Priority;

    /// <summary>Whether the answer is a list of the outputs of all rules that matched.</summary>
    public bool GivesList => this == RuleOrder || this == OutputOrder || this == Collect;

    /// <summary>Whether there is no answer when no rule matches; of a list or a count that is one.</summary>
    public bool WantsHit => !GivesList && this != CollectCount;

    /// <summary>Whether the policy aggregates, and so needs exactly one output.</summary>
    public bool Aggregates => Name.StartsWith("COLLECT ", StringComparison.Ordinal);

    /// <summary>The built-in function that takes the hits' outputs together; null where none does, or they are counted.</summary>
    public string? Aggregation => Aggregates && this != CollectCount ? Name["COLLECT ".Length..].ToLowerInvariant() : null;

    /// <summary>Whether the policy ranks by the order of allowed outputs.</summary>
    public bool Ranks => this == Priority || this == OutputOrder;

    /// <summary>Null where the standard has no such policy.</summary>
    public static HitPolicy? Named(string policy, string? aggregation) => (policy, aggregation) switch
    {
        ("UNIQUE", null) => Unique,
        ("FIRST", null) => First,
        ("ANY", null) => Any,
        ("PRIORITY", null) => Priority,
        ("RULE ORDER", null) => RuleOrder,
        ("OUTPUT ORDER", null) => OutputOrder,
        ("COLLECT", null) => Collect,
        ("COLLECT", "SUM") => CollectSum,
        ("COLLECT", "MIN") => CollectMin,
        ("COLLECT", "MAX") => CollectMax,
        ("COLLECT", "COUNT") => CollectCount,
        _ => null,
    };
}

/// <summary>The outputs of the matching rules, in the rules' order; at least one.</summary>
/// <param name="run">The evaluation.</param>
/// <param name="scope">What ranking values may name.</param>
/// <param name="columns">The table's outputs.</param>
/// <param name="rules">The rules, from 0.</param>
/// <param name="rows">What each gives.</param>
internal sealed class Hits(Evaluation run, Scope scope, ImmutableArray<OutputColumn> columns, List<int> rules, List<ImmutableArray<FeelValue>> rows)
{
    private const int MostNamed = 10;

    public FeelValue Row(int index) => Compose(columns, rows[index]);

    public FeelValue All() => FeelValue.Of(rows.Select((_, index) => Row(index)));

    public FeelValue Unique() => rows.Count == 1
        ? Row(0)
        : run.Fail(0, FeelIssueCode.Value, $"Expected one rule to match under hit policy UNIQUE, but {Named(Enumerable.Range(0, rules.Count))} do");

    public FeelValue Same()
    {
        var first = Row(0);
        for (var i = 1; i < rows.Count; i++)
        {
            if (Order.AreEqual(run, first, Row(i)) != true)
                return run.Fail(0, FeelIssueCode.Value, $"Expected all matching rules to agree under hit policy ANY, but {Named([0, i])} differ");
        }
        return first;
    }

    public IEnumerable<FeelValue> Ranked()
    {
        var rankings = columns.Select(column => column.Ranking is { } node ? run.Eval(node, scope) as FeelList : null).ToArray();
        var ranks = rows.Select(row => row.Select((value, i) => RankOf(rankings[i], value)).ToArray()).ToArray();
        return Enumerable.Range(0, rows.Count)
            .OrderBy(index => ranks[index], Comparer<int[]>.Create(static (a, b) => a.AsSpan().SequenceCompareTo(b)))
            .Select(Row);
    }

    public FeelValue Aggregate(string function) => function == "count"
        ? FeelValue.Of((long)rows.Count)
        : run.Call(BuiltIns.Find(function)!, new Arguments(0, [All()], null));

    /// <summary>One output is the value itself; several are a context.</summary>
    public static FeelValue Compose(ImmutableArray<OutputColumn> columns, ImmutableArray<FeelValue> row) => columns.Length == 1
        ? row[0]
        : FeelContext.Of(columns.Select((column, i) => KeyValuePair.Create(column.Name, row[i])));

    private string Named(IEnumerable<int> hits)
    {
        var numbers = hits.Select(hit => rules[hit] + 1).ToList();
        return numbers.Count > MostNamed
            ? $"rules {string.Join(", ", numbers.Take(MostNamed))} and {numbers.Count - MostNamed} more"
            : $"rules {string.Join(", ", numbers.SkipLast(1))} and {numbers[^1]}";
    }

    private int RankOf(FeelList? ranking, FeelValue value)
    {
        for (var i = 0; ranking is not null && i < ranking.Count; i++)
        {
            if (Order.AreEqual(run, ranking[i], value) == true)
                return i;
        }
        return int.MaxValue;
    }
}
