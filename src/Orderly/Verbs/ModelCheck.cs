using System.CommandLine;
using Orderly.Cli;
using Orderly.Engine.Bpmn;

namespace Orderly.Verbs;

/// <summary><c>orderly model check</c>: everything a deployment would refuse or warn of, all at once.</summary>
internal static class ModelCheck
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("file") { Description = "BPMN files, or folders of them", Arity = ArgumentArity.OneOrMore };
        var json = CommonOptions.Json();
        var all = ModelFiles.All();
        var command = new Command("check", "Say what in the models is refused, and what is suspicious, with line, element and rule.\nExample: orderly model check packs/discharge/discharge.bpmn") { paths, json, all };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(paths), parsed.GetValue(json), parsed.GetValue(all)));
        return command;
    }

    private static int Run(string[] paths, bool json, bool all)
    {
        if (ModelFiles.Find(paths) is not { } files)
            return ExitCode.NotFound;
        var (errors, warnings) = (0, 0);
        foreach (var file in files)
        {
            var read = ModelFiles.Read(file, all);
            foreach (var issue in read.Issues)
            {
                var severity = issue.Severity == BpmnSeverity.Error ? "error" : "warning";
                if (json) Terminal.Data(new { file, severity, issue.Rule, element = issue.ElementId, issue.Line, issue.Column, issue.Message });
                else Terminal.Data($"{file}:{issue}");
            }
            errors += read.Issues.Count(issue => issue.Severity == BpmnSeverity.Error);
            warnings += read.Issues.Count(issue => issue.Severity == BpmnSeverity.Warning);
            if (json) Terminal.Data(new { file, deployable = read.Deployable, processes = read.Processes.Select(process => process.Id) });
            else if (read.Deployable) Terminal.Data($"{file}: deploys {string.Join(", ", read.Processes.Select(process => process.Id))}");
        }
        Terminal.Say($"{files.Count} files: {errors} errors, {warnings} warnings.");
        return errors == 0 ? ExitCode.Done : ExitCode.Failed;
    }
}
