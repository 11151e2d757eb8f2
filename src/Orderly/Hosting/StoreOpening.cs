using Orderly.Connectors.Configuration;
using Orderly.Journal;
using Orderly.Journal.Sealing;

namespace Orderly.Hosting;

/// <summary>Opens the store the configuration names, with its key.</summary>
internal static class StoreOpening
{
    public const string KeySecret = "key-encryption-key";

    /// <exception cref="StoreRefusedException">No key, relaxed durability, another process holds it, or it was made by a newer release.</exception>
    public static async ValueTask<Store> Open(OrderlyOptions options, KeyEncryptionKey key, CancellationToken cancel = default)
    {
        Directory.CreateDirectory(options.Data);
        var store = new Journal.StoreOptions { Key = key };
        return options.Store switch
        {
            StoreOptions.Postgres postgres => await Store.OpenPostgres(ConnectionString(postgres, options), store, cancel),
            _ => await Store.OpenSqlite(DatabasePath(options), store, cancel),
        };
    }

    /// <summary>What the store says of itself; null when there is none yet. Makes and changes nothing.</summary>
    public static ValueTask<StoreLook?> Look(OrderlyOptions options, KeyEncryptionKey key, CancellationToken cancel) => options.Store switch
    {
        StoreOptions.Postgres postgres => StoreLook.Postgres(ConnectionString(postgres, options), key, cancel),
        _ => StoreLook.Sqlite(DatabasePath(options), key, cancel),
    };

    public static string DatabasePath(OrderlyOptions options) => Path.Combine(options.Data, "orderly.db");

    public static string SecretsFolder(OrderlyOptions options) => options.Secrets ?? Path.Combine(options.Data, "secrets");

    /// <summary>The key, from the secrets folder. In a demo a missing one is made.</summary>
    public static KeyEncryptionKey Key(OrderlyOptions options, HostSettings settings)
    {
        var path = Path.Combine(SecretsFolder(options), KeySecret);
        if (File.Exists(path) || !settings.Demo) return KeyEncryptionKey.FromFile(path);
        // A demo starts from nothing; a hospital's key is made once, with 'orderly key', and kept apart from the backup.
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return KeyEncryptionKey.Create(path);
    }

    /// <summary>With the password, from its secret.</summary>
    /// <exception cref="StoreRefusedException">There is no such secret.</exception>
    public static string ConnectionString(StoreOptions.Postgres postgres, OrderlyOptions options)
    {
        if (postgres.PasswordSecret is not { } name) return postgres.Connection;
        var path = Path.Combine(SecretsFolder(options), name);
        if (!File.Exists(path)) throw new StoreRefusedException($"Expected the secret '{name}' in {path}, but there is no such file");
        return $"{postgres.Connection};Password={File.ReadAllText(path).TrimEnd('\r', '\n')}";
    }
}
