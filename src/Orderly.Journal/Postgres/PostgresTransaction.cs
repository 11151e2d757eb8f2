using Npgsql;
using Orderly.Journal.Database;

namespace Orderly.Journal.Postgres;

/// <summary>A write transaction; writes are held and go out together, in one round trip, before whatever must see them.</summary>
internal sealed class PostgresTransaction(NpgsqlConnection connection, NpgsqlTransaction transaction, Statements statements) : ITransaction
{
    private NpgsqlBatch? held;

    // What is done with each answer of the held statements that give one, in their order.
    private readonly List<Action<IRow>> answers = [];

    public async ValueTask<List<T>> Query<T>(string statement, Action<IArguments> bind, Func<IRow, T> map, CancellationToken cancel = default)
    {
        await Send();
        return await PostgresErrors.Guard(async () =>
        {
            await using var command = new NpgsqlCommand(statements[statement], connection, transaction);
            return await PostgresRows.Read(command, bind, map, cancel);
        });
    }

    public ValueTask Write<T>(string statement, IReadOnlyList<T> rows, Action<IArguments, T> bind)
    {
        if (rows.Count > 0) Hold(statement, rows, bind);
        return ValueTask.CompletedTask;
    }

    public ValueTask WriteReturning<T>(string statement, IReadOnlyList<T> rows, Action<IArguments, T> bind, Action<IRow> returned)
    {
        if (rows.Count == 0) return ValueTask.CompletedTask;
        Hold(statement, rows, bind);
        answers.Add(returned);
        return ValueTask.CompletedTask;
    }

    public async ValueTask Send()
    {
        if (held is not { } batch) return;
        held = null;
        Action<IRow>[] expected = [.. answers];
        answers.Clear();
        await PostgresErrors.Guard(async () =>
        {
            await using (batch)
            {
                await using var reader = await batch.ExecuteReaderAsync();
                var row = new PostgresRows.Row(reader);
                // Only statements that return rows have a result here, an empty one included.
                foreach (var answer in expected)
                {
                    while (await reader.ReadAsync()) answer(row);
                    await reader.NextResultAsync();
                }
                return true;
            }
        });
    }

    public async ValueTask Script(string sql)
    {
        await Send();
        await PostgresErrors.Guard(async () =>
        {
            await using var command = new NpgsqlCommand(sql, connection, transaction);
            return await command.ExecuteNonQueryAsync();
        });
    }

    public async ValueTask<long> Clock() => (await Query("clock_now", _ => { }, row => row.Long(0))).Single();

    public async ValueTask Commit()
    {
        await Send();
        try
        {
            await transaction.CommitAsync();
        }
        catch (PostgresException e) when (!PostgresErrors.IsConnectionLoss(e))
        {
            // The server said no: the transaction is rolled back for certain.
            throw PostgresErrors.ToStoreException(e);
        }
        catch (Exception e) when (e is NpgsqlException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            throw new CommitCutOffException(e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (held is not null) await held.DisposeAsync();
        try
        {
            await transaction.DisposeAsync();
        }
        catch (Exception e) when (e is NpgsqlException or IOException or InvalidOperationException)
        {
            // A dead connection cannot roll back; the server does it for it.
        }
        await connection.DisposeAsync();
    }

    private void Hold<T>(string statement, IReadOnlyList<T> rows, Action<IArguments, T> bind)
    {
        held ??= new NpgsqlBatch(connection, transaction);
        var command = new NpgsqlBatchCommand(statements[statement]);
        Gather(rows, bind).AddTo(command.Parameters);
        held.BatchCommands.Add(command);
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
