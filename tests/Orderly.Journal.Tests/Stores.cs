using Npgsql;
using Orderly.Journal.Nodes;
using Orderly.Journal.Sealing;
using Orderly.Journal.Sqlite;
using Orderly.Journal.Tests;
using Orderly.Journal.Write;
using Orderly.Testing;

[assembly: AssemblyFixture(typeof(Stores))]

namespace Orderly.Journal.Tests;

public enum StoreKind { Sqlite, Postgres }

/// <summary>Fresh stores of either kind; the PostgreSQL server is started by the first test that needs it.</summary>
public sealed class Stores : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("orderly-journal-").FullName;
    private readonly Lazy<Task<PostgresServer>> server = new(() => PostgresServer.Start());
    private int files;

    public static KeyEncryptionKey Key { get; } = new(Enumerable.Range(0, 32).Select(i => (byte)i).ToArray());

    public Task<PostgresServer> Server => server.Value;

    public string NewFile() => Path.Combine(folder, $"{Interlocked.Increment(ref files)}.db");

    /// <summary>A path or a connection string to an empty place.</summary>
    public async Task<string> NewPlace(StoreKind kind) =>
        kind == StoreKind.Sqlite ? NewFile() : await (await Server).CreateDatabase();

    public static async Task<Store> Open(StoreKind kind, string place, StoreOptions? options = null)
    {
        options ??= new StoreOptions { Key = Key };
        return kind == StoreKind.Sqlite ? await Store.OpenSqlite(place, options) : await Store.OpenPostgres(place, options);
    }

    public async Task<Store> Open(StoreKind kind, StoreOptions? options = null) => await Open(kind, await NewPlace(kind), options);

    /// <summary>A fresh store with a joined node and its writer.</summary>
    public async Task<OpenStore> Writing(StoreKind kind)
    {
        var place = await NewPlace(kind);
        var store = await Open(kind, place);
        return new OpenStore(store, await Writer(store, "a"), kind, place);
    }

    public static async Task<BatchWriter> Writer(IStore store, string node, WriterLimits? limits = null) =>
        new(store, await store.Join(node), limits ?? new WriterLimits(), TimeProvider.System, TaskScheduler.Default);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (server.IsValueCreated) await (await Server).DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}

public sealed record OpenStore(Store Store, BatchWriter Writer, StoreKind Kind, string Place) : IAsyncDisposable
{
    public NodeEpoch Node => Writer.Node;

    public Task<AppendOutcome> Write(Append append) => Writer.Write(append);

    public async Task<AppendOutcome[]> WriteAll(params Append[] appends) => await Task.WhenAll(appends.Select(append => Writer.Write(append)));

    /// <summary>Changes the data behind the store's back.</summary>
    public async Task Tamper(string sql)
    {
        if (Kind == StoreKind.Sqlite)
        {
            using var connection = SqliteConnection.Open(Place, readOnly: false);
            connection.Execute(sql);
            return;
        }
        await using var source = NpgsqlDataSource.Create(Place);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Writer.Idle();
        await Store.DisposeAsync();
    }
}
