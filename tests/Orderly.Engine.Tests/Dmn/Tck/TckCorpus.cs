using Orderly.Engine.Dmn;
using Orderly.Engine.Dmn.Kit;
using Orderly.Engine.Tests.Feel;

namespace Orderly.Engine.Tests.Dmn.Tck;

/// <summary>One test case of the kit; no fault means it passed.</summary>
internal sealed record TckResult(string Id, string? Fault);

/// <summary>Finds the kit beside or above the test binaries and runs its groups.</summary>
internal static class TckCorpus
{
    private static readonly string? Root = FindRoot();

    public static IEnumerable<string> Groups() => Root is null ? [] : Directory.GetDirectories(Root, "compliance-level-*")
        .SelectMany(level => Directory.GetDirectories(level).Select(group => $"{Path.GetFileName(level)}/{Path.GetFileName(group)}"))
        .Order(StringComparer.Ordinal);

    /// <summary>A group's suites of test cases, each with the model it tests.</summary>
    public static IEnumerable<(DmnModel Model, DmnTestSuite Suite)> Suites(string group)
    {
        var folder = Path.Combine(Root!, group);
        var files = Directory.GetFiles(folder, "*.dmn").Order(StringComparer.Ordinal).ToList();
        var models = files.Zip(DmnReader.ReadAll([.. files.Select(file => new ReadOnlyMemory<byte>(File.ReadAllBytes(file)))])).ToDictionary(pair => Path.GetFileName(pair.First), pair => pair.Second.Draft!);
        return Directory.GetFiles(folder, "*-test-*.xml").Order(StringComparer.Ordinal).Select(file => DmnTestSuite.Read(File.ReadAllText(file))).Select(suite => (models[suite.ModelName], suite));
    }

    public static List<TckResult> Run(string group)
    {
        var results = new List<TckResult>();
        foreach (var (model, suite) in Suites(group))
        {
            foreach (var test in suite.Cases)
            {
                var differences = test.Run(model, Evaluating.Environment);
                results.Add(new TckResult($"{Path.GetFileName(group)}/{test.Id}", differences.Length == 0 ? null : string.Join("\n", differences)));
            }
        }
        return results;
    }

    private static string? FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var root = Path.Combine(folder.FullName, "shared", "corpus", "dmn-tck");
            if (Directory.Exists(root))
                return root;
        }
        return null;
    }
}
