using System.CommandLine;
using Orderly.Cli;
using Orderly.Decisions;
using Orderly.Engine.Dmn;
using Orderly.Engine.Dmn.Checks;

namespace Orderly.Verbs;

/// <summary><c>orderly decision check</c>: reads models as a deployment does, and looks their tables through for what is probably a mistake.</summary>
internal static class DecisionCheckVerb
{
    public static Command Create()
    {
        var files = new Argument<string[]>("file") { Description = "models (*.dmn), or folders of them; they may import each other", Arity = ArgumentArity.OneOrMore };
        var json = CommonOptions.Json();
        var strict = new Option<bool>("--strict") { Description = "findings fail the check too, not only what a deployment refuses" };
        var command = new Command("check", "Say what a deployment would refuse, and find gaps, overlaps, rules that never speak, types and names that do not fit.\nExample: orderly decision check packs/discharge") { files, json, strict };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(files), parsed.GetValue(json), parsed.GetValue(strict)));
        return command;
    }

    private static int Run(string[] paths, bool json, bool strict)
    {
        if (DecisionFiles.Missing(paths).ToList() is { Count: > 0 } missing)
            return DecisionProblem.Refuse(json, ExitCode.NotFound, [.. missing.Select(path => new DecisionProblem($"Expected a decision model or a folder of them, but {path} is neither."))]);
        var models = DecisionFiles.Read(paths).All;
        if (models.Count == 0) return DecisionProblem.Refuse(json, ExitCode.NotFound, "Expected files ending in .dmn in the folders, but found none.");
        var problems = models.SelectMany(model => Problems(model.Path, model.Read)).ToList();
        var refused = problems.Count(problem => problem.Refused);
        var found = problems.Count(IsFinding);
        if (json) Terminal.Data(new { models = models.Count, refused, findings = found, problems });
        else Print(models.Count, refused, found, problems);
        return refused > 0 || (strict && found > 0) ? ExitCode.Failed : ExitCode.Done;
    }

    private static IEnumerable<DecisionProblem> Problems(string file, DmnRead read) =>
    [
        .. read.Issues.Select(issue => DecisionProblem.Of(file, issue)),
        .. (read.Model is { } model ? DmnCheck.Of(model) : []).Select(finding => DecisionProblem.Of(file, finding)),
    ];

    private static bool IsFinding(DecisionProblem problem) => !problem.Refused && problem.Kind != DmnFindingKind.Unchecked;

    private static void Print(int models, int refused, int found, List<DecisionProblem> problems)
    {
        foreach (var problem in problems) Terminal.Data($"{(problem.Refused ? "REFUSED" : IsFinding(problem) ? "finding" : "note   ")} {problem}");
        Terminal.Data($"{Counted.Of(models, "model")}: {Counted.Of(refused, "reason")} to refuse, {Counted.Of(found, "finding")}");
    }
}
