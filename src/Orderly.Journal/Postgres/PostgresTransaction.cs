using Npgsql;
using Orderly.Journal.Database;

namespace Orderly.Journal.Postgres;

/// <summary>
/// A write transaction; writes are held and go out together, in one round trip, before whatever must see them. It begins on the
/// server with the first of them, and when all go out with the commit, one round trip is the whole of it.
/// </summary>
internal sealed class PostgresTransaction(NpgsqlConnection connection, Statements statements) : ITransaction
{
    private const string DivisionByZero = "22012";

    private readonly List<Held> held = [];
    private NpgsqlTransaction? transaction;

    /// <param name="Returned">What is done with each row of the answer; null for a statement that gives none.</param>
    private sealed record Held(string Statement, ColumnArrays Columns, long Rows, Action<IRow>? Returned);

    public async ValueTask<List<T>> Query<T>(string statement, Action<IArguments> bind, Func<IRow, T> map, CancellationToken cancel = default)
    {
        await Send();
        return await PostgresErrors.Guard(async () =>
        {
            await using var command = new NpgsqlCommand(statements[statement], connection, await Begun());
            return await PostgresRows.Read(command, bind, map, cancel);
        });
    }

    public ValueTask Write<T>(string statement, IReadOnlyList<T> rows, Action<IArguments, T> bind)
    {
        if (rows.Count > 0) held.Add(new Held(statement, Gather(rows, bind), rows.Count, null));
        return ValueTask.CompletedTask;
    }

    public ValueTask WriteReturning<T>(string statement, IReadOnlyList<T> rows, Action<IArguments, T> bind, Action<IRow> returned)
    {
        if (rows.Count > 0) held.Add(new Held(statement, Gather(rows, bind), rows.Count, returned));
        return ValueTask.CompletedTask;
    }

    public async ValueTask Send()
    {
        if (held.Count == 0) return;
        Held[] sent = [.. held];
        held.Clear();
        await PostgresErrors.Guard(async () =>
        {
            await using var batch = new NpgsqlBatch(connection, await Begun());
            foreach (var one in sent) Add(batch, statements[one.Statement], one.Columns);
            await using var reader = await batch.ExecuteReaderAsync();
            var row = new PostgresRows.Row(reader);
            // Only statements that return rows have a result here, an empty one included.
            foreach (var one in sent)
            {
                if (one.Returned is not { } returned) continue;
                while (await reader.ReadAsync()) returned(row);
                await reader.NextResultAsync();
            }
            return true;
        });
    }

    /// <summary>The server counts what each statement returned, and a division by zero ends the transaction where rows are missing.</summary>
    public async ValueTask<bool> CommitIfAllReturned()
    {
        if (transaction is not null) throw new InvalidOperationException("Expected nothing to be sent before a commit in one go, but something was");
        // Statements sent together without a transaction of their own are one, which ends with them.
        await using var batch = new NpgsqlBatch(connection);
        foreach (var one in held)
        {
            if (one.Returned is null) Add(batch, statements[one.Statement], one.Columns);
            else Add(batch, statements.Counted(one.Statement), one.Columns).Parameters.Add(new NpgsqlParameter<long> { TypedValue = one.Rows });
        }
        held.Clear();
        try
        {
            await batch.ExecuteNonQueryAsync();
            return true;
        }
        catch (PostgresException e) when (e.SqlState == DivisionByZero)
        {
            return false;
        }
        catch (Exception e) when (CommitFailure(e) is { } failure)
        {
            throw failure;
        }
    }

    public async ValueTask Script(string sql)
    {
        await Send();
        await PostgresErrors.Guard(async () =>
        {
            await using var command = new NpgsqlCommand(sql, connection, await Begun());
            return await command.ExecuteNonQueryAsync();
        });
    }

    public async ValueTask<long> Clock() => (await Query("clock_now", _ => { }, row => row.Long(0))).Single();

    public async ValueTask Commit()
    {
        await Send();
        var begun = await PostgresErrors.Guard(Begun);
        try
        {
            await begun.CommitAsync();
        }
        catch (Exception e) when (CommitFailure(e) is { } failure)
        {
            throw failure;
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (transaction is not null) await transaction.DisposeAsync();
        }
        catch (Exception e) when (e is NpgsqlException or IOException or InvalidOperationException)
        {
            // A dead connection cannot roll back; the server does it for it.
        }
        await connection.DisposeAsync();
    }

    private static Exception? CommitFailure(Exception e) => e switch
    {
        // The server said no: the transaction is rolled back for certain.
        PostgresException p when !PostgresErrors.IsConnectionLoss(p) => PostgresErrors.ToStoreException(p),
        NpgsqlException or IOException or ObjectDisposedException or InvalidOperationException => new CommitCutOffException(e),
        _ => null,
    };

    private async ValueTask<NpgsqlTransaction> Begun() => transaction ??= await connection.BeginTransactionAsync();

    private static NpgsqlBatchCommand Add(NpgsqlBatch batch, string sql, ColumnArrays columns)
    {
        var command = new NpgsqlBatchCommand(sql);
        columns.AddTo(command.Parameters);
        batch.BatchCommands.Add(command);
        return command;
    }

    private static ColumnArrays Gather<T>(IReadOnlyList<T> rows, Action<IArguments, T> bind)
    {
        var columns = new ColumnArrays();
        foreach (var row in rows)
        {
            bind(columns, row);
            columns.EndRow();
        }
        return columns;
    }
}
