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
        foreach (var path in DecisionFiles.Missing(paths))
        {
            Terminal.Complain($"Expected a decision model or a folder of them, but {path} is neither.");
            return ExitCode.NotFound;
        }
        var models = DecisionFiles.Read(paths).All;
        if (models.Count == 0)
        {
            Terminal.Complain("Expected files ending in .dmn in the folders, but found none.");
            return ExitCode.NotFound;
        }
        int refused = 0, found = 0;
        foreach (var (file, read) in models)
        {
            refused += read.Issues.Length;
            foreach (var issue in read.Issues) Print(file, issue, json);
            foreach (var finding in read.Model is { } model ? DmnCheck.Of(model) : [])
            {
                if (finding.Refuses) refused++;
                else found += finding.Kind == DmnFindingKind.Unchecked ? 0 : 1;
                Print(file, finding, json);
            }
        }
        if (json) Terminal.Data(new { models = models.Count, refused, findings = found });
        else Terminal.Data($"{models.Count} models: {refused} reasons to refuse, {found} findings");
        return refused > 0 || (strict && found > 0) ? ExitCode.Failed : ExitCode.Done;
    }

    private static void Print(string file, DmnIssue issue, bool json)
    {
        if (json) Terminal.Data(new { file, kind = issue.Rule, element = issue.ElementId, issue.Line, column = issue.Column, issue.Message, refused = true });
        else Terminal.Data($"REFUSED {file}:{issue.Line}:{issue.Column} {issue.Rule} {issue.ElementId}: {issue.Message}");
    }

    private static void Print(string file, DmnFinding finding, bool json)
    {
        if (json) Terminal.Data(new { file, finding.Kind, element = finding.Table, finding.Rule, input = finding.Column, finding.Output, finding.Message, refused = finding.Refuses });
        else Terminal.Data($"{(finding.Refuses ? "REFUSED" : finding.Kind == DmnFindingKind.Unchecked ? "note   " : "finding")} {file} {finding.Kind} {finding.Place}: {finding.Message}");
    }
}
