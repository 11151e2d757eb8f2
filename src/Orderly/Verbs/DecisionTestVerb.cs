using System.CommandLine;
using Orderly.Cli;
using Orderly.Decisions;
using Orderly.Engine.Feel;

namespace Orderly.Verbs;

/// <summary><c>orderly decision test</c>: runs folders of models with their test cases and says what differs.</summary>
internal static class DecisionTestVerb
{
    public static Command Create()
    {
        var folders = new Argument<string[]>("dir") { Description = "folders with *.dmn models and their test cases (testCases XML), at any depth", Arity = ArgumentArity.OneOrMore };
        var json = CommonOptions.Json();
        var command = new Command("test", "Run every test case, and print what passed for each group and in total.\nExample: orderly decision test rules/") { folders, json };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(folders), parsed.GetValue(json)));
        return command;
    }

    private static int Run(string[] folders, bool json)
    {
        if (folders.Where(folder => !Directory.Exists(folder)).ToList() is { Count: > 0 } missing)
            return DecisionProblem.Refuse(json, ExitCode.NotFound, [.. missing.Select(path => new DecisionProblem($"Expected a folder, but {path} is {(File.Exists(path) ? "a file" : "not there")}."))]);
        var environment = new FeelEnvironment { Now = DateTimeOffset.Now };
        var (all, groups) = (new List<DecisionTestResult>(), 0);
        foreach (var (name, folder) in folders.SelectMany(DecisionTestRun.Groups))
        {
            var results = DecisionTestRun.Run(name, folder, environment).ToList();
            all.AddRange(results);
            groups++;
            if (!json) Print(name, results.Count(result => result.HasPassed), results);
        }
        if (groups == 0) return DecisionProblem.Refuse(json, ExitCode.NotFound, "Expected test cases (XML with the root testCases) in the folders, but found none.");
        var passed = all.Count(result => result.HasPassed);
        var failed = all.Count - passed;
        if (json) Terminal.Data(new { groups, cases = all.Count, passed, failed, results = all.Select(result => new { result.Group, result.File, result.Case, passed = result.HasPassed, result.Differences, result.Ignored }) });
        else Terminal.Data($"{passed} passed, {failed} failed, {Counted.Of(all.Count, "test case")} in {Counted.Of(groups, "group")}");
        return failed == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static void Print(string group, int passed, List<DecisionTestResult> results)
    {
        Terminal.Data($"{(passed == results.Count ? "passed" : "FAILED")} {passed,4} of {results.Count,-4} {group}");
        foreach (var result in results.Where(result => !result.HasPassed))
            foreach (var difference in result.Differences)
                Terminal.Data($"       {result.File} {result.Case}: {difference}");
        foreach (var result in results.Where(result => result.Ignored.Count > 0))
            Terminal.Data($"       {result.File} {result.Case}: note: Expected inputs that are taken, but nothing takes {string.Join(", ", result.Ignored.Select(name => $"'{name}'"))}");
    }
}
