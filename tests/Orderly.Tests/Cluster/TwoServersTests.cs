using System.Diagnostics;
using Npgsql;
using Orderly.Cli;
using Orderly.Testing;
using Orderly.Tests.Faults;
using Orderly.Tests.Running;

namespace Orderly.Tests.Cluster;

/// <summary>The executable as two processes on one PostgreSQL.</summary>
[Collection(nameof(Alone))]
public sealed class TwoServersTests : IAsyncLifetime
{
    private const int Instances = 40;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(40);

    private readonly string folder = Directory.CreateTempSubdirectory("orderly-cluster-").FullName;
    private PostgresServer postgres = null!;
    private string place = null!;

    public async ValueTask InitializeAsync()
    {
        postgres = await PostgresServer.Start();
        place = await postgres.CreateDatabase() + ";Maximum Pool Size=8";
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await postgres.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Work_of_a_killed_node_is_completed_through_the_other_and_after_both_are_killed_one_comes_up_alone()
    {
        var pack = HandOverPack.Write(Path.Combine(folder, "pack"));
        var both = await Task.WhenAll(ClusterServer.StartAsync(folder, "north", pack, place), ClusterServer.StartAsync(folder, "south", pack, place));
        await using var north = both[0];
        await using var south = both[1];
        await Until(async () => await Count("select count(*) from lane where node = 'north'") == 128 && await Count("select count(*) from lane where node = 'south'") == 128, "each node to hold its half of the lanes");
        await Task.WhenAll(Enumerable.Range(0, Instances).Select(_ => north.StartInstance(HandOverPack.Process)));

        await north.Process.KillAsync();
        var since = Stopwatch.StartNew();
        var jobs = await south.ActivateJobs(HandOverPack.JobType, Instances);
        jobs.Count.ShouldBe(Instances);
        await Task.WhenAll(jobs.Select(south.CompleteJob));
        var completed = since.Elapsed;
        await Until(async () => await Count("select count(*) from lane where node = 'south'") == 256, "the living node to hold all lanes");
        await Until(async () => await Count("select count(*) from instance where ended is not null") == Instances, "all instances to end");

        var ended = since.Elapsed;

        await south.Process.KillAsync();
        (await Count("select count(*) from silo where status = 3")).ShouldBe(1, "the membership still names a node that is no more");
        await using var alone = await ClusterServer.StartAsync(Path.Combine(folder, "again"), "north", pack, place, Path.Combine(folder, "secrets"));
        await alone.StartInstance(HandOverPack.Process);
        (await alone.ActivateJobs(HandOverPack.JobType, 1)).Count.ShouldBe(1);
        (await alone.Process.StopAsync()).ShouldBe(ExitCode.Done, alone.Said);
        (await Count("select count(*) from silo where name = 'north' and status <> 6")).ShouldBe(0, "a node that is told to stop leaves the membership, and the killed one was declared dead");

        Console.WriteLine($"{Instances} instances of the killed node: jobs completed after {completed.TotalSeconds:0.0} s, all ended after {ended.TotalSeconds:0.0} s; {south.TurnedAway} requests were told to ask again. Alone after both were killed: serving after {alone.Process.ReadyAfter.TotalSeconds:0.0} s.");
    }

    [Fact]
    public async Task A_node_that_the_others_declared_dead_ends_with_the_exit_code_of_a_conflict()
    {
        var pack = HandOverPack.Write(Path.Combine(folder, "pack"));
        await using var north = await ClusterServer.StartAsync(folder, "north", pack, place);

        await Count("with moved as (update silo_version set version = version + 1 returning 1), dead as (update silo set status = 6 returning 1) select count(*) from moved, dead");

        await Until(() => Task.FromResult(north.Process.ExitCode is not null), "the process to end");
        north.Process.ExitCode.ShouldBe(ExitCode.Conflict, north.Said);
        (await Count("select count(*) from node where epoch <> 0")).ShouldBe(0, "it gave back what it held");
    }

    private async Task<long> Count(string sql)
    {
        await using var connection = new NpgsqlConnection(place);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task Until(Func<Task<bool>> holds, string what)
    {
        var waited = Stopwatch.StartNew();
        while (!await holds())
        {
            if (waited.Elapsed > Limit) throw new TimeoutException($"Expected {what} within {Limit}, but it did not come about.");
            await Task.Delay(50);
        }
    }
}
