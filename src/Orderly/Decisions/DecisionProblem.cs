using Orderly.Cli;
using Orderly.Engine.Dmn;
using Orderly.Engine.Dmn.Checks;

namespace Orderly.Decisions;

/// <summary>What is wrong with what a verb was given, as a program reads it: what does not apply is null.</summary>
/// <param name="Message">A sentence of the form "Expected X, but Y".</param>
internal sealed record DecisionProblem(string Message)
{
    public string? Kind { get; init; }

    public string? File { get; init; }

    /// <summary>1-based line in the file.</summary>
    public int? Line { get; init; }

    /// <summary>1-based column in the file.</summary>
    public int? Column { get; init; }

    /// <summary>The id of the nearest element that has one.</summary>
    public string? Element { get; init; }

    /// <summary>The decision, table, rule and column.</summary>
    public DmnPlace? Place { get; init; }

    /// <summary>Whether a deployment refuses it.</summary>
    public bool Refused { get; init; } = true;

    public static DecisionProblem Of(string file, DmnIssue issue) => new(issue.Message)
    {
        Kind = issue.Rule,
        File = file,
        Line = issue.Line,
        Column = issue.Column,
        Element = issue.ElementId,
        Place = issue.Place,
    };

    public static DecisionProblem Of(string file, DmnFinding finding) => new(finding.Message)
    {
        Kind = finding.Kind,
        File = file,
        Line = finding.At.Line > 0 ? finding.At.Line : null,
        Column = finding.At.Line > 0 ? finding.At.Column : null,
        Element = finding.Table,
        Place = finding.Place,
        Refused = finding.Refuses,
    };

    /// <summary>For people: where, what, why.</summary>
    public override string ToString()
    {
        var where = Line is null ? File : $"{File}:{Line}:{Column}";
        var what = Place is null ? Element : Place.ToString();
        var head = string.Join(" ", new[] { where, Kind, what }.Where(part => part is { Length: > 0 }));
        return head.Length == 0 ? Message : $"{head}: {Message}";
    }

    /// <summary>Ends a verb that could not do what was asked: one JSON document on standard output, or sentences on standard error.</summary>
    public static int Refuse(bool json, int code, params IReadOnlyList<DecisionProblem> problems)
    {
        if (json) Terminal.Data(new { failed = true, problems });
        else foreach (var problem in problems) Terminal.Complain(problem.ToString());
        return code;
    }

    public static int Refuse(bool json, int code, string message) => Refuse(json, code, new DecisionProblem(message));
}
