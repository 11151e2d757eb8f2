using Npgsql;
using Orderly.Journal.Database;

namespace Orderly.Journal.Postgres;

/// <summary>
/// PostgreSQL over four pools: one for reading whatever is asked, one for reading by key, one for writing, and the one connection
/// of the batches: a pool hands out its connections in turn, and each batch would find the caches of another server process.
/// The planner of all but the first is pinned to index paths, because a plan made while tables were empty would scan them for
/// the life of the connection.
/// </summary>
internal sealed class PostgresDatabase : IDatabase
{
    private const string PinnedPlanner =
        "-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c plan_cache_mode=force_generic_plan -c jit=off";

    /// <summary>
    /// A plan kept from when a table was small joins it row by row with itself later: half a second and more for a round over
    /// 1,500 due effects, where a plan made for the table as it is takes 20 ms.
    /// </summary>
    private const string FreshPlans = "-c jit=off -c plan_cache_mode=force_custom_plan";

    /// <summary>A server allows 100 connections by default; more than this one node could use would only shut others out.</summary>
    private const int ReadConnections = 24;

    /// <summary>Each is busy for one short round trip only: more of them would just take turns on the server's processors.</summary>
    private const int KeyedConnections = 8;

    private readonly Statements statements = Statements.Load(Dialect.Postgres);
    private readonly NpgsqlDataSource reads;
    private readonly NpgsqlDataSource keyed;
    private readonly NpgsqlDataSource writes;
    private readonly NpgsqlDataSource batches;

    private PostgresDatabase(NpgsqlDataSource reads, NpgsqlDataSource keyed, NpgsqlDataSource writes, NpgsqlDataSource batches) =>
        (this.reads, this.keyed, this.writes, this.batches) = (reads, keyed, writes, batches);

    public Dialect Dialect => Dialect.Postgres;

    public static async ValueTask<PostgresDatabase> Open(string connectionString, CancellationToken cancel)
    {
        var given = new NpgsqlConnectionStringBuilder(connectionString);
        var read = new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = "orderly",
            MaxAutoPrepare = 200,
            AutoPrepareMinUsages = 2,
            NoResetOnClose = true,
            Options = $"{given.Options} {FreshPlans}",
        };
        if (!given.ShouldSerialize("Maximum Pool Size")) read.MaxPoolSize = ReadConnections;
        var write = new NpgsqlConnectionStringBuilder(read.ConnectionString)
        {
            ApplicationName = "orderly writer",
            MaxPoolSize = 4,
            Options = $"{given.Options} {PinnedPlanner}",
        };
        var byKey = new NpgsqlConnectionStringBuilder(write.ConnectionString) { ApplicationName = "orderly reader", MaxPoolSize = KeyedConnections };
        var batch = new NpgsqlConnectionStringBuilder(write.ConnectionString) { MaxPoolSize = 1 };
        var database = new PostgresDatabase(
            NpgsqlDataSource.Create(read.ConnectionString), NpgsqlDataSource.Create(byKey.ConnectionString),
            NpgsqlDataSource.Create(write.ConnectionString), NpgsqlDataSource.Create(batch.ConnectionString));
        try
        {
            await using var connection = await PostgresErrors.Guard(() => database.writes.OpenConnectionAsync(cancel));
            await PostgresDurability.Check(connection, cancel);
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    public ValueTask<ITransaction> Begin(CancellationToken cancel = default) => Begin(writes, cancel);

    public ValueTask<ITransaction> BeginBatch(CancellationToken cancel = default) => Begin(batches, cancel);

    public async ValueTask<List<T>> Query<T>(
        string statement, Action<IArguments> bind, Func<IRow, T> map, CancellationToken cancel = default)
    {
        try
        {
            return await Read(statement, bind, map, cancel);
        }
        catch (StoreUnavailableException)
        {
            // Pooled sessions are dead after a server restart; a read may be asked again on a new one.
            PoolOf(statement).Clear();
            return await Read(statement, bind, map, cancel);
        }
    }

    public async ValueTask Each(string statement, Action<IRow> row, CancellationToken cancel = default) =>
        await PostgresErrors.Guard(async () =>
        {
            await using var connection = await reads.OpenConnectionAsync(cancel);
            await using var command = new NpgsqlCommand(statements[statement], connection) { CommandTimeout = 0 };
            await using var reader = await command.ExecuteReaderAsync(cancel);
            var current = new PostgresRows.Row(reader);
            while (await reader.ReadAsync(cancel)) row(current);
            return true;
        });

    public async ValueTask DisposeAsync()
    {
        await reads.DisposeAsync();
        await keyed.DisposeAsync();
        await writes.DisposeAsync();
        await batches.DisposeAsync();
    }

    private ValueTask<ITransaction> Begin(NpgsqlDataSource pool, CancellationToken cancel) =>
        PostgresErrors.Guard<ITransaction>(async () => new PostgresTransaction(await pool.OpenConnectionAsync(cancel), statements));

    private NpgsqlDataSource PoolOf(string statement) => statements.IsKeyed(statement) ? keyed : reads;

    private ValueTask<List<T>> Read<T>(string statement, Action<IArguments> bind, Func<IRow, T> map, CancellationToken cancel) =>
        PostgresErrors.Guard(async () =>
        {
            await using var connection = await PoolOf(statement).OpenConnectionAsync(cancel);
            await using var command = new NpgsqlCommand(statements[statement], connection);
            return await PostgresRows.Read(command, bind, map, cancel);
        });
}
