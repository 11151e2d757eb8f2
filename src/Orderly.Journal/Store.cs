using Orderly.Journal.Database;
using Orderly.Journal.Nodes;
using Orderly.Journal.Postgres;
using Orderly.Journal.Read;
using Orderly.Journal.Sealing;
using Orderly.Journal.Sqlite;
using Orderly.Journal.Verify;
using Orderly.Journal.Write;

namespace Orderly.Journal;

/// <summary>The durable store, on SQLite or PostgreSQL.</summary>
public sealed class Store : IStore
{
    private static readonly TimeSpan MonthsAhead = TimeSpan.FromDays(62);

    private readonly IDatabase database;
    private readonly KeyRing ring;
    private readonly Membership membership;
    private readonly Commit commit;

    private Store(IDatabase database, KeyRing ring, StoreOptions options)
    {
        this.database = database;
        this.ring = ring;
        membership = new Membership(database, Micros.From(options.Lease));
        commit = new Commit(database, ring, options.Time);
        Read = new Reads(database, ring, database.Dialect);
        Settings = new Settings(database);
        Blind = new BlindIndex(options.Key);
    }

    public Reads Read { get; }

    public Settings Settings { get; }

    public BlindIndex Blind { get; }

    /// <summary>Opens or makes the embedded store. Refuses with <see cref="StoreRefusedException"/>.</summary>
    public static ValueTask<Store> OpenSqlite(string path, StoreOptions options, CancellationToken cancel = default) =>
        Open(SqliteDatabase.Open(path, options.Time), options, cancel);

    /// <summary>Refuses with <see cref="StoreRefusedException"/> an embedded store that another process has open. Makes nothing.</summary>
    public static void ExpectFree(string path) => SqliteLockFile.Free(path);

    /// <summary>Opens or makes the store in an existing PostgreSQL database. Refuses with <see cref="StoreRefusedException"/>.</summary>
    public static async ValueTask<Store> OpenPostgres(string connectionString, StoreOptions options, CancellationToken cancel = default) =>
        await Open(await PostgresDatabase.Open(connectionString, cancel), options, cancel);

    /// <summary>A store that lives as long as this object: for simulations and tests of what stands on it.</summary>
    public static ValueTask<Store> OpenInMemory(StoreOptions options, CancellationToken cancel = default) =>
        Open(SqliteDatabase.OpenInMemory(options.Time), options, cancel);

    public ValueTask<NodeEpoch> Join(string node, CancellationToken cancel = default) => membership.Join(node, cancel);

    public ValueTask<bool> Renew(NodeEpoch node, CancellationToken cancel = default) => membership.Renew(node, cancel);

    public ValueTask Leave(NodeEpoch node, CancellationToken cancel = default) => membership.Leave(node, cancel);

    public ValueTask<IReadOnlyList<LaneEpoch>> AcquireLanes(NodeEpoch node, CancellationToken cancel = default) =>
        membership.Acquire(node, cancel);

    public ValueTask<int> SurplusLanes(NodeEpoch node, CancellationToken cancel = default) => membership.Surplus(node, cancel);

    public ValueTask ReleaseLanes(NodeEpoch node, IReadOnlyList<LaneEpoch> lanes, CancellationToken cancel = default) =>
        membership.Release(node, lanes, cancel);

    public ValueTask<BatchOutcome> Commit(NodeEpoch node, ChainHead head, Batch batch, CancellationToken cancel = default) =>
        commit.Run(node, head, batch, cancel);

    public async ValueTask<bool> FindBatch(NodeEpoch node, long number, CancellationToken cancel = default)
    {
        await using var transaction = await database.Begin(cancel);
        // A commit still under way holds the node's row; this waits for it to end.
        await transaction.Query("await_node", args => args.Text(node.Node), row => row.Long(0), cancel);
        var found = await transaction.Query("find_batch", args =>
        {
            args.Long(node.Epoch);
            args.Long(number);
        }, row => row.Long(0), cancel);
        return found.Count == 1;
    }

    /// <summary>Recomputes all hash chains; see <see cref="ChainReport"/>.</summary>
    public ValueTask<ChainReport> VerifyChains(CancellationToken cancel = default) => new ChainCheck(database).Run(cancel);

    /// <summary>Copies the embedded store into a new file while it is in use. PostgreSQL has its own tools.</summary>
    public void BackupTo(string path)
    {
        if (database is not SqliteDatabase sqlite)
            throw new NotSupportedException("Expected the embedded store, but it is PostgreSQL: use pg_basebackup and WAL archiving");
        sqlite.BackupTo(path);
    }

    internal Reads ReadThrough(Func<IQueries, IQueries> wrap) => new(wrap(database), ring, database.Dialect);

    public async ValueTask DisposeAsync()
    {
        ring.Dispose();
        await database.DisposeAsync();
    }

    private static async ValueTask<Store> Open(IDatabase database, StoreOptions options, CancellationToken cancel)
    {
        try
        {
            await Migrations.Apply(database, options.Time, cancel);
            var now = Micros.From(options.Time.GetUtcNow());
            await Prepare(database, now, cancel);
            var store = new Store(database, await KeyRing.Open(database, options.Key, now, cancel), options);
            await store.Settings.PrepareJournal(now, now + Micros.From(MonthsAhead), cancel);
            return store;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>The rows every store has: its own and the lanes'.</summary>
    private static async ValueTask Prepare(IDatabase database, long now, CancellationToken cancel)
    {
        await using var transaction = await database.Begin(cancel);
        await transaction.Write("add_store", [Guid.NewGuid()], (args, id) =>
        {
            args.Short(1);
            args.Uuid(id);
            args.Int(1);
            args.Int(1);
            args.Long(0);
            args.Long(now);
            args.Long(now);
            args.Double(1);
        });
        await transaction.Write("add_lane", [.. Enumerable.Range(0, Lane.Count)], (args, lane) =>
        {
            args.Short((short)lane);
            args.Long(0);
        });
        await transaction.Commit();
    }
}
