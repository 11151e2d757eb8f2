namespace Orderly.Journal.Database;

internal enum Dialect { Sqlite, Postgres }
