using System.Collections.Immutable;
using Orderly.Connectors.Configuration;
using Orderly.Formats.Hl7.V2;

namespace Orderly.Connectors.Routes;

/// <summary>HL7 paths in configuration files.</summary>
internal static class PathReading
{
    public static Hl7Path? One(YamlMap map, string key) => map.Text(key) is { } text ? Read(text) : null;

    public static Hl7Path? Required(YamlMap map, string key)
    {
        var text = map.RequiredText(key);
        return text.Value.Length == 0 ? null : Read(text);
    }

    public static ImmutableArray<Hl7Path> Many(YamlMap map, string key) =>
        [.. map.Texts(key).Select(Read).OfType<Hl7Path>()];

    private static Hl7Path? Read(YamlText text)
    {
        if (Hl7Path.TryParse(text.Value, out var path, out var error))
            return path;
        text.Report(error);
        return null;
    }
}
