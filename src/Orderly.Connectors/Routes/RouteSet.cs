using System.Collections.Frozen;
using System.Collections.Immutable;
using Orderly.Canonical.Organisation;
using Orderly.Connectors.Configuration;
using Orderly.Formats.Hl7.V2;

namespace Orderly.Connectors.Routes;

/// <summary>
/// All routes at one time; immutable. Routes are asked in the order of their files' names, and the first that takes a
/// message has it.
/// </summary>
public sealed class RouteSet
{
    /// <summary>Takes nothing: every message is answered with AR.</summary>
    public static readonly RouteSet Empty = new([]);

    private readonly ImmutableArray<Route> routes;
    private readonly FrozenDictionary<string, Route> byName;

    private RouteSet(ImmutableArray<Route> routes)
    {
        this.routes = routes;
        byName = routes.ToFrozenDictionary(route => route.Name, StringComparer.Ordinal);
    }

    public IEnumerable<string> Names => routes.Select(route => route.Name);

    internal ImmutableArray<Route> Routes => routes;

    /// <summary>Reads every *.yaml file of the directories; one route a file.</summary>
    /// <param name="directories">A pack's routes and the hospital's own.</param>
    /// <param name="facilities">The organisation's facilities, which routes name by code.</param>
    /// <exception cref="ConfigurationException">Any file is not as expected; lists the issues of all of them.</exception>
    public static RouteSet Load(IEnumerable<string> directories, IReadOnlyCollection<Facility> facilities)
    {
        var files = directories
            .SelectMany(directory => Directory.EnumerateFiles(directory, "*.yaml"))
            .OrderBy(Path.GetFileName, StringComparer.Ordinal)
            .Select(file => (file, File.ReadAllText(file)));
        return Read(files, facilities);
    }

    /// <summary>As <see cref="Load"/>, from texts and the names to report them by.</summary>
    public static RouteSet Read(IEnumerable<(string Name, string Text)> files, IReadOnlyCollection<Facility> facilities)
    {
        var reading = new RouteReading(facilities);
        var routes = ImmutableArray.CreateBuilder<Route>();
        var issues = ImmutableArray.CreateBuilder<ConfigurationIssue>();
        foreach (var (name, text) in files)
        {
            try
            {
                var route = YamlFile.Read(name, text, reading.Read);
                if (routes.Any(other => other.Name == route.Name))
                    issues.Add(new ConfigurationIssue(name, 1, $"Expected one route named '{route.Name}', but there is another"));
                routes.Add(route);
            }
            catch (ConfigurationException broken)
            {
                issues.AddRange(broken.Issues);
            }
        }

        return issues.Count == 0 ? new RouteSet(routes.ToImmutable()) : throw new ConfigurationException(issues.ToImmutable());
    }

    internal Route? Find(string name) => byName.GetValueOrDefault(name);

    internal Route? For(MessageHeader header, int port)
    {
        foreach (var route in routes)
        {
            if (route.Match.Takes(header, port))
                return route;
        }

        return null;
    }
}

/// <summary>Holds the routes in force; a mended set takes the place of the old one at once and for all listeners.</summary>
public sealed class RouteTable(RouteSet routes)
{
    private volatile RouteSet current = routes;

    public RouteSet Current
    {
        get => current;
        set => current = value;
    }
}
