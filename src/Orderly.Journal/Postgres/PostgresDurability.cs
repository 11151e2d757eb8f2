using Npgsql;

namespace Orderly.Journal.Postgres;

/// <summary>What an acknowledged commit rests on.</summary>
internal static class PostgresDurability
{
    private const int OldestServer = 140000;

    public static async ValueTask Check(NpgsqlConnection connection, CancellationToken cancel)
    {
        var version = int.Parse(await Show(connection, "server_version_num", cancel), System.Globalization.CultureInfo.InvariantCulture);
        if (version < OldestServer) throw new StoreRefusedException($"Expected PostgreSQL 14 or later, but it is {version / 10000}");
        await Expect(connection, "fsync", ["on"], cancel);
        await Expect(connection, "full_page_writes", ["on"], cancel);
        await Expect(connection, "synchronous_commit", ["on", "remote_apply"], cancel);
    }

    private static async ValueTask Expect(NpgsqlConnection connection, string setting, string[] expected, CancellationToken cancel)
    {
        var actual = await Show(connection, setting, cancel);
        if (!expected.Contains(actual))
            throw new StoreRefusedException($"Expected PostgreSQL {setting} = {string.Join(" or ", expected)}, but it is {actual}");
    }

    private static async ValueTask<string> Show(NpgsqlConnection connection, string setting, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("select current_setting($1)", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = setting });
        return (string)(await command.ExecuteScalarAsync(cancel))!;
    }
}
