using System.Text.Json;
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
        if (root is JsonObject script && script.Remove(Base, out var named))
            script["variables"] = Over(Below(path, named), Own(script));
        return Script.Read(root?.ToJsonString() ?? "null");
    }

    /// <summary>What the base holds, which lies in the script's folder or under it.</summary>
    private static JsonObject Below(string path, JsonNode? named)
    {
        if (named?.GetValueKind() != JsonValueKind.String)
            throw new RehearsalException($"Expected '{Base}' of the script to name a file beside it, but it is {named?.ToJsonString() ?? "null"}");
        var (folder, name) = (Path.GetFullPath(Path.GetDirectoryName(path) ?? ""), named.GetValue<string>());
        var file = Path.GetFullPath(Path.Combine(folder, name));
        if (!file.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new RehearsalException($"Expected '{Base}' of the script to name a file beside it or in a folder below, but '{name}' lies outside");
        return Load(file) as JsonObject ?? throw new RehearsalException($"Expected '{name}', the base of the script, to hold variables by name, but it does not");
    }

    private static JsonObject? Own(JsonObject script) => script["variables"] switch
    {
        null => null,
        JsonObject own => own,
        var other => throw new RehearsalException($"Expected 'variables' of the script to be an object, but it is {other.ToJsonString()}"),
    };

    private static JsonNode? Load(string path) => YamlJson.Read(Path.GetFileName(path), File.ReadAllText(path));

    private static JsonObject Over(JsonObject below, JsonObject? own)
    {
        foreach (var (name, value) in own ?? [])
            below[name] = value?.DeepClone();
        return below;
    }
}
