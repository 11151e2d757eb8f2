using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Orderly.Connectors.Configuration;

/// <summary>One YAML file being read: its root mapping and the issues collected on the way.</summary>
public sealed class YamlFile
{
    private const int LongestFile = 1_000_000;

    private readonly List<ConfigurationIssue> issues = [];

    private YamlFile(string name) => Name = name;

    public string Name { get; }

    public bool HasIssues => issues.Count > 0;

    /// <summary>Reads the text with the reader given.</summary>
    /// <exception cref="ConfigurationException">Anything in the file is not as expected.</exception>
    public static T Read<T>(string name, string text, Func<YamlMap, T?> read)
        where T : class
    {
        var file = new YamlFile(name);
        T? value = null;
        if (file.Root(text) is { } root)
        {
            value = read(new YamlMap(file, root));
        }

        if (value is null || file.HasIssues)
            throw new ConfigurationException([.. file.issues.OrderBy(issue => issue.Line)]);
        return value;
    }

    public void Report(Mark at, string text) => Report((int)at.Line, text);

    public void Report(int line, string text) => issues.Add(new ConfigurationIssue(Name, line, text));

    private YamlMappingNode? Root(string text)
    {
        if (text.Length > LongestFile)
        {
            Report(1, $"Expected at most {LongestFile} characters, but the file has {text.Length}");
            return null;
        }

        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents is [{ RootNode: YamlMappingNode root }])
                return root;
            Report(1, $"Expected one document with keys and values, but there are {stream.Documents.Count} documents or another root");
        }
        catch (YamlException broken)
        {
            Report(broken.Start, $"Expected well-formed YAML, but {broken.InnerException?.Message ?? broken.Message}");
        }

        return null;
    }
}
