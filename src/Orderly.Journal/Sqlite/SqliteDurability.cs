namespace Orderly.Journal.Sqlite;

/// <summary>What an acknowledged commit rests on. Measured: WAL with synchronous=NORMAL loses acknowledged work in a power cut, FULL does not.</summary>
internal static class SqliteDurability
{
    /// <summary>Before 3.51.3 two connections that write and checkpoint could corrupt the file.</summary>
    private static readonly Version Oldest = new(3, 51, 3);

    private const string Full = "2";

    public static void Set(SqliteConnection connection)
    {
        connection.Execute("pragma page_size = 4096");
        connection.Pragma("journal_mode = wal");
        connection.Execute("""
            pragma synchronous = full; pragma mmap_size = 0; pragma cache_size = -65536; pragma temp_store = memory;
            pragma wal_autocheckpoint = 4000; pragma journal_size_limit = 67108864
            """);
    }

    public static void Check(SqliteConnection connection)
    {
        var version = new Version(SQLitePCL.raw.sqlite3_libversion().utf8_to_string());
        if (version < Oldest) throw new StoreRefusedException($"Expected SQLite {Oldest} or later, but it is {version}");
        Expect(connection, "journal_mode", "wal");
        Expect(connection, "synchronous", Full);
        Expect(connection, "mmap_size", "0");
    }

    private static void Expect(SqliteConnection connection, string pragma, string expected)
    {
        var actual = connection.Pragma(pragma);
        if (actual != expected) throw new StoreRefusedException($"Expected SQLite {pragma} = {expected}, but it is {actual}");
    }
}
