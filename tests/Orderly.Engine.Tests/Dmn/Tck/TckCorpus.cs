using System.Xml.Linq;
using Orderly.Engine.Dmn;
using Orderly.Engine.Feel;
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

    public static List<TckResult> Run(string group)
    {
        var folder = Path.Combine(Root!, group);
        var results = new List<TckResult>();
        foreach (var file in Directory.GetFiles(folder, "*-test-*.xml").Order(StringComparer.Ordinal))
        {
            var suite = XDocument.Load(file, LoadOptions.PreserveWhitespace).Root!;
            var model = Load(folder, Child(suite, "modelName")!.Value);
            foreach (var test in suite.Elements().Where(element => element.Name.LocalName == "testCase"))
                results.Add(new TckResult($"{Path.GetFileName(group)}/{(string?)test.Attribute("id")}", Fault(model, test)));
        }
        return results;
    }

    private static DmnModel Load(string folder, string main)
    {
        var others = Directory.GetFiles(folder, "*.dmn").Where(path => Path.GetFileName(path) != main)
            .Select(path => DmnReader.Read(File.ReadAllText(path)).Draft!).ToArray();
        return DmnReader.Read(File.ReadAllText(Path.Combine(folder, main)), others).Draft!;
    }

    private static string? Fault(DmnModel model, XElement test)
    {
        var inputs = FeelContext.Of(test.Elements().Where(element => element.Name.LocalName == "inputNode")
            .Select(node => KeyValuePair.Create((string)node.Attribute("name")!, TckValue.Read(node))));
        foreach (var node in test.Elements().Where(element => element.Name.LocalName == "resultNode"))
        {
            var name = (string)node.Attribute("name")!;
            DmnOutcome outcome;
            try
            {
                outcome = Evaluate(model, test, name, inputs);
            }
            catch (Exception failure)
            {
                return $"{name} threw {failure}";
            }
            var issues = string.Join("; ", outcome.Issues.Select(issue => issue.Message));
            var expected = Child(node, "expected") is { } value ? TckValue.Read(value) : FeelValue.Null;
            var isError = (string?)node.Attribute("errorResult") == "true";
            if (isError && !outcome.Failed)
                return $"{name}: Expected null with an issue, but it is {Evaluating.Literal(outcome.Value)} [{issues}]";
            if (!isError && !TckValue.AreSame(expected, outcome.Value))
                return $"{name}: Expected {Evaluating.Literal(expected)}, but it is {Evaluating.Literal(outcome.Value)} [{issues}]";
        }
        return null;
    }

    private static DmnOutcome Evaluate(DmnModel model, XElement test, string name, FeelContext inputs)
    {
        if ((string?)test.Attribute("type") != "decisionService")
            return model.Evaluate(name, inputs, Evaluating.Environment);
        var outcome = model.EvaluateService((string)test.Attribute("invocableName")!, inputs, Evaluating.Environment);
        return outcome.Value is FeelContext outputs && outputs.TryGet(name, out var output) ? outcome with { Value = output } : outcome;
    }

    private static XElement? Child(XElement parent, string name) => parent.Elements().FirstOrDefault(element => element.Name.LocalName == name);

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
