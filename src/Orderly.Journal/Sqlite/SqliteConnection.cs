using SQLitePCL;

namespace Orderly.Journal.Sqlite;

/// <summary>One open database handle with its prepared statements. Used by one caller at a time.</summary>
internal sealed class SqliteConnection : IDisposable
{
    private readonly sqlite3 handle;
    private readonly Dictionary<string, SqliteStatement> prepared = new(StringComparer.Ordinal);

    static SqliteConnection() => Batteries_V2.Init();

    private SqliteConnection(sqlite3 handle) => this.handle = handle;

    public static SqliteConnection Open(string path, bool readOnly)
    {
        return Open(path, path, readOnly ? raw.SQLITE_OPEN_READONLY : raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);
    }

    /// <summary>For reading a file that nobody writes; touches nothing beside it.</summary>
    public static SqliteConnection OpenUnchanging(string path) =>
        Open(path, $"file:{Uri.EscapeDataString(Path.GetFullPath(path))}?immutable=1", raw.SQLITE_OPEN_READONLY | raw.SQLITE_OPEN_URI);

    private static SqliteConnection Open(string path, string name, int flags)
    {
        var code = raw.sqlite3_open_v2(name, out var handle, raw.SQLITE_OPEN_NOMUTEX | flags, null);
        if (code != raw.SQLITE_OK)
        {
            handle?.Dispose();
            throw new StoreRefusedException($"Expected to open {path}, but SQLite says {raw.sqlite3_errstr(code).utf8_to_string()}");
        }
        raw.sqlite3_extended_result_codes(handle, 1);
        raw.sqlite3_busy_timeout(handle, 5000);
        return new SqliteConnection(handle);
    }

    /// <summary>True outside a transaction.</summary>
    public bool AutoCommit => raw.sqlite3_get_autocommit(handle) != 0;

    /// <summary>Prepared once a connection, by its text.</summary>
    public SqliteStatement Prepare(string sql)
    {
        if (prepared.TryGetValue(sql, out var statement)) return statement;
        SqliteErrors.Check(handle, raw.sqlite3_prepare_v3(handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var stmt));
        return prepared[sql] = new SqliteStatement(handle, stmt);
    }

    /// <summary>Runs statements that neither take nor give rows.</summary>
    public void Execute(string sql) => SqliteErrors.Check(handle, raw.sqlite3_exec(handle, sql));

    public string Pragma(string name)
    {
        SqliteErrors.Check(handle, raw.sqlite3_prepare_v2(handle, $"pragma {name}", out var stmt));
        using (stmt)
            return raw.sqlite3_step(stmt) == raw.SQLITE_ROW ? raw.sqlite3_column_text(stmt, 0).utf8_to_string() : "";
    }

    /// <summary>Copies the whole database into a new file while others read and write it.</summary>
    public void BackupTo(string path)
    {
        using var target = Open(path, readOnly: false);
        using var backup = raw.sqlite3_backup_init(target.handle, "main", handle, "main");
        if (backup.IsInvalid) SqliteErrors.Check(target.handle, raw.sqlite3_errcode(target.handle));
        SqliteErrors.Check(target.handle, raw.sqlite3_backup_step(backup, -1), raw.SQLITE_DONE);
    }

    public void Dispose()
    {
        foreach (var statement in prepared.Values) statement.Dispose();
        handle.Dispose();
    }
}
