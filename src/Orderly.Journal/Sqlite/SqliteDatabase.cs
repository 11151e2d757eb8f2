using System.Collections.Concurrent;
using Orderly.Journal.Database;

namespace Orderly.Journal.Sqlite;

/// <summary>
/// SQLite with one writing connection, which also checkpoints, and as many reading ones as readers come. In memory there is one
/// connection for all.
/// </summary>
internal sealed class SqliteDatabase : IDatabase
{
    private readonly Statements statements = Statements.Load(Dialect.Sqlite);
    private readonly ConcurrentBag<SqliteConnection> idle = [];
    private readonly SemaphoreSlim writing = new(1, 1);
    private readonly SqliteConnection writer;
    private readonly TimeProvider time;
    private readonly string? path;
    private readonly SqliteLockFile? lockFile;

    private SqliteDatabase(SqliteConnection writer, TimeProvider time, string? path, SqliteLockFile? lockFile)
    {
        this.writer = writer;
        this.time = time;
        this.path = path;
        this.lockFile = lockFile;
    }

    public Dialect Dialect => Dialect.Sqlite;

    public static SqliteDatabase Open(string path, TimeProvider time)
    {
        var lockFile = SqliteLockFile.Take(path);
        try
        {
            var writer = SqliteConnection.Open(path, readOnly: false);
            SqliteDurability.Set(writer);
            SqliteDurability.Check(writer);
            return new SqliteDatabase(writer, time, path, lockFile);
        }
        catch
        {
            lockFile.Dispose();
            throw;
        }
    }

    /// <summary>Lives as long as this object; for the simulated store.</summary>
    public static SqliteDatabase OpenInMemory(TimeProvider time) =>
        new(SqliteConnection.Open(":memory:", readOnly: false), time, path: null, lockFile: null);

    public ValueTask<ITransaction> BeginBatch(CancellationToken cancel = default) => Begin(cancel);

    public async ValueTask<ITransaction> Begin(CancellationToken cancel = default)
    {
        await writing.WaitAsync(cancel);
        try
        {
            writer.Execute("begin immediate");
            return new SqliteTransaction(writer, statements, time, writing);
        }
        catch
        {
            writing.Release();
            throw;
        }
    }

    public ValueTask<List<T>> Query<T>(
        string statement, Action<IArguments> bind, Func<IRow, T> map, CancellationToken cancel = default) =>
        Reading(connection => SqliteTransaction.Query(connection.Prepare(statements[statement]), bind, map), cancel);

    public async ValueTask Each(string statement, Action<IRow> row, CancellationToken cancel = default) =>
        await Reading(connection =>
        {
            var prepared = connection.Prepare(statements[statement]);
            try
            {
                while (prepared.Step()) row(prepared);
                return true;
            }
            finally
            {
                prepared.Reset();
            }
        }, cancel);

    private async ValueTask<T> Reading<T>(Func<SqliteConnection, T> read, CancellationToken cancel)
    {
        if (path is null)
        {
            await writing.WaitAsync(cancel);
            try
            {
                return read(writer);
            }
            finally
            {
                writing.Release();
            }
        }

        if (!idle.TryTake(out var reader)) reader = OpenReader(path);
        try
        {
            return read(reader);
        }
        finally
        {
            idle.Add(reader);
        }
    }

    /// <summary>An online copy, taken on a connection of its own; the writer goes on meanwhile.</summary>
    public void BackupTo(string target)
    {
        using var source = OpenReader(path ?? throw new InvalidOperationException("Expected a store in a file, but it is in memory"));
        source.BackupTo(target);
    }

    public ValueTask DisposeAsync()
    {
        foreach (var reader in idle) reader.Dispose();
        writer.Dispose();
        writing.Dispose();
        lockFile?.Dispose();
        return ValueTask.CompletedTask;
    }

    private static SqliteConnection OpenReader(string path)
    {
        var reader = SqliteConnection.Open(path, readOnly: true);
        reader.Execute("pragma mmap_size = 0; pragma cache_size = -8000; pragma query_only = on");
        return reader;
    }
}
