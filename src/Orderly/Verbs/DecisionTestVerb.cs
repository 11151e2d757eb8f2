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
        foreach (var folder in folders)
        {
            if (Directory.Exists(folder)) continue;
            Terminal.Complain($"Expected a folder, but {folder} is none.");
            return ExitCode.NotFound;
        }
        var environment = new FeelEnvironment { Now = DateTimeOffset.Now };
        int passed = 0, failed = 0, groups = 0;
        foreach (var (name, folder) in folders.SelectMany(DecisionTestRun.Groups))
        {
            var results = DecisionTestRun.Run(name, folder, environment).ToList();
            var good = results.Count(result => result.HasPassed);
            (passed, failed, groups) = (passed + good, failed + results.Count - good, groups + 1);
            if (json) foreach (var result in results) Terminal.Data(new { result.Group, result.File, result.Case, passed = result.HasPassed, result.Differences });
            else Print(name, good, results);
        }
        if (groups == 0)
        {
            Terminal.Complain("Expected test cases (XML with the root testCases) in the folders, but found none.");
            return ExitCode.NotFound;
        }
        if (json) Terminal.Data(new { groups, cases = passed + failed, passed, failed });
        else Terminal.Data($"{passed} passed, {failed} failed, {passed + failed} test cases in {groups} groups");
        return failed == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static void Print(string group, int passed, List<DecisionTestResult> results)
    {
        Terminal.Data($"{(passed == results.Count ? "passed" : "FAILED")} {passed,4} of {results.Count,-4} {group}");
        foreach (var result in results.Where(result => !result.HasPassed))
            foreach (var difference in result.Differences)
                Terminal.Data($"       {result.File} {result.Case}: {difference}");
    }
}
