using Orderly.Canonical.Outbound;
using Orderly.Journal.Rows;
using Orderly.Runtime.Jobs;
using Orderly.Runtime.Ownership;
using Orderly.Runtime.Projection;
using Orderly.Runtime.Submission;
using Orderly.Runtime.Tests.Simulation;
using Orderly.Runtime.Tests.Verification;

namespace Orderly.Runtime.Tests.Activation;

/// <summary>A place that listens sends nothing, loses no task, and goes back and forth at once.</summary>
public sealed class ActivationsTests
{
    private static readonly ConnectorTraits HonoursKey = new(HonoursKey: true, CanBeAsked: false, IsSafeToRepeat: false);
    private static readonly Terms Operator = new(Caller.Operator("test"));

    [Fact]
    public async Task Unit_that_listens_writes_its_calls_and_sends_none_while_its_neighbour_acts()
    {
        await using var hospital = Hospital.Open();
        var erp = With(hospital, Fate.Answers);
        var node = Node(hospital);
        Say(hospital, node, "5W", listens: true).ShouldBeOfType<Reply.Accepted>();

        var here = Call(hospital, node, "5W", "E1");
        var there = Call(hospital, node, "6W", "E2");
        hospital.Until(() => hospital.Status(there) == StatusCode.Completed, TimeSpan.FromSeconds(5));
        hospital.Pass(TimeSpan.FromHours(1));

        erp.Calls.ShouldHaveSingleItem().Key.ShouldContain(there.ToString("N"));
        Effects(hospital, here).ShouldHaveSingleItem().State.ShouldBe(EffectState.Sealed);
        hospital.Complete(hospital.Disk.Read.Effects.SealedByPlace().AsTask()).ShouldBe([(Models.Site, "5W", 1L)]);
        VerificationTests.Verify(hospital).Differences.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_still_to_go_when_a_unit_is_told_to_listen_is_kept_back()
    {
        await using var hospital = Hospital.Open();
        var erp = With(hospital, Fate.Fails, Fate.Answers);
        var node = Node(hospital);
        var waiting = Call(hospital, node, "5W", "E1");
        hospital.Until(() => erp.Calls.Count == 1, TimeSpan.FromSeconds(5));

        Say(hospital, node, "5W", listens: true).ShouldBeOfType<Reply.Accepted>();
        hospital.Pass(TimeSpan.FromHours(1));

        erp.Calls.Count.ShouldBe(1);
        Effects(hospital, waiting).ShouldHaveSingleItem().State.ShouldBe(EffectState.Sealed);
    }

    [Fact]
    public async Task Whole_site_listens_but_for_the_unit_that_was_activated()
    {
        await using var hospital = Hospital.Open();
        var erp = With(hospital);
        var node = Node(hospital);
        Say(hospital, node, "", listens: true);
        Say(hospital, node, "5W", listens: false).ShouldBeOfType<Reply.Accepted>();

        var here = Call(hospital, node, "5W", "E1");
        var there = Call(hospital, node, "6W", "E2");
        hospital.Until(() => hospital.Status(here) == StatusCode.Completed, TimeSpan.FromSeconds(5));
        hospital.Pass(TimeSpan.FromMinutes(10));

        erp.Calls.ShouldHaveSingleItem();
        Effects(hospital, there).ShouldHaveSingleItem().State.ShouldBe(EffectState.Sealed);
    }

    [Fact]
    public async Task Jobs_of_a_unit_that_listens_are_offered_to_no_worker_even_those_offered_before()
    {
        await using var hospital = Hospital.Open();
        var node = Node(hospital);
        hospital.Start(node, "one-job", """{"unit":"5W"}""");
        Say(hospital, node, "5W", listens: true);
        hospital.Start(node, "one-job", """{"unit":"5W"}""");

        Jobs(hospital, node).ShouldBeEmpty();
        hospital.Pass(TimeSpan.FromMinutes(5));
        Jobs(hospital, node).ShouldBeEmpty();
    }

    [Fact]
    public async Task Going_back_and_forth_loses_no_task_and_a_restart_keeps_what_was_said()
    {
        await using var hospital = Hospital.Open();
        var erp = With(hospital);
        var node = Node(hospital);
        Guid[] cases = [.. Enumerable.Range(0, 5).Select(n => hospital.Start(node, "one-task", $$"""{"unit":"5W","n":{{n}}}"""))];
        var before = Open(hospital, cases);
        before.Count.ShouldBe(5);
        var asked = hospital.Time.GetUtcNow();

        Say(hospital, node, "5W", listens: true).ShouldBeOfType<Reply.Accepted>();

        (hospital.Time.GetUtcNow() - asked).ShouldBeLessThan(TimeSpan.FromMinutes(1));
        Open(hospital, cases).ShouldBe(before);
        hospital.ClaimTask(node, before[0]).ShouldBeOfType<Reply.Accepted>();
        hospital.CompleteTask(node, before[0]).ShouldBeOfType<Reply.Accepted>();
        node.Kill();
        hospital.Pass(TimeSpan.FromSeconds(20));
        var after = hospital.Node("b");
        Call(hospital, after, "5W", "E9");
        hospital.Pass(TimeSpan.FromMinutes(5));
        erp.Calls.ShouldBeEmpty("a node that comes up later knows who listens");

        Say(hospital, after, "5W", listens: false).ShouldBeOfType<Reply.Accepted>();
        var active = Call(hospital, after, "5W", "E10");
        hospital.Until(() => hospital.Status(active) == StatusCode.Completed, TimeSpan.FromSeconds(5));
        Open(hospital, cases).ShouldBe(before[1..]);
        erp.Calls.ShouldHaveSingleItem("what was kept back in the meantime stays back");
    }

    [Fact]
    public async Task Another_node_of_the_store_follows_within_a_round()
    {
        await using var hospital = Hospital.Open();
        var erp = With(hospital);
        var node = Node(hospital);
        var other = hospital.Node("b");
        Say(hospital, node, "5W", listens: true);
        hospital.Pass(TimeSpan.FromSeconds(2));

        Call(hospital, other, "5W", "E1");
        hospital.Pass(TimeSpan.FromMinutes(5));

        erp.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_may_not_say_so_where_nothing_is_and_why_are_told_and_every_word_is_on_record()
    {
        await using var hospital = Hospital.Open();
        hospital.Settings = settings => settings with { SealedMode = new SealedMode { Units = ["6W"] } };
        var node = Node(hospital);

        Say(hospital, node, "5W", true, by: new Terms(Caller.Person(Models.Nurse))).ShouldBeOfType<Reply.Denied>().Reason.ShouldContain("Expected one of the roles");
        Say(hospital, node, "9Z", true).ShouldBeOfType<Reply.NotFound>().Reason.ShouldBe("Expected a unit of facility 1, but '9Z' is none");
        Say(hospital, node, "5W", true, reason: " ").ShouldBeOfType<Reply.Rejected>().Reason.ShouldContain("Expected a reason");
        Say(hospital, node, "6W", false).ShouldBeOfType<Reply.Rejected>().Reason.ShouldContain("the configuration seals it");
        Say(hospital, node, "5W", true);
        Say(hospital, node, "5W", false);

        hospital.Complete(hospital.Disk.Read.Records.AuditOf("activation/1/5W", 10).AsTask()).Select(row => row.What).ShouldBe(["Activate", "Deactivate"]);
    }

    private static SimulatedNode Node(Hospital hospital)
    {
        var node = hospital.Node();
        hospital.Deploy(node, Models.OneCall(), Models.OneJob(), Models.OneTask());
        return node;
    }

    private static Reply Say(Hospital hospital, SimulatedNode node, string unit, bool listens, string reason = "A pilot", Terms? by = null) =>
        hospital.Complete(node.Run(() => node.Runtime.Activations.SetAsync(Models.Site, unit, listens, reason, by ?? Operator)));

    private static Guid Call(Hospital hospital, SimulatedNode node, string unit, string encounter) =>
        hospital.Start(node, "one-call", $$"""{"encounter":"{{encounter}}","unit":"{{unit}}"}""");

    private static IReadOnlyList<ActivatedJob> Jobs(Hospital hospital, SimulatedNode node) =>
        hospital.Complete(node.Run(() => node.Runtime.Jobs.ActivateAsync(new JobRequest("carry", "worker-1", 10, TimeSpan.FromMinutes(1), TimeSpan.Zero), Caller.Worker("worker-1"))))
            .ShouldBeOfType<JobActivation.Activated>().Jobs;

    private static List<Guid> Open(Hospital hospital, Guid[] cases) =>
        [.. hospital.Complete(hospital.Disk.Read.Work.OfInstances(cases).AsTask()).Where(task => task.Open).Select(task => task.Id)];

    private static IReadOnlyList<EffectRow> Effects(Hospital hospital, Guid instance) => hospital.Complete(hospital.Disk.Read.Effects.OfInstances([instance]).AsTask());

    private static Receiver With(Hospital hospital, params Fate[] fates)
    {
        var queue = new Queue<Fate>(fates);
        var receiver = new Receiver("erp", HonoursKey, () => queue.TryDequeue(out var fate) ? fate : Fate.Answers);
        hospital.Connectors.Add(receiver);
        return receiver;
    }
}
