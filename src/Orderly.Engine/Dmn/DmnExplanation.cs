using Orderly.Engine.Feel;
using Orderly.Engine.Feel.Values;

namespace Orderly.Engine.Dmn;

/// <summary>
/// How a decision came about, made of texts and bounded, so that a journal can keep it with each decision: values and tests of at most 80
/// characters, and of each kind the first few. What was left out is counted.
/// </summary>
/// <param name="Decisions">Those that were evaluated, the required before the ones that need them.</param>
/// <param name="MoreDecisions">How many were evaluated before these and are left out.</param>
public sealed record DmnExplanation(IReadOnlyList<ExplainedDecision> Decisions, int MoreDecisions = 0)
{
    private const int MostDecisions = 8;
    private const int MostTables = 4;
    private const int MostInputs = 16;
    private const int MostMatched = 20;
    private const int MostMissed = 12;
    private const int LongestText = 80;
    private const int LongestRemark = 200;

    /// <summary>Of an outcome that was traced; the last decisions, for they stand nearest to the answer.</summary>
    public static DmnExplanation Of(DmnOutcome outcome) => new(
        [.. outcome.Trace.Skip(outcome.Trace.Length - MostDecisions).Select(Of)], Math.Max(0, outcome.Trace.Length - MostDecisions));

    private static ExplainedDecision Of(DmnDecisionTrace decision) =>
        new(Short(decision.Name), Literal(decision.Value), [.. decision.Tables.Take(MostTables).Select(Of)]);

    private static ExplainedTable Of(DmnTableTrace table)
    {
        var matched = table.Rules.Where(rule => rule.Matched).Take(MostMatched).Select(rule => new MatchedRule(rule.Number, Remark(rule))).ToList();
        var missed = table.Rules.Where(rule => !rule.Matched).Take(MostMissed)
            .Select(rule => new MissedRule(rule.Number, Short(table.Inputs[rule.FailedInput - 1].Expression), Literal(table.Inputs[rule.FailedInput - 1].Value), Short(rule.FailedTest))).ToList();
        return new ExplainedTable(
            [.. table.Inputs.Take(MostInputs).Select(input => new SeenInput(Short(input.Expression), Literal(input.Value)))], matched, missed, table.RuleCount - matched.Count - missed.Count);
    }

    private static string? Remark(DmnRuleTrace rule) => rule.Annotations.IsEmpty ? null : Brief.Cut(string.Join(" ", rule.Annotations), LongestRemark);

    private static string Literal(FeelValue value) => Short(value.ToBrief());

    private static string Short(string text) => Brief.Cut(text, LongestText);
}

/// <param name="Name">The decision's.</param>
/// <param name="Value">As a FEEL literal, shortened.</param>
/// <param name="Tables">Those of its logic that were looked through.</param>
public sealed record ExplainedDecision(string Name, string Value, IReadOnlyList<ExplainedTable> Tables);

/// <param name="Seen">The inputs as the table saw them.</param>
/// <param name="Matched">The rules whose tests all held.</param>
/// <param name="Missed">Rules that were tried and did not match, with the first test that did not hold.</param>
/// <param name="Others">How many more rules there are: ruled out by an index, not needed after the first hit, or left out here.</param>
public sealed record ExplainedTable(IReadOnlyList<SeenInput> Seen, IReadOnlyList<MatchedRule> Matched, IReadOnlyList<MissedRule> Missed, int Others);

/// <summary>An input's expression, and its value as a FEEL literal.</summary>
public sealed record SeenInput(string Expression, string Value);

/// <summary>A 1-based row, and the author's remark on it.</summary>
public sealed record MatchedRule(int Number, string? Remark);

/// <summary>A 1-based row, and the input whose value its test does not accept.</summary>
public sealed record MissedRule(int Number, string Expression, string Value, string Test);
