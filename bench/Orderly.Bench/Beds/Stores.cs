using Orderly.Journal;
using Orderly.Journal.Sealing;
using Orderly.Testing;

namespace Orderly.Bench.Beds;

internal enum StoreKind { Sqlite, Postgres }

/// <summary>Fresh stores of either kind. The PostgreSQL server is a private one, started by the first case that needs it.</summary>
internal sealed class Stores(string folder) : IAsyncDisposable
{
    public static readonly IReadOnlyList<StoreKind> Kinds = [StoreKind.Sqlite, StoreKind.Postgres];

    /// <summary>The tests' connection string gives a new session five seconds: too few when the measured load has both cores.</summary>
    private const string PatientOpening = ";Timeout=60;Command Timeout=120";

    private readonly Lazy<Task<PostgresServer>> server = new(() => PostgresServer.Start());
    private int files;

    public static KeyEncryptionKey Key { get; } = new(Enumerable.Range(0, 32).Select(i => (byte)i).ToArray());

    public static string NameOf(StoreKind kind) => kind == StoreKind.Sqlite ? "SQLite" : "PostgreSQL";

    public async Task<Store> Open(StoreKind kind)
    {
        var options = new StoreOptions { Key = Key };
        return kind == StoreKind.Sqlite
            ? await Store.OpenSqlite(Path.Combine(folder, $"{++files}.db"), options)
            : await Store.OpenPostgres(await NewDatabase(), options);
    }

    /// <summary>Connection string of an empty database.</summary>
    public async Task<string> NewDatabase() => await (await server.Value).CreateDatabase() + PatientOpening;

    public async ValueTask DisposeAsync()
    {
        if (server.IsValueCreated) await (await server.Value).DisposeAsync();
    }
}
