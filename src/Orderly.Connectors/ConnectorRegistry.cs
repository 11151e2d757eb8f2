using System.Collections.Frozen;
using System.Collections.Immutable;
using Orderly.Canonical.Outbound;
using Orderly.Connectors.Configuration;
using Orderly.Connectors.Mllp;
using Orderly.Connectors.Rest;

namespace Orderly.Connectors;

/// <summary>The outbound connectors, by the name effects address them by.</summary>
public sealed class ConnectorRegistry : IDisposable
{
    // The table of kinds: a new kind of connector is one line here.
    private static readonly FrozenDictionary<string, Func<YamlMap, SecretDirectory, TimeProvider, IConnector?>> Kinds =
        new Dictionary<string, Func<YamlMap, SecretDirectory, TimeProvider, IConnector?>>(StringComparer.Ordinal)
        {
            ["rest"] = (map, secrets, time) => new RestConfiguration(secrets).Read(map) is { } settings ? new RestConnector(settings, secrets, time) : null,
            ["mllp"] = (map, _, time) => MllpConnectorConfiguration.Read(map) is { } settings ? new MllpConnector(settings, time) : null,
        }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly FrozenDictionary<string, IConnector> byName;

    private ConnectorRegistry(IEnumerable<IConnector> connectors) =>
        byName = connectors.ToFrozenDictionary(connector => connector.Name, StringComparer.Ordinal);

    public ImmutableArray<IConnector> All => [.. byName.Values];

    /// <summary>Reads every *.yaml file of the directory; one connector a file.</summary>
    /// <exception cref="ConfigurationException">Any file is not as expected; lists the issues of all of them.</exception>
    public static ConnectorRegistry Load(string directory, SecretDirectory secrets, TimeProvider time) =>
        Read(Directory.EnumerateFiles(directory, "*.yaml").Order(StringComparer.Ordinal).Select(file => (file, File.ReadAllText(file))), secrets, time);

    /// <summary>As <see cref="Load"/>, from texts and the names to report them by.</summary>
    public static ConnectorRegistry Read(IEnumerable<(string Name, string Text)> files, SecretDirectory secrets, TimeProvider time)
    {
        var connectors = new List<IConnector>();
        var issues = ImmutableArray.CreateBuilder<ConfigurationIssue>();
        foreach (var (name, text) in files)
        {
            try
            {
                var connector = YamlFile.Read(name, text, map => OfKind(map, secrets, time));
                if (connectors.Exists(other => other.Name == connector.Name))
                    issues.Add(new ConfigurationIssue(name, 1, $"Expected one connector named '{connector.Name}', but there is another"));
                connectors.Add(connector);
            }
            catch (ConfigurationException broken)
            {
                issues.AddRange(broken.Issues);
            }
        }

        if (issues.Count == 0)
            return new ConnectorRegistry(connectors);
        connectors.ForEach(connector => (connector as IDisposable)?.Dispose());
        throw new ConfigurationException(issues.ToImmutable());
    }

    /// <summary>Null when there is none of that name.</summary>
    public IConnector? Find(string name) => byName.GetValueOrDefault(name);

    public void Dispose()
    {
        foreach (var connector in byName.Values)
            (connector as IDisposable)?.Dispose();
    }

    private static IConnector? OfKind(YamlMap map, SecretDirectory secrets, TimeProvider time)
    {
        var kind = map.RequiredText("kind");
        if (Kinds.TryGetValue(kind.Value, out var read))
            return read(map, secrets, time);
        kind.Report($"Expected one of {string.Join(", ", Kinds.Keys.Order(StringComparer.Ordinal))}, but 'kind' is '{kind.Value}'");
        return null;
    }
}
