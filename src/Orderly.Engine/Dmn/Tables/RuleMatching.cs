using System.Collections.Immutable;
using Orderly.Engine.Feel;
using Orderly.Engine.Feel.Evaluate;

namespace Orderly.Engine.Dmn.Tables;

/// <summary>Finds the rules whose cells all accept the inputs: by the index where it knows, by evaluating the cells where it does not.</summary>
internal sealed class RuleMatching(ImmutableArray<Rule> rules, int columns)
{
    private readonly RuleIndex index = new(rules, columns);

    // One trace a rule and column it failed at, made when first met: an evaluation notes which, and allocates none.
    private readonly DmnRuleTrace?[] traces = new DmnRuleTrace?[rules.Length * (columns + 1)];

    /// <summary>The rules that match, as bits, where looking the inputs up says it all: a small table of literal cells.</summary>
    public bool TryLookUp(Evaluation run, FeelValue[] seen, out ulong matched)
    {
        matched = 0;
        if (rules.Length > RuleSet.Few || !index.TryFind(seen, out matched))
            return false;
        run.Step(0, columns);
        return true;
    }

    /// <param name="run">Spends its steps.</param>
    /// <param name="scope">What cells may name.</param>
    /// <param name="seen">The inputs, column by column.</param>
    /// <param name="stopsAtFirst">Whether later rules cannot change the answer.</param>
    /// <param name="tried">Where to note each rule that was tried; of a large table only those that the index left.</param>
    public List<int> Match(Evaluation run, Scope scope, FeelValue[] seen, bool stopsAtFirst, ImmutableArray<DmnRuleTrace>.Builder? tried)
    {
        run.Step(0, columns);
        var found = index.Find(seen);
        var scopes = Scopes(scope, seen, found);
        var matched = new List<int>(1);
        var isSmall = rules.Length <= RuleSet.Few;
        var bits = isSmall && tried is null ? RuleIndex.Bits(found) : ulong.MaxValue;
        if (!isSmall && RuleIndex.Candidates(found) is { } candidates)
        {
            foreach (var rule in candidates)
            {
                if (Try(run, rule, found, scopes, matched, tried) && stopsAtFirst)
                    break;
            }
            return matched;
        }
        for (var rule = 0; rule < rules.Length; rule++)
        {
            if (isSmall && (bits >> rule & 1) == 0)
                continue;
            if (Try(run, rule, found, scopes, matched, tried) && stopsAtFirst)
                break;
        }
        return matched;
    }

    private bool Try(Evaluation run, int rule, RuleSet?[] found, Scope?[] scopes, List<int> matched, ImmutableArray<DmnRuleTrace>.Builder? tried)
    {
        var failed = FirstFailed(run, rule, found, scopes);
        if (failed == 0)
            matched.Add(rule);
        tried?.Add(Trace(rule, failed));
        return failed == 0;
    }

    /// <summary>The 1-based column that does not accept its input; 0 when all do.</summary>
    private int FirstFailed(Evaluation run, int rule, RuleSet?[] found, Scope?[] scopes)
    {
        for (var i = 0; i < found.Length; i++)
        {
            if (found[i] is { } set)
            {
                if (!set.Contains(rule))
                    return i + 1;
            }
            else if (rules[rule].Tests[i] is not AnyTestNode && !Holds(run, rule, i, scopes[i]!))
                return i + 1;
        }
        return 0;
    }

    private bool Holds(Evaluation run, int rule, int column, Scope scope)
    {
        var place = run.Place;
        run.Place = place with { Rule = rule + 1, Column = column + 1 };
        var holds = run.Eval(rules[rule].Tests[column], scope) == FeelBoolean.True;
        run.Place = place;
        return holds;
    }

    private static Scope?[] Scopes(Scope scope, FeelValue[] seen, RuleSet?[] found)
    {
        Scope?[] scopes = [];
        for (var i = 0; i < found.Length; i++)
        {
            if (found[i] is not null)
                continue;
            if (scopes.Length == 0)
                scopes = new Scope?[found.Length];
            scopes[i] = new VariableScope(scope, Scope.Input, seen[i]);
        }
        return scopes;
    }

    private DmnRuleTrace Trace(int rule, int failed) => traces[(rule * (columns + 1)) + failed] ??= new DmnRuleTrace(
        rule + 1, rules[rule].Id, failed == 0, failed, failed == 0 ? "" : rules[rule].Texts[failed - 1], rules[rule].Annotations);
}
