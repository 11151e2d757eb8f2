using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Orderly.Connectors.Configuration;

/// <summary>YAML as the JSON it says: plain scalars are true, false, null or numbers where they look like them, all else is text.</summary>
public static class YamlJson
{
    /// <summary>JSON is YAML, too, and comes out as it went in.</summary>
    /// <exception cref="ConfigurationException">The text is no YAML, or has several documents.</exception>
    public static JsonNode? Read(string name, string text)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents is [var only]
                ? Node(only.RootNode)
                : throw new ConfigurationException([new(name, 1, $"Expected one document, but there are {stream.Documents.Count}")]);
        }
        catch (YamlException broken)
        {
            throw new ConfigurationException([new(name, (int)broken.Start.Line, $"Expected well-formed YAML, but {broken.InnerException?.Message ?? broken.Message}")]);
        }
    }

    private static JsonNode? Node(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(entry => KeyValuePair.Create(((YamlScalarNode)entry.Key).Value!, Node(entry.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Select(Node)]),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "null" or "~" or "" } => null,
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" } flag => JsonValue.Create(flag.Value == "true"),
        YamlScalarNode { Style: ScalarStyle.Plain } number when decimal.TryParse(number.Value, NumberStyles.Number, CultureInfo.InvariantCulture, out var value) => JsonValue.Create(value),
        _ => JsonValue.Create(((YamlScalarNode)node).Value!),
    };
}
