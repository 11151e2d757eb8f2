using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Orderly.Engine.Feel;
using Orderly.Engine.Ids;
using Orderly.Engine.Work;
using Orderly.Runtime.Cluster;
using Orderly.Runtime.Deployment;
using Orderly.Runtime.Ownership;
using Orderly.Runtime.Submission;
using Orderly.Runtime.Tests.Ownership;

namespace Orderly.Runtime.Tests.Cluster;

public sealed class TwoNodesTests(Stores stores)
{
    private const int Each = 100;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly Terms Nurse = new(Caller.Person(Models.Nurse));

    [Fact]
    public async Task Work_started_through_one_node_is_completed_through_the_other_by_one_owner_an_instance()
    {
        var place = await stores.NewPlace(StoreKind.Postgres);
        await using var a = await ClusterNode.Start(place, "a");
        await Deploy(a);
        await using var b = await ClusterNode.Start(place, "b");

        var byA = await StartMany(a);
        var byB = await StartMany(b);
        var tasks = (await a.Store.Read.Work.OfInstances([.. byA, .. byB])).ToLookup(task => byA.Contains(task.Instance), task => new TaskId(task.Id));
        var claims = await Task.WhenAll([.. tasks[true].Select(task => On(b, new ClaimTask(task))), .. tasks[false].Select(task => On(a, new ClaimTask(task)))]);

        claims.ShouldAllBe(reply => reply is Reply.Accepted);
        (a.Runtime.InstancesInMemory + b.Runtime.InstancesInMemory).ShouldBe(2 * Each, "one owner an instance, wherever the command came in");
        a.Runtime.InstancesInMemory.ShouldBeGreaterThan(0);
        b.Runtime.InstancesInMemory.ShouldBeGreaterThan(0);

        var done = await Task.WhenAll([.. tasks[true].Select(task => On(b, Complete(task))), .. tasks[false].Select(task => On(a, Complete(task)))]);

        done.ShouldAllBe(reply => reply is Reply.Accepted);
        foreach (var instance in byA.Concat(byB)) (await b.Store.Read.Instances.Head(instance))!.Status.ShouldBe((short)StatusCode.Completed);
        (a.Store.HeadConflicts + b.Store.HeadConflicts).ShouldBe(0);
    }

    [Fact]
    public async Task A_node_that_leaves_hands_its_instances_over_and_a_call_cut_off_meanwhile_is_answered_when_asked_again()
    {
        var place = await stores.NewPlace(StoreKind.Postgres);
        await using var a = await ClusterNode.Start(place, "a");
        await Deploy(a);
        var b = await ClusterNode.Start(place, "b");
        var tasks = (await a.Store.Read.Work.OfInstances([.. await StartMany(b)])).Select(task => new TaskId(task.Id)).ToArray();

        var leaving = b.DisposeAsync().AsTask();
        var cutOff = 0;
        foreach (var task in tasks)
        {
            (await AskedUntilKnown(new ClaimTask(task))).ShouldBeOfType<Reply.Accepted>();
            (await AskedUntilKnown(Complete(task))).ShouldBeOfType<Reply.Accepted>();
        }
        await leaving;

        cutOff.ShouldBeLessThan(Each / 4, "of twice as many calls, those under way while a connection closed");
        (await Scalar(place, "select count(*) from silo where name = 'b' and status <> 6")).ShouldBe(0);
        (await Scalar(place, "select count(*) from node where id = 'b' and epoch <> 0")).ShouldBe(0);
        await Until(async () => await Scalar(place, "select count(*) from lane where node = 'a'") == 256, "node a to hold all lanes");

        async Task<Reply> AskedUntilKnown(TaskCommand command)
        {
            var keyed = Nurse with { Key = OwnerTests.Key($"{command.GetType().Name}/{command.Task}", "x") };
            using var limit = new CancellationTokenSource(Limit);
            while (true)
            {
                var reply = await a.Runtime.Submissions.OnTaskAsync(command, keyed);
                if (reply is not Reply.Unavailable) return reply;
                cutOff++;
                await Task.Delay(25, limit.Token);
            }
        }
    }

    [Fact]
    public async Task A_silo_that_the_others_declared_dead_says_so_and_the_process_lives_to_end_itself()
    {
        var place = await stores.NewPlace(StoreKind.Postgres);
        await using var a = await ClusterNode.Start(place, "a");
        var dead = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = a.Silo.Dead.Register(dead.SetResult);

        await Execute(place, "with moved as (update silo_version set version = version + 1) update silo set status = 6");

        await dead.Task.WaitAsync(Limit);
    }

    [Fact]
    public async Task Through_a_silo_that_has_left_a_call_is_answered_and_a_poke_is_quietly_lost()
    {
        var place = await stores.NewPlace(StoreKind.Postgres);
        await using var a = await ClusterNode.Start(place, "a");
        await Deploy(a);
        var instance = await Start(a);
        var unobserved = new List<Exception>();
        EventHandler<UnobservedTaskExceptionEventArgs> note = (_, e) => unobserved.Add(e.Exception);
        var routing = new ClusterRouting(a.Silo.Grains, NullLogger.Instance);
        await a.Runtime.RestAsync();
        await a.Silo.DisposeAsync();
        TaskScheduler.UnobservedTaskException += note;
        try
        {
            for (var i = 0; i < 20; i++) routing.Poke(Guid.CreateVersion7());
            (await routing.Submit(instance, new Engine.Process.CancelInstance("test"), new Terms(Caller.Operator("test")))).ShouldBeOfType<Reply.Unavailable>();
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= note;
        }

        unobserved.SelectMany(e => e is AggregateException all ? all.InnerExceptions : [e]).Where(e => e.StackTrace?.Contains("Orderly.Runtime.Cluster", StringComparison.Ordinal) == true).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_silo_on_a_public_address_is_refused()
    {
        var settings = new SiloSettings("a", new SiloEndpoint(IPAddress.Parse("203.0.113.7"), 11111), "Host=db");

        (await Should.ThrowAsync<ArgumentException>(() => ClusterSilo.StartAsync(settings))).Message.ShouldContain("private interface");
    }

    private static async Task Deploy(ClusterNode node) =>
        (await node.Runtime.Deployments.DeployAsync(Models.Bundle(Models.OneTask()), Caller.Operator("test"))).ShouldBeOfType<DeploymentOutcome.Deployed>();

    private static async Task<Guid> Start(ClusterNode node) =>
        (await node.Runtime.Submissions.StartAsync(new NewInstance("one-task", Models.Site), new Terms(Caller.Operator("test")))).ShouldBeOfType<Reply.Accepted>().Instance;

    private static async Task<HashSet<Guid>> StartMany(ClusterNode node) => [.. await Task.WhenAll(Enumerable.Range(0, Each).Select(_ => Start(node)))];

    private static Task<Reply> On(ClusterNode node, TaskCommand command) => node.Runtime.Submissions.OnTaskAsync(command, Nurse);

    private static CompleteTask Complete(TaskId task) => new(task, FeelContext.Empty);

    private static async Task<long> Scalar(string place, string sql)
    {
        await using var connection = new NpgsqlConnection(place);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task Execute(string place, string sql)
    {
        await using var connection = new NpgsqlConnection(place);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task Until(Func<Task<bool>> holds, string what)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!await holds())
        {
            if (limit.IsCancellationRequested) throw new TimeoutException($"Expected {what} within {Limit}, but it did not come about.");
            await Task.Delay(25);
        }
    }
}
