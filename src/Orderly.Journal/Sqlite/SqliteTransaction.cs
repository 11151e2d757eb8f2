using Orderly.Journal.Database;

namespace Orderly.Journal.Sqlite;

/// <summary>The writer's transaction: every row runs its prepared statement at once, in process.</summary>
internal sealed class SqliteTransaction(
    SqliteConnection connection, Statements statements, TimeProvider time, SemaphoreSlim writing) : ITransaction
{
    private bool allReturned = true;

    public ValueTask<List<T>> Query<T>(string statement, Action<IArguments> bind, Func<IRow, T> map, CancellationToken cancel = default) =>
        new(Query(connection.Prepare(statements[statement]), bind, map));

    public ValueTask Write<T>(string statement, IReadOnlyList<T> rows, Action<IArguments, T> bind)
    {
        var prepared = connection.Prepare(statements[statement]);
        foreach (var row in rows)
        {
            try
            {
                bind(prepared, row);
                prepared.Step();
            }
            finally
            {
                prepared.Reset();
            }
        }
        return ValueTask.CompletedTask;
    }

    public ValueTask WriteReturning<T>(string statement, IReadOnlyList<T> rows, Action<IArguments, T> bind, Action<IRow> returned)
    {
        var prepared = connection.Prepare(statements[statement]);
        foreach (var row in rows)
        {
            try
            {
                bind(prepared, row);
                var any = false;
                for (; prepared.Step(); any = true) returned(prepared);
                allReturned &= any;
            }
            finally
            {
                prepared.Reset();
            }
        }
        return ValueTask.CompletedTask;
    }

    /// <summary>Nothing is held: every statement ran when it was asked for.</summary>
    public ValueTask Send() => ValueTask.CompletedTask;

    public ValueTask Script(string sql)
    {
        connection.Execute(sql);
        return ValueTask.CompletedTask;
    }

    public ValueTask<long> Clock() => new(Micros.From(time.GetUtcNow()));

    public ValueTask Commit()
    {
        try
        {
            connection.Execute("commit");
        }
        catch (StoreUnavailableException e) when (connection.AutoCommit)
        {
            // The transaction is gone and SQLite reported an error: whether the WAL holds it, only a look can tell.
            throw new CommitCutOffException(e);
        }
        return ValueTask.CompletedTask;
    }

    public async ValueTask<bool> CommitIfAllReturned()
    {
        if (allReturned) await Commit();
        return allReturned;
    }

    public ValueTask DisposeAsync()
    {
        try
        {
            if (!connection.AutoCommit) connection.Execute("rollback");
        }
        finally
        {
            writing.Release();
        }
        return ValueTask.CompletedTask;
    }

    public static List<T> Query<T>(SqliteStatement prepared, Action<IArguments> bind, Func<IRow, T> map)
    {
        try
        {
            bind(prepared);
            var rows = new List<T>();
            while (prepared.Step()) rows.Add(map(prepared));
            return rows;
        }
        finally
        {
            prepared.Reset();
        }
    }
}
