using System.Text.Json.Nodes;
using Orderly.Engine.Rehearsal;

namespace Orderly.Connectors.Configuration;

/// <summary>A script as a file, YAML or JSON. <c>base</c> names a file beside it with variables that the script's own go over.</summary>
public static class ScriptFile
{
    private const string Base = "base";

    /// <exception cref="RehearsalException">The file is no script.</exception>
    /// <exception cref="ConfigurationException">The file, or its base, is no YAML.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static Script Read(string path)
    {
        var root = Load(path);
        if (root is JsonObject script && script[Base] is { } named)
            script["variables"] = Over(Load(Path.Combine(Path.GetDirectoryName(path) ?? "", named.ToString())) as JsonObject ?? [], script["variables"] as JsonObject);
        return Script.Read(root?.ToJsonString() ?? "null");
    }

    private static JsonNode? Load(string path) => YamlJson.Read(Path.GetFileName(path), File.ReadAllText(path));

    private static JsonObject Over(JsonObject below, JsonObject? own)
    {
        foreach (var (name, value) in own ?? [])
            below[name] = value?.DeepClone();
        return below;
    }
}
