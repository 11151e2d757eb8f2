using SQLitePCL;

namespace Orderly.Journal.Sqlite;

/// <summary>Whose fault a result code is: the row's, or the disk's.</summary>
internal static class SqliteErrors
{
    public static void Check(sqlite3 handle, int code, int expected = raw.SQLITE_OK)
    {
        if (code != expected) throw ToException(handle, code);
    }

    public static Exception ToException(sqlite3 handle, int code)
    {
        var message = $"SQLite {code}: {raw.sqlite3_errmsg(handle).utf8_to_string()}";
        return (code & 0xff) switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_NOMEM or raw.SQLITE_READONLY or raw.SQLITE_INTERRUPT or raw.SQLITE_IOERR
                or raw.SQLITE_CORRUPT or raw.SQLITE_FULL or raw.SQLITE_CANTOPEN or raw.SQLITE_PROTOCOL or raw.SQLITE_NOTADB
                => new StoreUnavailableException(message),
            _ => new RowRefusedException(message),
        };
    }
}
