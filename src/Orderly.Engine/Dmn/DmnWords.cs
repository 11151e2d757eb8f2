namespace Orderly.Engine.Dmn;

/// <summary>How a decision came about, in plain sentences: what each table saw, which rules spoke, and why others did not.</summary>
public static class DmnWords
{
    /// <summary>One sentence a line, decisions in the order they were evaluated.</summary>
    public static IEnumerable<string> Of(DmnExplanation explanation)
    {
        if (explanation.MoreDecisions > 0)
            yield return explanation.MoreDecisions == 1 ? "Another decision came before." : $"{explanation.MoreDecisions} other decisions came before.";
        foreach (var line in explanation.Decisions.SelectMany(Of))
            yield return line;
    }

    private static IEnumerable<string> Of(ExplainedDecision decision)
    {
        yield return $"{decision.Name} is {decision.Value}.";
        foreach (var line in decision.Tables.SelectMany(Of))
            yield return "  " + line;
    }

    private static IEnumerable<string> Of(ExplainedTable table)
    {
        if (table.Seen.Count > 0)
            yield return $"Seen: {string.Join(", ", table.Seen.Select(input => $"{input.Expression} = {input.Value}"))}.";
        if (table.Matched.Count == 0)
            yield return "No rule matched.";
        foreach (var rule in table.Matched)
            yield return rule.Remark is null ? $"Rule {rule.Number} matched." : $"Rule {rule.Number} matched: {rule.Remark}";
        foreach (var rule in table.Missed)
            yield return $"Rule {rule.Number} did not: {rule.Expression} is {rule.Value}, not {rule.Test}.";
        if (table.Others > 0)
            yield return table.Others == 1 ? "Another rule was not needed or did not match." : $"{table.Others} other rules were not needed or did not match.";
    }
}
