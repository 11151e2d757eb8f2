using System.Reflection;
using Orderly.Journal;
using Orderly.Journal.Sealing;
using Orderly.Runtime.Tests;
using Orderly.Testing;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(Stores))]

namespace Orderly.Runtime.Tests;

public enum StoreKind { Sqlite, Postgres }

/// <summary>Fresh stores of either kind; the PostgreSQL server is started by the first test that needs it.</summary>
public sealed class Stores : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("orderly-runtime-").FullName;
    private readonly Lazy<Task<PostgresServer>> server = new(() => PostgresServer.Start());
    private int files;

    public static KeyEncryptionKey Key { get; } = new(Enumerable.Range(0, 32).Select(i => (byte)i).ToArray());

    /// <summary>A path or a connection string to an empty place.</summary>
    public async Task<string> NewPlace(StoreKind kind) =>
        kind == StoreKind.Sqlite ? Path.Combine(folder, $"{Interlocked.Increment(ref files)}.db") : await (await server.Value).CreateDatabase();

    public static async Task<Store> Open(StoreKind kind, string place)
    {
        var options = new StoreOptions { Key = Key };
        return kind == StoreKind.Sqlite ? await Store.OpenSqlite(place, options) : await Store.OpenPostgres(place, options);
    }

    public async Task<Store> Open(StoreKind kind) => await Open(kind, await NewPlace(kind));

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (server.IsValueCreated) await (await server.Value).DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>Runs a test on every kind of store: what holds on one holds on the other.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnEveryStoreAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([.. Enum.GetValues<StoreKind>().Select(kind => new TheoryDataRow(kind))]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
