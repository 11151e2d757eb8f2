using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Runtime.MembershipService;

namespace Orderly.Runtime.Tests.Cluster;

/// <summary>What Orleans asks of its membership table, asked through its own client of the tables that the store brings.</summary>
public sealed class MembershipTableTests(Stores stores)
{
    private static readonly DateTime Started = new(2026, 3, 1, 8, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task A_silo_that_is_added_is_read_back_as_it_was()
    {
        var table = await Table();
        var entry = Entry(1);

        (await table.InsertRowAsync(entry, Next(await table.ReadAllAsync()))).ShouldBeTrue();

        var all = await table.ReadAllAsync();
        all.Version.Version.ShouldBe(1);
        var (read, _) = all.Members.ShouldHaveSingleItem();
        read.SiloAddress.ShouldBe(entry.SiloAddress);
        (read.SiloName, read.HostName, read.Status, read.ProxyPort).ShouldBe(("a", "host", SiloStatus.Joining, 0));
        (read.StartTime, read.IAmAliveTime).ShouldBe((Started, Started));
        (await table.ReadRowAsync(entry.SiloAddress)).Members.ShouldHaveSingleItem();
        (await table.ReadRowAsync(Entry(9).SiloAddress)).Members.ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_two_changes_on_one_version_one_is_refused_and_the_version_moves_once()
    {
        var table = await Table();
        var seen = await table.ReadAllAsync();

        var done = await Task.WhenAll(Enumerable.Range(1, 8).Select(generation => table.InsertRowAsync(Entry(generation), Next(seen))));

        done.Count(added => added).ShouldBe(1);
        var after = await table.ReadAllAsync();
        after.Version.Version.ShouldBe(1);
        after.Members.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_silo_that_is_there_is_not_added_again_and_the_version_stays()
    {
        var table = await Table();
        await table.InsertRowAsync(Entry(1), Next(await table.ReadAllAsync()));

        (await table.InsertRowAsync(Entry(1), Next(await table.ReadAllAsync()))).ShouldBeFalse();

        (await table.ReadAllAsync()).Version.Version.ShouldBe(1);
    }

    [Fact]
    public async Task A_changed_silo_keeps_its_suspicions_and_the_later_heartbeat()
    {
        var table = await Table();
        var entry = Entry(1);
        await table.InsertRowAsync(entry, Next(await table.ReadAllAsync()));
        var beat = Entry(1);
        beat.IAmAliveTime = Started.AddMinutes(5);
        await table.UpdateIAmAliveAsync(beat);
        entry.Status = SiloStatus.Active;
        entry.SuspectTimes = [Tuple.Create(Entry(7).SiloAddress, Started.AddMinutes(1))];

        (await table.UpdateRowAsync(entry, await ETag(table), Next(await table.ReadAllAsync()))).ShouldBeTrue();

        var (read, _) = (await table.ReadAllAsync()).Members.Single();
        read.Status.ShouldBe(SiloStatus.Active);
        read.SuspectTimes.ShouldHaveSingleItem().Item1.ShouldBe(Entry(7).SiloAddress);
        read.IAmAliveTime.ShouldBe(Started.AddMinutes(5));
    }

    [Fact]
    public async Task A_change_on_an_old_version_or_of_an_unknown_silo_moves_nothing()
    {
        var table = await Table();
        var seen = await table.ReadAllAsync();
        var entry = Entry(1);
        await table.InsertRowAsync(entry, Next(seen));
        entry.Status = SiloStatus.Active;

        (await table.UpdateRowAsync(entry, await ETag(table), Next(seen))).ShouldBeFalse();
        (await table.UpdateRowAsync(Entry(2), await ETag(table), Next(await table.ReadAllAsync()))).ShouldBeFalse();

        var after = await table.ReadAllAsync();
        after.Version.Version.ShouldBe(1);
        after.Members.Single().Item1.Status.ShouldBe(SiloStatus.Joining);
    }

    [Fact]
    public async Task Dead_silos_older_than_the_limit_are_cleaned_away_and_no_others()
    {
        var table = await Table();
        foreach (var (generation, status, alive) in new[] { (1, SiloStatus.Dead, 0), (2, SiloStatus.Active, 0), (3, SiloStatus.Dead, 60) })
        {
            var entry = Entry(generation);
            entry.IAmAliveTime = Started.AddMinutes(alive);
            await table.InsertRowAsync(entry, Next(await table.ReadAllAsync()));
            entry.Status = status;
            await table.UpdateRowAsync(entry, await ETag(table), Next(await table.ReadAllAsync()));
        }

        await table.CleanupDefunctSiloEntriesAsync(new DateTimeOffset(Started.AddMinutes(30)));

        (await table.ReadAllAsync()).Members.Select(member => member.Item1.SiloAddress.Generation).Order().ShouldBe([2, 3]);
    }

    [Fact]
    public async Task A_cluster_that_is_deleted_takes_none_of_another_with_it()
    {
        var place = await NewPlace();
        var (mine, others) = (await Table(place, "mine"), await Table(place, "others"));
        await mine.InsertRowAsync(Entry(1), Next(await mine.ReadAllAsync()));
        await others.InsertRowAsync(Entry(1), Next(await others.ReadAllAsync()));

        await mine.DeleteMembershipTableEntriesAsync("mine");

        (await others.ReadAllAsync()).Members.Count.ShouldBe(1);
        await mine.InitializeMembershipTableAsync(true);
        (await mine.ReadAllAsync()).Members.ShouldBeEmpty();
    }

    private async Task<string> NewPlace()
    {
        var place = await stores.NewPlace(StoreKind.Postgres);
        await (await Stores.Open(StoreKind.Postgres, place)).DisposeAsync();
        return place;
    }

    private async Task<IMembershipTable> Table() => await Table(await NewPlace(), "orderly");

    private static async Task<IMembershipTable> Table(string place, string cluster)
    {
        var table = new AdoNetClusteringTable(
            new ServiceCollection().BuildServiceProvider(),
            Options.Create(new ClusterOptions { ClusterId = cluster }),
            Options.Create(new AdoNetClusteringSiloOptions { Invariant = "Npgsql", ConnectionString = place }),
            NullLogger<AdoNetClusteringTable>.Instance);
        await ((IMembershipTable)table).InitializeMembershipTableAsync(true);
        return table;
    }

    private static TableVersion Next(MembershipTableData seen) => seen.Version.Next();

    private static async Task<string> ETag(IMembershipTable table) => (await table.ReadAllAsync()).Members[0].Item2;

    private static MembershipEntry Entry(int generation) => new()
    {
        SiloAddress = SiloAddress.New(IPAddress.Loopback, 11111, generation),
        SiloName = "a",
        HostName = "host",
        Status = SiloStatus.Joining,
        StartTime = Started,
        IAmAliveTime = Started,
    };
}
