using System.Net;
using System.Text.RegularExpressions;
using Orderly.Connectors.Configuration;
using Orderly.Runtime.Cluster;

namespace Orderly.Hosting;

/// <summary>Reads and checks <c>orderly.yaml</c>. Every complaint names the line and the key to set.</summary>
internal static partial class OptionsFile
{
    private const string SecretPrefix = "secret:";

    /// <exception cref="ConfigurationException">Anything is not as expected.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static OrderlyOptions Read(string path)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"Expected a configuration file at {path}, but found none. 'orderly demo' needs none.", path);
        return Parse(File.ReadAllText(path), Path.GetDirectoryName(Path.GetFullPath(path))!, path);
    }

    internal static OrderlyOptions Parse(string text, string folder, string name) =>
        YamlFile.Read(name, text, map => Read(map, folder));

    private static OrderlyOptions? Read(YamlMap map, string folder)
    {
        string? Anchored(string key) => map.Text(key) is { Value.Length: > 0 } text ? Path.GetFullPath(text.Value, folder) : null;

        var defaults = new OrderlyOptions();
        var options = defaults with
        {
            Data = Anchored("data") ?? Path.GetFullPath(".orderly", folder),
            Store = map.Map("store") is { } store ? ReadStore(store) : defaults.Store,
            Cluster = map.Map("cluster") is { } cluster ? ReadCluster(cluster, map.Map("store")) : null,
            Listen = map.Text("listen") is { } listen ? ReadListen(listen) : defaults.Listen,
            ClockRate = map.Number("clock-rate", defaults.ClockRate, least: 1, most: 3600),
            Packs = [.. map.Texts("packs").Select(pack => Path.GetFullPath(pack.Value, folder))],
            Listeners = Anchored("listeners"),
            Connectors = Anchored("connectors"),
            Secrets = Anchored("secrets"),
            Clients = Anchored("clients"),
            Sealed = map.Flag("sealed", otherwise: false),
        };
        map.RefuseOthers();
        return options;
    }

    private static StoreOptions ReadStore(YamlMap map)
    {
        var kind = map.RequiredText("kind");
        var connection = map.Text("connection");
        var password = map.Text("password");
        map.RefuseOthers();
        switch (kind.Value)
        {
            case "embedded":
                connection?.Report("Expected 'connection' only for store kind 'postgres', but the kind is 'embedded'");
                return new StoreOptions.Embedded();
            case "postgres":
                return ReadPostgres(kind, connection, password);
            case "":
                return new StoreOptions.Embedded();
            default:
                kind.Report($"Expected 'kind' of store to be embedded or postgres, but it is '{kind.Value}'");
                return new StoreOptions.Embedded();
        }
    }

    private static StoreOptions.Postgres ReadPostgres(YamlText kind, YamlText? connection, YamlText? password)
    {
        if (connection is null)
            kind.Report("Expected 'connection' with a PostgreSQL connection string (Host=...;Database=...;Username=...), but it is missing");
        else if (connection.Value.Contains("password", StringComparison.OrdinalIgnoreCase))
            connection.Report("Expected no password in 'connection'; put it into a secret and name it in 'password' (secret:NAME)");
        if (password is not null && !password.Value.StartsWith(SecretPrefix, StringComparison.Ordinal))
            password.Report("Expected 'password' to be a reference such as secret:postgres, but it is a literal");
        return new StoreOptions.Postgres(connection?.Value ?? "", password?.Value[Math.Min(SecretPrefix.Length, password.Value.Length)..]);
    }

    private static ClusterOptions? ReadCluster(YamlMap map, YamlMap? store)
    {
        var node = map.RequiredText("node");
        var address = map.RequiredText("address");
        var port = map.Number("port", ClusterOptions.DefaultPort, least: 1, most: 65535);
        map.RefuseOthers();
        if (store?.Text("kind")?.Value != "postgres")
            map.Report("Expected 'cluster' only with store kind 'postgres', but the store is embedded: it belongs to one process");
        if (node.Value.Length > 0 && !NodeName().IsMatch(node.Value))
            node.Report($"Expected 'node' of cluster to be 1 to 63 lower-case letters, digits and hyphens, but it is '{node.Value}'");
        if (address.Value.Length == 0) return null;
        if (!IPAddress.TryParse(address.Value, out var silo))
            address.Report($"Expected 'address' of cluster to be an IP address of this machine, but it is '{address.Value}'");
        else if (!SiloEndpoint.IsPrivate(silo))
            address.Report($"Expected 'address' of cluster on a private interface (10/8, 172.16/12, 192.168/16, fc00::/7 or loopback), but it is {silo}: nodes speak to each other without a password");
        else
            return new ClusterOptions(node.Value, new SiloEndpoint(silo, port));
        return null;
    }

    private static Uri ReadListen(YamlText text)
    {
        if (!Uri.TryCreate(text.Value, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            text.Report($"Expected 'listen' to be an address such as http://127.0.0.1:5080, but it is '{text.Value}'");
        else if (address.Scheme == "http" && !IsLoopback(address.Host))
            text.Report($"Expected 'listen' to be https where other machines can reach it, but it is '{text.Value}'. Plain http is for loopback behind a proxy");
        else
            return address;
        return new OrderlyOptions().Listen;
    }

    private static bool IsLoopback(string host) =>
        host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,62}$", RegexOptions.CultureInvariant)]
    private static partial Regex NodeName();
}
