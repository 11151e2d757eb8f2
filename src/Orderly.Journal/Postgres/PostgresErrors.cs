using System.Net.Sockets;
using Npgsql;

namespace Orderly.Journal.Postgres;

/// <summary>Whose fault a failure is, by SQLSTATE class.</summary>
internal static class PostgresErrors
{
    /// <summary>Connection, transaction rollback (deadlock), resources (disk full), intervention (shutdown), system, read-only server.</summary>
    private static readonly string[] ServerSide = ["08", "25", "40", "53", "55", "57", "58", "XX"];

    public static async ValueTask<T> Guard<T>(Func<ValueTask<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (e is NpgsqlException or SocketException or IOException or TimeoutException)
        {
            throw ToStoreException(e);
        }
    }

    public static Exception ToStoreException(Exception e) => e switch
    {
        PostgresException p when ServerSide.Contains(p.SqlState[..2]) => new StoreUnavailableException($"PostgreSQL {p.SqlState}: {p.MessageText}", p),
        PostgresException p => new RowRefusedException($"PostgreSQL {p.SqlState}: {p.MessageText}", p),
        _ => new StoreUnavailableException(e.Message, e),
    };

    /// <summary>The server cut the session (shutdown, terminated): what it last did is unknown.</summary>
    public static bool IsConnectionLoss(PostgresException e) => e.SqlState[..2] is "57" or "08" or "58" or "XX";
}
