using Orderly.Runtime.Cluster;

namespace Orderly.Hosting;

/// <summary>The one configuration file, <c>orderly.yaml</c>. Every default is written here; an unknown key is an error.</summary>
internal sealed record OrderlyOptions
{
    /// <summary>Folder of the embedded store, its keys and its lock. Relative paths count from the configuration file.</summary>
    public string Data { get; init; } = Path.GetFullPath(".orderly");

    public StoreOptions Store { get; init; } = new StoreOptions.Embedded();

    /// <summary>Null: the only node of its store.</summary>
    public ClusterOptions? Cluster { get; init; }

    /// <summary>Where pages and API are served.</summary>
    public Uri Listen { get; init; } = new("http://127.0.0.1:5080");

    /// <summary>Hospital seconds a real second. 1 in production; a demo may run faster.</summary>
    public int ClockRate { get; init; } = 1;

    /// <summary>Folders of packs, deployed at start when their content changed.</summary>
    public IReadOnlyList<string> Packs { get; init; } = [];

    /// <summary>Folder of MLLP listeners, one YAML file each; none: nothing is listened to.</summary>
    public string? Listeners { get; init; }

    /// <summary>Folder of outside systems, one YAML file each; a call to one that is not named becomes an incident.</summary>
    public string? Connectors { get; init; }

    /// <summary>Folder of secrets, one file a name; <c>secret:name</c> elsewhere refers to them.</summary>
    public string? Secrets { get; init; }

    /// <summary>File of the programs that may call the API; none: only signed-in people.</summary>
    public string? Clients { get; init; }

    /// <summary>Effects are written and provably never sent.</summary>
    public bool Sealed { get; init; }
}

/// <summary>One of several nodes on one PostgreSQL.</summary>
/// <param name="Node">Unique among them; a node that starts under a name in use voids the one before.</param>
/// <param name="Silo">Where the other nodes reach this one.</param>
internal sealed record ClusterOptions(string Node, SiloEndpoint Silo)
{
    public const int DefaultPort = 11111;
}

internal abstract record StoreOptions
{
    private StoreOptions()
    {
    }

    /// <summary>SQLite in the data folder.</summary>
    public sealed record Embedded : StoreOptions;

    /// <param name="Connection">Npgsql connection string without the password.</param>
    /// <param name="PasswordSecret">Name of the secret that holds it; null where the server asks for none.</param>
    public sealed record Postgres(string Connection, string? PasswordSecret) : StoreOptions;
}
