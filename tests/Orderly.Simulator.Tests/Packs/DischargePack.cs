using System.Text.Json.Nodes;
using System.Xml.Linq;
using Orderly.Canonical.Organisation;
using Orderly.Connectors.Configuration;
using Orderly.Connectors.Routes;
using Orderly.Engine.Dmn;
using Orderly.Engine.Feel;
using YamlDotNet.RepresentationModel;

namespace Orderly.Simulator.Tests.Packs;

/// <summary>The discharge pack as it lies in the repository.</summary>
internal static class DischargePack
{
    internal static readonly FeelEnvironment Environment = new() { Now = new DateTimeOffset(2026, 6, 9, 12, 31, 0, TimeSpan.FromHours(-4)) };

    public static string Folder { get; } = Find();

    public static string Path(params string[] parts) => System.IO.Path.Combine([Folder, .. parts]);

    /// <summary>Every model of the pack under one root.</summary>
    public static XElement Bpmn() => new("models", Directory.GetFiles(Folder, "*.bpmn").Order(StringComparer.Ordinal).Select(file => XElement.Load(file, LoadOptions.SetLineInfo)));

    public static YamlMappingNode Yaml(params string[] parts)
    {
        var stream = new YamlStream();
        using var reader = File.OpenText(Path(parts));
        stream.Load(reader);
        return (YamlMappingNode)stream.Documents[0].RootNode;
    }

    /// <summary>The variables of an unremarkable order with some facts changed, as JSON.</summary>
    public static string Order(string facts)
    {
        const string Unremarkable = "scenarios/orders/unremarkable.yaml";
        var order = (JsonObject)YamlJson.Read(Unremarkable, File.ReadAllText(Path(Unremarkable)))!;
        foreach (var (fact, value) in JsonNode.Parse(facts)!.AsObject())
            order[fact] = value?.DeepClone();
        return order.ToJsonString();
    }

    public static IEnumerable<YamlMappingNode> Items(this YamlMappingNode map, string key) => ((YamlSequenceNode)map[key]).Cast<YamlMappingNode>();

    public static string Text(this YamlMappingNode map, string key) => ((YamlScalarNode)map[key]).Value!;

    public static DmnModel Decisions(string file)
    {
        using var xml = File.OpenRead(Path(file));
        var read = DmnReader.Read(xml);
        read.Issues.ShouldBeEmpty();
        return read.Model!;
    }

    /// <summary>Evaluates a decision; a fault in it fails the test.</summary>
    public static DmnOutcome Decide(this DmnModel model, string decision, params (string Name, object? Value)[] inputs)
    {
        var outcome = model.Evaluate(decision, FeelContext.Of(inputs.Select(i => KeyValuePair.Create(i.Name, Feel(i.Value)))), Environment);
        outcome.Issues.ShouldBeEmpty();
        return outcome;
    }

    /// <summary>Numbers of the rows that matched, from 1.</summary>
    public static int[] Rows(this DmnOutcome outcome) => [.. outcome.Trace.Single().Tables.Single().Rules.Where(r => r.Matched).Select(r => r.Number)];

    public static RouteSet Routes()
    {
        var facilities = Yaml("organisation.yaml").Items("facilities")
            .Select(f => new Facility(short.Parse(f.Text("id")), f.Text("code"), f.Text("name"), f.Text("zone")))
            .ToArray();
        return RouteSet.Load([Path("routes")], facilities);
    }

    private static FeelValue Feel(object? value) => value switch
    {
        null => FeelValue.Null,
        bool flag => FeelValue.Of(flag),
        int number => FeelValue.Of((long)number),
        string text => FeelValue.Of(text),
        _ => throw new ArgumentException($"Expected a flag, a number or a text, but got {value.GetType().Name}.", nameof(value)),
    };

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var pack = System.IO.Path.Combine(folder.FullName, "packs", "discharge");
            if (Directory.Exists(pack))
                return pack;
        }
        throw new DirectoryNotFoundException("Expected packs/discharge above the test's folder, but it is not there.");
    }
}
