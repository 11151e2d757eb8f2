using Orderly.Journal.Database;

namespace Orderly.Journal.Sqlite;

/// <summary>
/// Reads a store that nobody has open, and makes no file beside it: SQLite is told that the file does not change, so it wants
/// neither its log nor its shared memory.
/// </summary>
internal sealed class SqliteLook : IQueries, IDisposable
{
    private readonly Statements statements = Statements.Load(Dialect.Sqlite);
    private readonly SqliteConnection connection;

    private SqliteLook(SqliteConnection connection) => this.connection = connection;

    /// <exception cref="StoreRefusedException">Another process has it open, or it cannot be read.</exception>
    public static SqliteLook Open(string path)
    {
        SqliteLockFile.Free(path);
        return new SqliteLook(SqliteConnection.OpenUnchanging(path));
    }

    public ValueTask<List<T>> Query<T>(string statement, Action<IArguments> bind, Func<IRow, T> map, CancellationToken cancel = default) =>
        new(SqliteTransaction.Query(connection.Prepare(statements[statement]), bind, map));

    public void Dispose() => connection.Dispose();
}
