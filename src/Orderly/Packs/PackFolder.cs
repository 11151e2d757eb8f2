using System.Collections.Immutable;
using Orderly.Connectors.Configuration;
using Orderly.Runtime.Deployment;

namespace Orderly.Packs;

/// <summary>Reads a pack's folder. <c>pack.yaml</c> says what is in it; a file that it does not name is not deployed.</summary>
internal static class PackFolder
{
    private static readonly string[] ReadElsewhere = ["jurisdiction", "texts", "scenarios", "connectors", "phases", "tasks", "exit", "clock-stops"];

    /// <exception cref="ConfigurationException">Anything is not as expected; lists all that was found.</exception>
    /// <exception cref="FileNotFoundException">The folder has no <c>pack.yaml</c>.</exception>
    public static Pack Read(string folder)
    {
        var path = Path.Combine(folder, "pack.yaml");
        if (!File.Exists(path)) throw new FileNotFoundException($"Expected a pack.yaml in {folder}, but found none.", path);
        var pack = YamlFile.Read(path, File.ReadAllText(path), map => Read(map, folder));
        if (pack is { Routes: { } routes, Organisation: { } organisation }) PackNames.CheckRoutes(routes, organisation.Facilities);
        return pack;
    }

    private static Pack? Read(YamlMap map, string folder)
    {
        var resources = ImmutableArray.CreateBuilder<Resource>();
        AddFiles(map, "processes", folder, ResourceKind.Bpmn, resources);
        AddFiles(map, "decisions", folder, ResourceKind.Dmn, resources);
        if (Subfolder(map, "forms", folder) is { } forms)
            resources.AddRange(Directory.EnumerateFiles(forms, "*.form").Order(StringComparer.Ordinal).Select(file => Load(file, ResourceKind.Form)));

        var organisation = map.Text("organisation");
        var pack = new Pack(
            Folder: Path.GetFullPath(folder),
            Id: map.RequiredText("pack").Value,
            Version: map.RequiredText("version").Value,
            Title: map.RequiredText("title").Value,
            Resources: resources.ToImmutable(),
            Ladders: LadderReading.Read(map.Map("ladders")),
            Calendars: CalendarReading.Read(map.Map("calendars")),
            Organisation: organisation is null ? null : OrganisationReading.Read(Path.Combine(folder, organisation.Value)),
            Routes: Subfolder(map, "routes", folder));
        if (pack.Organisation is { } known) PackNames.CheckAudiences(map.Map("ladders"), known);
        // Read by those who show or test the pack, not by a deployment.
        foreach (var key in ReadElsewhere) map.Has(key);
        map.RefuseOthers();
        return map.File.HasIssues ? null : pack;
    }

    private static void AddFiles(YamlMap map, string key, string folder, ResourceKind kind, ImmutableArray<Resource>.Builder resources)
    {
        foreach (var name in map.Texts(key))
        {
            var path = Path.Combine(folder, name.Value);
            if (File.Exists(path)) resources.Add(Load(path, kind));
            else name.Report($"Expected the file '{name.Value}' in the pack's folder, but it is not there");
        }
    }

    private static string? Subfolder(YamlMap map, string key, string folder)
    {
        if (map.Text(key) is not { } name) return null;
        var path = Path.Combine(folder, name.Value);
        if (Directory.Exists(path)) return path;
        name.Report($"Expected the folder '{name.Value}' in the pack's folder, but it is not there");
        return null;
    }

    private static Resource Load(string path, ResourceKind kind) => new(Path.GetFileName(path), kind, File.ReadAllBytes(path));
}
