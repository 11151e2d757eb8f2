using Orderly.Engine.Work;
using Orderly.Journal;
using Orderly.Journal.Rows;
using Orderly.Runtime.Deployment;
using Orderly.Runtime.Nodes;
using Orderly.Runtime.Submission;
using Orderly.Runtime.Tests.Simulation;
using Orderly.Runtime.Tests.Verification;

namespace Orderly.Runtime.Tests.Escalation;

public sealed class EscalationTests(Stores stores)
{
    private static readonly EscalationLadder Ladder = new("standard",
    [
        new(0, 75, TimeSpan.Zero, [new("owner")], "in-app"),
        new(1, 100, TimeSpan.Zero, [new("owner"), new("unit-coordinator")], "page"),
        new(2, 100, TimeSpan.FromMinutes(15), [new("house-supervisor")], "phone"),
    ]);

    [Fact]
    public async Task A_rung_tells_its_addressees_in_the_commit_that_reached_it()
    {
        await using var hospital = Hospital.Open();
        var (node, task) = Late(hospital);

        var told = Told(hospital, task);
        told.Select(row => (row.Level, row.Role, row.Unit, row.ToOwner, row.Channel)).ShouldBe(
            [((short)0, "owner", "5W", true, "in-app"), ((short)1, "owner", "5W", true, "page"), ((short)1, "unit-coordinator", "5W", false, "page")]);
        told.ShouldAllBe(row => row.Ended == null && row.Task == task.Id && row.Facility == Models.Site);
        var reached = hospital.Complete(hospital.Disk.Read.Instances.History([task.Instance], 100).AsTask()).Where(row => row.Event == "rung.reached").Select(row => row.At);
        told.Select(row => row.At).Distinct().ShouldBe(reached);
        node.Kill();
        VerificationTests.Verify(hospital).Differences.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_owner_is_told_and_while_there_is_none_whoever_may_take_the_task()
    {
        await using var hospital = Hospital.Open();
        var (node, task) = Late(hospital);
        var queue = new[] { task.Queue };
        ToldTo(hospital, "another-nurse", queue).ShouldContain(row => row.ToOwner);

        hospital.ClaimTask(node, task.Id).ShouldBeOfType<Reply.Accepted>();

        ToldTo(hospital, "another-nurse", queue).ShouldBeEmpty();
        ToldTo(hospital, Models.Nurse, []).Select(row => row.Level).ShouldBe([(short)0, (short)1]);
    }

    [Fact]
    public async Task Acknowledging_clears_it_for_everyone_and_the_plan_that_runs_out_tells_again()
    {
        await using var hospital = Hospital.Open();
        var (node, task) = Late(hospital);
        var clock = Told(hospital, task)[0].Clock;

        Acknowledge(hospital, node, clock, Models.Coordinator).ShouldBeOfType<Reply.Accepted>();

        Told(hospital, task).ShouldAllBe(row => row.Ended != null);
        hospital.Complete(hospital.Disk.Read.Records.AuditOf($"clock/{clock}", 10).AsTask()).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            row => row.Actor.ShouldBe(Models.Coordinator), row => row.What.ShouldBe("AcknowledgeEscalation"));
        hospital.Pass(TimeSpan.FromMinutes(9));
        Told(hospital, task).ShouldAllBe(row => row.Ended != null);
        hospital.Pass(TimeSpan.FromMinutes(2));
        Told(hospital, task).Where(row => row.Ended is null).Select(row => row.Level).Distinct().ShouldBe([(short)1]);
        node.Kill();
        VerificationTests.Verify(hospital).Differences.ShouldBeEmpty();
    }

    [Fact]
    public async Task Work_that_is_done_is_told_of_no_longer()
    {
        await using var hospital = Hospital.Open();
        var (node, task) = Late(hospital);
        hospital.ClaimTask(node, task.Id).ShouldBeOfType<Reply.Accepted>();
        hospital.CompleteTask(node, task.Id).ShouldBeOfType<Reply.Accepted>();

        Told(hospital, task).ShouldAllBe(row => row.Ended != null);
        ToldTo(hospital, Models.Nurse, [task.Queue]).ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_those_it_was_told_to_or_whose_work_it_is_may_acknowledge()
    {
        await using var hospital = Hospital.Open();
        var (node, task) = Late(hospital);
        var clock = Told(hospital, task)[0].Clock;

        Acknowledge(hospital, node, clock, "carl").ShouldBeOfType<Reply.Denied>();
        Acknowledge(hospital, node, clock, "kim").ShouldBeOfType<Reply.Denied>("a coordinator of another unit");
        Answer(hospital, node, clock, Caller.Operator("test")).ShouldBeOfType<Reply.Denied>();
        Answer(hospital, node, clock, Caller.Worker("w")).ShouldBeOfType<Reply.Denied>();
        Acknowledge(hospital, node, clock, Models.Nurse).ShouldBeOfType<Reply.Accepted>();
    }

    [Fact]
    public async Task An_acknowledgement_of_a_clock_without_a_task_is_denied_to_those_it_was_not_told_to()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();
        var model = Models.Process("whole", """
            <bpmn:extensionElements><orderly:sla target="PT40M" ladder="standard" /></bpmn:extensionElements>
            <bpmn:startEvent id="start" />
            <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="work" />
            <bpmn:userTask id="work"><bpmn:extensionElements><zeebe:userTask /><orderly:queue unit="5W" role="nurse" /></bpmn:extensionElements></bpmn:userTask>
            <bpmn:sequenceFlow id="f2" sourceRef="work" targetRef="end" />
            <bpmn:endEvent id="end" />
            """);
        Deploy(hospital, node, model);
        var instance = hospital.Start(node, "whole", """{"unit":"5W"}""");
        hospital.Pass(TimeSpan.FromMinutes(41));
        var told = hospital.Complete(hospital.Disk.Read.Escalations.OfInstances([instance]).AsTask()).ShouldHaveSingleItem("nobody owns what is no task");
        (told.Role, told.Unit, told.Task).ShouldBe(("unit-coordinator", "5W", null));

        Acknowledge(hospital, node, told.Clock, "carl").ShouldBeOfType<Reply.Denied>();
        Acknowledge(hospital, node, told.Clock, Models.Nurse).ShouldBeOfType<Reply.Denied>();
        Acknowledge(hospital, node, told.Clock, Models.Coordinator).ShouldBeOfType<Reply.Accepted>();
    }

