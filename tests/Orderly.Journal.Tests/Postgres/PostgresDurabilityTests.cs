using Npgsql;
using Orderly.Journal.Write;
using Orderly.Testing;
using static Orderly.Journal.Tests.Samples;

namespace Orderly.Journal.Tests.Postgres;

public sealed class PostgresDurabilityTests(Stores stores)
{
    [Fact]
    public async Task A_session_that_does_not_wait_for_the_disk_is_refused()
    {
        var place = await stores.NewPlace(StoreKind.Postgres);

        (await Should.ThrowAsync<StoreRefusedException>(() => Stores.Open(StoreKind.Postgres, Relaxed(place))))
            .Message.ShouldContain("synchronous_commit");
    }

    [Fact]
    public async Task A_server_that_does_not_sync_is_refused_and_one_killed_keeps_what_was_committed()
    {
        await using var server = await PostgresServer.Start("fsync=off");
        var place = await server.CreateDatabase();
        (await Should.ThrowAsync<StoreRefusedException>(() => Stores.Open(StoreKind.Postgres, place))).Message.ShouldContain("fsync");
        await server.StopImmediately();
        await server.StartAgain();

        await using var store = await Stores.Open(StoreKind.Postgres, place);
        var writer = await Stores.Writer(store, "a", new WriterLimits { BatchAppends = 20 });
        var ids = Enumerable.Range(0, 2_000).Select(_ => Id()).ToArray();
        var writing = ids.Select(id => writer.Write(Start(id))).ToArray();
        await writing[200];
        await server.StopImmediately();
        await server.StartAgain();
        var outcomes = await Task.WhenAll(writing);
        await writer.Idle();

        for (var i = 0; i < ids.Length; i++)
        {
            var head = await store.Read.Instances.Head(ids[i]);
            if (outcomes[i] is Committed) head.ShouldNotBeNull();
            else head.ShouldBeNull();
        }
        outcomes.ShouldAllBe(o => o is Committed || o is Unavailable);
        (await store.VerifyChains()).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Sessions_terminated_under_load_lose_and_double_nothing()
    {
        await using var open = await stores.Writing(StoreKind.Postgres);
        var ids = Enumerable.Range(0, 3_000).Select(_ => Id()).ToArray();
        var writing = ids.Select(id => open.Write(Start(id))).ToArray();
        for (var storm = 0; storm < 5; storm++)
        {
            await writing[storm * 400];
            await open.Tamper("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'orderly writer' and datname = current_database()");
        }

        (await Task.WhenAll(writing)).ShouldAllBe(o => o is Committed);

        (await open.Store.VerifyChains()).Faults.ShouldBeEmpty();
    }

    private static string Relaxed(string place) =>
        new NpgsqlConnectionStringBuilder(place) { }.ConnectionString + ";Options=-c synchronous_commit=off";
}
