using System.Text.Json;
using System.Text.Json.Serialization;
using Orderly.Engine.Feel;

namespace Orderly.Engine.Dmn.Documents;

/// <summary>How a decision came about, as the API and the command line tell it: as sentences, which are shortened, and as data, which is not.</summary>
/// <param name="Words">One sentence each.</param>
/// <param name="Decisions">Those that were evaluated, the required before the ones that need them.</param>
public sealed record DmnTraceDocument(IReadOnlyList<string> Words, IReadOnlyList<TracedDecision> Decisions)
{
    public static DmnTraceDocument Of(DmnOutcome outcome) => new(
        [.. DmnWords.Of(DmnExplanation.Of(outcome)).Select(line => line.Trim())],
        [.. outcome.Trace.Select(TracedDecision.Of)]);
}

/// <param name="Value">Dates and durations as FEEL's strings.</param>
public sealed record TracedDecision(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Id,
    string Name, JsonElement Value, IReadOnlyList<TracedTable> Tables)
{
    internal static TracedDecision Of(DmnDecisionTrace decision) =>
        new(decision.Id is { Length: > 0 } id ? id : null, decision.Name, FeelJson.ToPlain(decision.Value), [.. decision.Tables.Select(TracedTable.Of)]);
}

/// <param name="HitPolicy">As the standard spells it.</param>
/// <param name="Inputs">What the table saw.</param>
/// <param name="Rules">The rules that were tried, in order.</param>
/// <param name="OtherRules">How many more there are: ruled out by an index, not needed after the first hit, or not told here for their number.</param>
public sealed record TracedTable(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Id,
    string HitPolicy, IReadOnlyList<TracedInput> Inputs, IReadOnlyList<TracedRule> Rules, int OtherRules)
{
    // A table of thousands of rules that no index helps tries them all; nobody reads why each of them did not match.
    private const int MostMissed = 200;

    internal static TracedTable Of(DmnTableTrace table)
    {
        var missed = 0;
        var rules = table.Rules.Where(rule => rule.Matched || ++missed <= MostMissed).Select(TracedRule.Of).ToList();
        return new TracedTable(table.Id is { Length: > 0 } id ? id : null, table.HitPolicy, [.. table.Inputs.Select(input => new TracedInput(input.Expression, FeelJson.ToPlain(input.Value)))], rules, table.RuleCount - rules.Count);
    }
}

/// <summary>What a table saw in one column.</summary>
public sealed record TracedInput(string Expression, JsonElement Value);

/// <param name="Number">1-based row.</param>
/// <param name="FailedInput">1-based column whose test did not hold first; null when the rule matched.</param>
/// <param name="FailedTest">That test as the author wrote it.</param>
/// <param name="Annotations">The author's remarks on the rule.</param>
public sealed record TracedRule(
    int Number,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Id,
    bool Matched,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? FailedInput,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? FailedTest,
    IReadOnlyList<string> Annotations)
{
    internal static TracedRule Of(DmnRuleTrace rule) =>
        new(rule.Number, rule.Id is { Length: > 0 } id ? id : null, rule.Matched, rule.Matched ? null : rule.FailedInput, rule.Matched ? null : rule.FailedTest, rule.Annotations);
}
