using Orderly.Engine.Dmn;
using Orderly.Engine.Dmn.Kit;
using Orderly.Engine.Feel;

namespace Orderly.Decisions;

/// <summary>A case that was run; no differences means it passed.</summary>
/// <param name="Ignored">Names among its inputs that nothing it evaluates takes.</param>
internal sealed record DecisionTestResult(string Group, string File, string Case, IReadOnlyList<string> Differences, IReadOnlyList<string> Ignored)
{
    public bool HasPassed => Differences.Count == 0;
}

/// <summary>Runs folders of decision models with their test cases, in the format of the DMN compatibility kit.</summary>
internal static class DecisionTestRun
{
    /// <summary>The folders at or below <paramref name="root"/> that hold test cases, by their path from it.</summary>
    public static IEnumerable<(string Name, string Folder)> Groups(string root) => Directory.EnumerateDirectories(root, "*", SearchOption.AllDirectories).Prepend(root)
        .Where(folder => Directory.EnumerateFiles(folder, "*.xml").Any(IsSuite))
        .Select(folder => (Name: Path.GetRelativePath(root, folder) is "." ? Path.GetFileName(Path.GetFullPath(root)) : Path.GetRelativePath(root, folder).Replace('\\', '/'), folder))
        .OrderBy(group => group.Name, StringComparer.Ordinal);

    public static IEnumerable<DecisionTestResult> Run(string group, string folder, FeelEnvironment environment)
    {
        var models = DecisionFiles.Read(Directory.EnumerateFiles(folder, "*.dmn").Order(StringComparer.Ordinal));
        foreach (var file in Directory.EnumerateFiles(folder, "*.xml").Where(IsSuite).Order(StringComparer.Ordinal))
        {
            var (suite, fault) = Suite(file);
            if (suite is null)
            {
                yield return new DecisionTestResult(group, Path.GetFileName(file), "", [fault!], []);
                continue;
            }
            var read = models.Find(suite.ModelName);
            foreach (var test in suite.Cases)
                yield return new DecisionTestResult(group, Path.GetFileName(file), test.Id, Differences(read, suite.ModelName, test, environment), read?.Draft is { } model ? test.Ignored(model) : []);
        }
    }

    private static IReadOnlyList<string> Differences(DmnRead? read, string wanted, DmnTestCase test, FeelEnvironment environment)
    {
        if (read is null) return [$"Expected the model '{wanted}' beside the test cases, but it is not there"];
        if (read.Draft is not { } model) return [$"Expected the model '{wanted}' to read, but: {DecisionProblem.Of(wanted, read.Issues[0])}"];
        return [.. test.Run(model, environment).Select(difference => difference.ToString())];
    }

    private static (DmnTestSuite? Suite, string? Fault) Suite(string file)
    {
        try
        {
            return (DmnTestSuite.Read(File.ReadAllText(file)), null);
        }
        catch (FormatException fault)
        {
            return (null, fault.Message);
        }
    }

    private static bool IsSuite(string file) => DmnTestSuite.IsOne(File.ReadAllText(file));
}
