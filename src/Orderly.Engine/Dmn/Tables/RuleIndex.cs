using System.Collections.Immutable;
using Orderly.Engine.Feel;
using Orderly.Engine.Feel.Evaluate;

namespace Orderly.Engine.Dmn.Tables;

/// <summary>A table's columns that can be looked up. What it leaves open is for the cells to say.</summary>
internal sealed class RuleIndex
{
    private readonly ImmutableArray<ColumnIndex?> columns;
    private readonly ImmutableArray<bool> isOpen;
    private readonly ulong all;

    public RuleIndex(ImmutableArray<Rule> rules, int columns)
    {
        this.columns = [.. Enumerable.Range(0, columns).Select(column => ColumnIndex.Of([.. rules.Select(rule => CellShape.Of(rule.Tests[column]))]))];
        isOpen = [.. Enumerable.Range(0, columns).Select(column => rules.All(rule => rule.Tests[column] is AnyTestNode))];
        all = rules.Length >= RuleSet.Few ? ulong.MaxValue : (1UL << rules.Length) - 1;
    }

    /// <summary>Of a table of at most 64 rules, those that match, as bits; false when a cell has to be evaluated to know.</summary>
    public bool TryFind(FeelValue[] inputs, out ulong matched)
    {
        matched = all;
        for (var i = 0; i < inputs.Length; i++)
        {
            if (isOpen[i])
                continue;
            if (columns[i]?.Find(inputs[i]) is not { } set)
                return false;
            matched &= set.Bits;
        }
        return true;
    }

    /// <summary>
    /// Looks the inputs up: for each column the rules that accept its input, or null where that is left to the cells.
    /// </summary>
    public RuleSet?[] Find(FeelValue[] inputs)
    {
        var found = new RuleSet?[inputs.Length];
        for (var i = 0; i < found.Length; i++)
            found[i] = columns[i]?.Find(inputs[i]);
        return found;
    }

    /// <summary>Of at most 64 rules, those that the looked-up columns accept.</summary>
    public static ulong Bits(RuleSet?[] found)
    {
        var bits = ulong.MaxValue;
        foreach (var set in found)
            bits &= set?.Bits ?? ulong.MaxValue;
        return bits;
    }

    /// <summary>The rules that all the looked-up columns accept, in order, from the column that accepts fewest. Null when none was looked up.</summary>
    public static IEnumerable<int>? Candidates(RuleSet?[] found)
    {
        RuleSet? least = null;
        foreach (var set in found)
        {
            if (set is not null && (least is null || set.Rules.Length < least.Rules.Length))
                least = set;
        }
        return least?.Rules.Where(rule => Array.TrueForAll(found, set => set is null || ReferenceEquals(set, least) || set.Contains(rule)));
    }
}
