using System.Security.Cryptography;
using System.Text;
using Orderly.Engine.Feel;
using Orderly.Engine.Ids;
using Orderly.Engine.Work;
using Orderly.Runtime.Ownership;
using Orderly.Runtime.Submission;
using Orderly.Runtime.Tests.Simulation;

namespace Orderly.Runtime.Tests.Ownership;

public sealed class OwnerTests
{
    [Fact]
    public async Task An_ended_instance_leaves_memory_at_once()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();
        hospital.Deploy(node, Models.OneTask());
        var instance = hospital.Start(node, "one-task");
        node.Runtime.InstancesInMemory.ShouldBe(1);
        var task = hospital.Tasks(instance).Single().Id;
        hospital.ClaimTask(node, task);

        hospital.CompleteTask(node, task);
        hospital.Pass(TimeSpan.Zero);

        node.Runtime.InstancesInMemory.ShouldBe(0);
    }

    /// <summary>It was taken for one that another owner keeps moving, and then went on only when its mail was swept.</summary>
    [Fact]
    public async Task An_instance_that_yields_more_often_than_a_conflict_is_tried_again_goes_on_at_once()
    {
        await using var hospital = Hospital.Open();
        hospital.Settings = settings => settings with { Owners = new OwnerOptions { StepBudget = 1, UnitBytes = 1, Attempts = 2 } };
        var node = hospital.Node();
        var steps = Enumerable.Range(0, 20).Select(i => $"""
            <bpmn:task id="t{i}" /><bpmn:sequenceFlow id="f{i}" sourceRef="{(i == 0 ? "start" : $"t{i - 1}")}" targetRef="t{i}" />
            """);
        hospital.Deploy(node, Models.Process("steps", $"<bpmn:startEvent id=\"start\" />{string.Concat(steps)}"));
        var instance = hospital.Start(node, "steps");

        hospital.Until(() => hospital.Status(instance) == StatusCode.Completed, TimeSpan.Zero);
        hospital.Head(instance)!.Seq.ShouldBeGreaterThan(10, "it did yield");
    }

    [Fact]
    public async Task The_longest_idle_instances_leave_when_there_are_too_many_and_come_back()
    {
        await using var hospital = Hospital.Open();
        hospital.Settings = settings => settings with { Owners = new OwnerOptions { InMemory = 10 } };
        var node = hospital.Node();
        hospital.Deploy(node, Models.OneTask());
        var instances = Enumerable.Range(0, 50).Select(_ => hospital.Start(node, "one-task")).ToArray();

        node.Runtime.InstancesInMemory.ShouldBeLessThan(20);
        foreach (var instance in instances) hospital.ClaimTask(node, hospital.Tasks(instance).Single().Id).ShouldBeOfType<Reply.Accepted>();
    }

    [Fact]
    public async Task A_command_given_again_with_its_key_is_answered_again_and_not_done_again()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();
        hospital.Deploy(node, Models.OneTask());
        var terms = new Terms(Caller.Operator("test")) { Key = Key("k1", "a") };
        Task<Reply> Start() => node.Run(() => node.Runtime.Submissions.StartAsync(new NewInstance("one-task", Models.Site) { BusinessKey = "B" }, terms));

        var first = Hospital.Accepted(hospital.Complete(Start()));
        var again = Hospital.Accepted(hospital.Complete(Start()));

        again.ShouldBe(first with { Replayed = true });
        hospital.Instances("B").Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_used_key_with_another_request_is_refused()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();
        hospital.Deploy(node, Models.OneTask());
        Task<Reply> Start(string content) => node.Run(() => node.Runtime.Submissions.StartAsync(
            new NewInstance("one-task", Models.Site), new Terms(Caller.Operator("test")) { Key = Key("k1", content) }));
        hospital.Complete(Start("a"));

        hospital.Complete(Start("b")).ShouldBeOfType<Reply.KeyReused>();
    }

    [Fact]
    public async Task A_completion_repeated_with_its_key_after_the_task_is_gone_is_answered_as_done()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();
        hospital.Deploy(node, Models.OneTask());
        var task = hospital.Tasks(hospital.Start(node, "one-task")).Single().Id;
        hospital.ClaimTask(node, task);
        hospital.CompleteTask(node, task, Key("done", "x")).ShouldBeOfType<Reply.Accepted>();

        hospital.CompleteTask(node, task, Key("done", "x")).ShouldBeOfType<Reply.Accepted>().Replayed.ShouldBeTrue();
        hospital.CompleteTask(node, task).ShouldBeOfType<Reply.Rejected>();
    }

    [Fact]
    public async Task Nobody_works_on_a_task_whose_queue_their_roles_do_not_open()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();
        hospital.Deploy(node, Models.OneTask());
        var task = hospital.Tasks(hospital.Start(node, "one-task")).Single().Id;

        hospital.ClaimTask(node, task, "carl").ShouldBeOfType<Reply.Denied>();
        hospital.ClaimTask(node, task, "nobody").ShouldBeOfType<Reply.Denied>();
        hospital.Tasks(hospital.Head(hospital.TaskInstance(task))!.Id).Single().Owner.ShouldBeNull();
    }

    [Fact]
    public async Task A_task_seen_at_an_older_version_is_a_conflict()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();
        hospital.Deploy(node, Models.OneTask());
        var task = hospital.Tasks(hospital.Start(node, "one-task")).Single();
        hospital.ClaimTask(node, task.Id);

        hospital.Complete(node.Run(() => node.Runtime.Submissions.OnTaskAsync(
            new CompleteTask(new TaskId(task.Id), FeelContext.Empty), new Terms(Caller.Person(Models.Nurse)) { ExpectedVersion = task.Version })))
            .ShouldBeOfType<Reply.Conflict>();
    }

    [Fact]
    public async Task Of_two_owners_of_one_instance_the_second_reloads_and_both_commands_are_done()
    {
        await using var hospital = Hospital.Open();
        var a = hospital.Node("a");
        var b = hospital.Node("b");
        hospital.Deploy(a, Models.OneTask());
        hospital.Pass(TimeSpan.FromSeconds(3));
        var task = hospital.Tasks(hospital.Start(a, "one-task")).Single().Id;
        hospital.ClaimTask(b, task).ShouldBeOfType<Reply.Accepted>();

        // Node a still has the state from before the claim in memory.
        hospital.CompleteTask(a, task).ShouldBeOfType<Reply.Accepted>();
    }

    [Fact]
    public async Task A_storm_of_claims_on_one_task_is_won_once()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();
        hospital.Deploy(node, Models.OneTask());
        var task = hospital.Tasks(hospital.Start(node, "one-task")).Single().Id;
        var claims = Enumerable.Range(0, 50).Select(_ => node.Run(() => node.Runtime.Submissions.OnTaskAsync(
            new ClaimTask(new TaskId(task)), new Terms(Caller.Person(Models.Nurse))))).ToArray();

        var replies = claims.Select(claim => hospital.Complete(claim)).ToArray();

        replies.Count(reply => reply is Reply.Accepted).ShouldBe(1);
        replies.Count(reply => reply is Reply.Rejected).ShouldBe(49);
    }

    internal static IdempotencyKey Key(string key, string content) => new("test", key, SHA256.HashData(Encoding.UTF8.GetBytes(content)));
}
