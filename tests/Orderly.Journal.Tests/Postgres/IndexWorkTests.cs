using Npgsql;
using Orderly.Journal.Changes;
using Orderly.Journal.Write;
using static Orderly.Journal.Tests.Samples;

namespace Orderly.Journal.Tests.Postgres;

/// <summary>The writer's plans are made while tables are empty and kept: what they read must not grow with what is stored.</summary>
public sealed class IndexWorkTests(Stores stores)
{
    /// <summary>Once an index on (source, received) was taken for the look for the same control id: each message read all before it.</summary>
    [Fact]
    public async Task A_message_is_claimed_without_reading_the_other_messages_of_its_source()
    {
        const int Messages = 600;
        string place;
        await using (var open = await stores.Writing(StoreKind.Postgres))
        {
            place = open.Place;
            for (var i = 0; i < Messages; i++)
            {
                (await open.Write(Claiming(new AddInbox(Inbox("ADT", $"M{i}", $"MSH|{i}", ordinal: i))))).ShouldBeOfType<Committed>();
            }
            await open.Tamper("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
        }

        await using var source = NpgsqlDataSource.Create(place);
        await using var command = source.CreateCommand(
            "select coalesce(sum(idx_tup_read), 0)::bigint + (select coalesce(sum(seq_tup_read), 0)::bigint from pg_stat_user_tables where relname = 'inbox') from pg_stat_user_indexes where relname = 'inbox'");
        ((long)(await command.ExecuteScalarAsync())!).ShouldBeLessThan(5 * Messages);
    }
}
