using Orderly.Engine.Dmn;
using Orderly.Engine.Dmn.Documents;
using Orderly.Engine.Feel;

namespace Orderly.Decisions;

/// <summary>What a decision gave, for people and for programs.</summary>
internal static class DecisionPrinting
{
    public static IEnumerable<string> Lines(DmnOutcome outcome, bool trace)
    {
        yield return outcome.Value.ToString();
        foreach (var issue in outcome.Issues) yield return $"  {issue.Code} in {Where(issue)} at {issue.Position + 1}: {issue.Message}";
        if (!trace) yield break;
        foreach (var line in DmnWords.Of(DmnExplanation.Of(outcome))) yield return $"  {line}";
    }

    /// <param name="outcome">What it gave.</param>
    /// <param name="trace">Whether to tell how.</param>
    /// <param name="ignored">Inputs that were given and are not taken.</param>
    public static object Document(DmnOutcome outcome, bool trace, IReadOnlyList<string> ignored) => new
    {
        value = FeelJson.ToPlain(outcome.Value),
        outcome.Failed,
        issues = outcome.Issues.Select(DmnIssueDocument.Of),
        ignored,
        trace = trace ? DmnTraceDocument.Of(outcome) : null,
    };

    private static string Where(FeelIssue issue) => issue.Place?.ToString() ?? issue.Element ?? "the decision";
}
