using Npgsql;
using Orderly.Journal.Write;
using static Orderly.Journal.Tests.Samples;

namespace Orderly.Journal.Tests.Postgres;

public sealed class JournalMonthsTests(Stores stores)
{
    [Fact]
    public async Task Entries_go_to_the_part_of_their_instances_month_once_it_is_made()
    {
        await using var open = await stores.Writing(StoreKind.Postgres);
        var (early, late) = (Id(), Id());
        const long AnotherMonth = Now + 40L * 86_400_000_000;

        (await open.Write(Start(early))).ShouldBeOfType<Committed>();
        await open.Store.Settings.PrepareJournal(Now, AnotherMonth);
        (await open.Write(Start(late))).ShouldBeOfType<Committed>();
        await open.Store.Settings.PrepareJournal(Now, AnotherMonth);

        await using var source = NpgsqlDataSource.Create(open.Place);
        await using var command = source.CreateCommand("select string_agg(distinct relname, ' ' order by relname) from pg_class where relname in ('journal_2026_09', 'journal_2026_10')");
        (await command.ExecuteScalarAsync()).ShouldBe("journal_2026_10");
        (await open.Store.Read.Instances.Load(early)).ShouldNotBeNull().Tail.Count.ShouldBe(1);
        (await open.Store.Read.Instances.Load(late)).ShouldNotBeNull().Tail.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_month_made_ahead_takes_its_entries()
    {
        await using var open = await stores.Writing(StoreKind.Postgres);
        await open.Store.Settings.PrepareJournal(Now, Now);
        await open.Write(Start(Id()));

        await using var source = NpgsqlDataSource.Create(open.Place);
        await using var command = source.CreateCommand("select tableoid::regclass::text from journal");
        (await command.ExecuteScalarAsync()).ShouldBe("journal_2026_09");
        (await open.Store.VerifyChains()).Faults.ShouldBeEmpty();
    }
}
