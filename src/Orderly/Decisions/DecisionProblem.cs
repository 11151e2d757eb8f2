using System.Text.Json.Serialization;
using Orderly.Cli;
using Orderly.Engine.Dmn;
using Orderly.Engine.Dmn.Checks;
using Orderly.Engine.Dmn.Documents;

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
    public DmnPlaceDocument? Place => DmnPlaceDocument.Of(Where);

    /// <summary>The same for people.</summary>
    [JsonIgnore]
    public DmnPlace? Where { get; init; }

    /// <summary>Whether a deployment refuses it.</summary>
    public bool Refused { get; init; } = true;

    public static DecisionProblem Of(string file, DmnIssue issue) => new(issue.Message)
    {
        Kind = issue.Rule,
        File = file,
        Line = Number(issue.Line),
        Column = Number(issue.Column),
        Element = issue.ElementId is { Length: > 0 } id ? id : null,
        Where = issue.Place,
    };

    public static DecisionProblem Of(string file, DmnFinding finding) => new(finding.Message)
    {
        Kind = finding.Kind,
        File = file,
        Line = Number(finding.At.Line),
        Column = Number(finding.At.Column),
        Element = finding.Table,
        Where = finding.Place,
        Refused = finding.Refuses,
    };

    /// <summary>For people: where, what, why.</summary>
    public override string ToString()
    {
        var where = Line is null ? File : $"{File}:{Line}:{Column}";
        var what = Where is null ? Element : Where.ToString();
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

    private static int? Number(int number) => number > 0 ? number : null;

    public static int Refuse(bool json, int code, string message) => Refuse(json, code, new DecisionProblem(message));
}