    [Fact]
    public async Task A_plan_is_one_of_the_coded_ones()
    {
        await using var hospital = Hospital.Open();
        var (node, task) = Late(hospital);

        hospital.Complete(node.Run(() => node.Runtime.Submissions.AcknowledgeEscalationAsync(
            Told(hospital, task)[0].Clock, "later", 10, new Terms(Caller.Person(Models.Nurse))))).ShouldBeOfType<Reply.Rejected>().Code.ShouldBe("UnknownPlan");
    }

    [Theory, OnEveryStore]
    public async Task A_rung_due_at_once_is_told_and_acknowledged_on_every_store(StoreKind kind)
    {
        await using var store = await stores.Open(kind);
        await using var node = await RuntimeNode.StartAsync(new NodeSettings(store) { Name = "a" });
        var ladder = new EscalationLadder("standard", [new(2, 0, TimeSpan.Zero, [new("unit-coordinator"), new("owner")], "page")]);
        (await node.Deployments.DeployAsync(Models.Bundle(Model()) with { Ladders = [ladder] }, Caller.Operator("test"))).ShouldBeOfType<DeploymentOutcome.Deployed>();
        var instance = (await node.Submissions.StartAsync(new NewInstance("one-task", Models.Site), new Terms(Caller.Operator("test")))).ShouldBeOfType<Reply.Accepted>().Instance;

        var told = await Until(async () => await store.Read.Escalations.OfInstances([instance]) is { Count: > 0 } rows ? rows : null);
        told.Select(row => (row.Level, row.Index, row.Role, row.Unit)).ShouldBe([((short)2, (short)0, "unit-coordinator", "5W"), ((short)2, (short)1, "owner", "5W")]);
        var queues = (await store.Settings.Queues()).Where(queue => queue.Role == "unit-coordinator").Select(queue => queue.Id).ToArray();
        (await store.Read.Escalations.ToldTo(Models.Coordinator, queues, 10)).ShouldHaveSingleItem().Clock.ShouldBe(told[0].Clock);
        (await node.Submissions.AcknowledgeEscalationAsync(told[0].Clock, "CALLED", 15, new Terms(Caller.Person(Models.Coordinator)))).ShouldBeOfType<Reply.Accepted>();
        (await store.Read.Escalations.ToldTo(Models.Coordinator, queues, 10)).ShouldBeEmpty();
    }

    private static async Task<T> Until<T>(Func<Task<T?>> ask)
        where T : class
    {
        using var giveUp = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            if (await ask() is { } found) return found;
            await again.WaitForNextTickAsync(giveUp.Token);
        }
    }

    private static Resource Model() => Models.OneTask(task: """<orderly:sla target="PT40M" ladder="standard" />""");

    private static void Deploy(Hospital hospital, SimulatedNode node, Resource resource) => hospital.Complete(node.Run(() => node.Runtime.Deployments.DeployAsync(
        Models.Bundle(resource) with { Ladders = [Ladder] }, Caller.Operator("test")))).ShouldBeOfType<DeploymentOutcome.Deployed>();

    /// <summary>A task whose clock has passed its second rung.</summary>
    private static (SimulatedNode Node, TaskRow Task) Late(Hospital hospital)
    {
        var node = hospital.Node();
        Deploy(hospital, node, Model());
        var instance = hospital.Start(node, "one-task");
        hospital.Pass(TimeSpan.FromMinutes(41));
        return (node, hospital.Tasks(instance).ShouldHaveSingleItem());
    }

    private static IReadOnlyList<EscalationRow> Told(Hospital hospital, TaskRow task) => hospital.Complete(hospital.Disk.Read.Escalations.OfInstances([task.Instance]).AsTask());

    private static IReadOnlyList<EscalationRow> ToldTo(Hospital hospital, string person, IReadOnlyCollection<int> queues) =>
        hospital.Complete(hospital.Disk.Read.Escalations.ToldTo(person, queues, 100).AsTask());

    private static Reply Acknowledge(Hospital hospital, SimulatedNode node, Guid clock, string person) => Answer(hospital, node, clock, Caller.Person(person));

    private static Reply Answer(Hospital hospital, SimulatedNode node, Guid clock, Caller by) =>
        hospital.Complete(node.Run(() => node.Runtime.Submissions.AcknowledgeEscalationAsync(clock, "CALLED", 10, new Terms(by))));
}
