using Orderly.Journal.Database;
using Orderly.Journal.Postgres;
using Orderly.Journal.Sealing;
using Orderly.Journal.Sqlite;

namespace Orderly.Journal;

/// <summary>What a store says of itself to someone who only looks: nothing is made, migrated or written.</summary>
/// <param name="Schema">The last migration applied.</param>
/// <param name="Newest">The last one this program has; it is applied when the store is opened.</param>
public sealed record StoreLook(int Schema, int Newest, int Era)
{
    /// <returns>Null when there is no store at the path.</returns>
    /// <exception cref="StoreRefusedException">Another process has it open, it was made by a newer release, or the key is not this store's.</exception>
    public static async ValueTask<StoreLook?> Sqlite(string path, KeyEncryptionKey key, CancellationToken cancel = default)
    {
        if (!File.Exists(path)) return null;
        using var look = SqliteLook.Open(path);
        return await Of(look, Dialect.Sqlite, key, cancel);
    }

    /// <inheritdoc cref="Sqlite"/>
    /// <exception cref="StoreUnavailableException">The server does not answer.</exception>
    public static async ValueTask<StoreLook?> Postgres(string connectionString, KeyEncryptionKey key, CancellationToken cancel = default)
    {
        await using var database = await PostgresDatabase.Open(connectionString, cancel);
        return await Of(database, Dialect.Postgres, key, cancel);
    }

    private static async ValueTask<StoreLook?> Of(IQueries queries, Dialect dialect, KeyEncryptionKey key, CancellationToken cancel)
    {
        if ((await queries.Query("has_schema", _ => { }, row => row.Long(0), cancel)).Single() == 0) return null;
        var applied = (await queries.Query("schema_versions", _ => { }, row => row.Int(0), cancel)).Max();
        var newest = Migrations.Newest(dialect);
        if (applied > newest) throw new StoreRefusedException($"Expected a store of schema {newest} or earlier, but it is {applied}: made by a newer release");
        foreach (var (id, wrapped) in await queries.Query("seal_keys", _ => { }, row => (row.Long(0), row.Bytes(1)), cancel)) key.Unwrap(id, wrapped);
        return new StoreLook(applied, newest, (await queries.Query("store", _ => { }, row => row.Int(1), cancel)).Single());
    }
}
