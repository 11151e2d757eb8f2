using Orderly.Engine.Feel;

namespace Orderly.Engine.Dmn;

/// <summary>How a decision came about, in plain sentences: what each table saw, which rules spoke, and why others did not.</summary>
public static class DmnWords
{
    private const int MostRules = 20;

    /// <summary>One sentence a line, decisions in the order they were evaluated; of each table at most twenty rules that did not match.</summary>
    public static IEnumerable<string> Of(DmnOutcome outcome) => outcome.Trace.SelectMany(Of);

    private static IEnumerable<string> Of(DmnDecisionTrace decision)
    {
        yield return $"{decision.Name} is {decision.Value.ToBrief()}.";
        foreach (var line in decision.Tables.SelectMany(Of))
            yield return "  " + line;
    }

    private static IEnumerable<string> Of(DmnTableTrace table)
    {
        if (table.Inputs.Length > 0)
            yield return $"Seen: {string.Join(", ", table.Inputs.Select(input => $"{input.Expression} = {input.Value.ToBrief()}"))}.";
        var matched = table.Rules.Where(rule => rule.Matched).ToList();
        if (matched.Count == 0)
            yield return "No rule matched.";
        foreach (var rule in matched)
            yield return rule.Annotations.IsEmpty ? $"Rule {rule.Number} matched." : $"Rule {rule.Number} matched: {string.Join(" ", rule.Annotations)}";
        var others = table.Rules.Where(rule => !rule.Matched).ToList();
        foreach (var rule in others.Take(MostRules))
        {
            var input = table.Inputs[rule.FailedInput - 1];
            yield return $"Rule {rule.Number} did not: {input.Expression} is {input.Value.ToBrief()}, not {rule.FailedTest}.";
        }
        if (table.RuleCount - matched.Count - Math.Min(others.Count, MostRules) is var rest and > 0)
            yield return rest == 1 ? "Another rule was not needed or did not match." : $"{rest} other rules were not needed or did not match.";
    }
}
