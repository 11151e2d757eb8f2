using System.Text;
using Orderly.Canonical.Inbound;
using Orderly.Engine.Feel;
using Orderly.Journal.Changes;
using Orderly.Journal.Rows;
using Orderly.Runtime.Deployment;
using Orderly.Runtime.Ownership;
using Orderly.Runtime.Projection;
using Orderly.Runtime.Tests.Simulation;

namespace Orderly.Runtime.Tests.Inbound;

/// <summary>A45: a visit goes on under another number, and its cases with it.</summary>
public sealed class InboundMoveTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task A_case_follows_its_visit_and_takes_a_message_that_waited_under_the_new_number()
    {
        await using var hospital = Open();
        var node = hospital.Node();
        hospital.Deploy(node, Models.OneMessage());
        var instance = hospital.Start(node, "one-message", Encounter("HP|V1"), "HP|V1");
        hospital.Publish(node, "arrived", "HP|V2", TimeSpan.FromHours(1));
        hospital.Pass(Soon);
        hospital.Status(instance).ShouldBe(StatusCode.Active);

        Say(hospital, node, "c1", "A45 V2 V1");

        hospital.Until(() => hospital.Status(instance) == StatusCode.Completed, Soon);
        hospital.Instances("HP|V1").ShouldBeEmpty();
        hospital.Instances("HP|V2").Single().Id.ShouldBe(instance);
        Verified(hospital);
    }

    [Fact]
    public async Task A_message_under_the_old_number_reaches_a_moved_case_no_more()
    {
        await using var hospital = Open();
        var node = hospital.Node();
        hospital.Deploy(node, Models.OneMessage());
        var instance = hospital.Start(node, "one-message", Encounter("HP|V1"), "HP|V1");
        Say(hospital, node, "c1", "A45 V2 V1");
        hospital.Until(() => hospital.Instances("HP|V2").Count == 1, Soon);

        hospital.Publish(node, "arrived", "HP|V1", TimeSpan.FromHours(1));
        hospital.Pass(Soon);
        hospital.Status(instance).ShouldBe(StatusCode.Active);
        hospital.Publish(node, "arrived", "HP|V2", TimeSpan.FromHours(1));

        hospital.Until(() => hospital.Status(instance) == StatusCode.Completed, Soon);
        Verified(hospital);
    }

    [Fact]
    public async Task A_move_happens_once_whenever_the_node_dies()
    {
        for (var seed = 1; seed <= 25; seed++)
        {
            await using var hospital = Open(seed);
            var node = hospital.Node();
            hospital.Deploy(node, Models.OneMessage());
            var instance = hospital.Start(node, "one-message", Encounter("HP|V1"), "HP|V1");
            hospital.Publish(node, "arrived", "HP|V2", TimeSpan.FromHours(1));
            hospital.CutCalls = 0.05;
            var sent = node.Run(() => node.Runtime.Inbound.AcceptAsync(Message(hospital, "c1", "A45 V2 V1"), CancellationToken.None));
            for (var steps = hospital.Scheduler.Random.Next(200); steps > 0 && hospital.Scheduler.RunOne(); steps--)
            {
            }
            node.Kill();
            hospital.CutCalls = 0;
            var next = hospital.Node("b");
            // Not answered, or not for sure: the sender comes again.
            hospital.Complete(next.Run(() => next.Runtime.Inbound.AcceptAsync(Message(hospital, "c1", "A45 V2 V1"), CancellationToken.None)));

            hospital.Until(() => hospital.Status(instance) == StatusCode.Completed, TimeSpan.FromMinutes(1));
            var entries = hospital.Complete(hospital.Disk.Read.Instances.Journal(instance, 0, long.MaxValue, 100).AsTask());
            entries.Count(entry => Encoding.UTF8.GetString(entry.Body).Contains("instance.rekeyed", StringComparison.Ordinal)).ShouldBe(1, $"seed {seed}");
            Verified(hospital);
        }
    }

    [Fact]
    public async Task A_start_lock_moves_so_that_the_old_number_is_free_and_the_new_one_is_not()
    {
        await using var hospital = Open();
        var node = hospital.Node();
        hospital.Deploy(node, Models.MessageStart());
        hospital.Publish(node, "ordered", "HP|V1", TimeSpan.FromHours(1), "first");
        hospital.Until(() => hospital.Instances("HP|V1").Count == 1, Soon);
        var first = hospital.Instances("HP|V1").Single().Id;
        Say(hospital, node, "c1", "A45 V2 V1");
        hospital.Until(() => hospital.Instances("HP|V2").Count == 1, Soon);

        hospital.Publish(node, "ordered", "HP|V2", TimeSpan.FromHours(1), "second");
        hospital.Publish(node, "ordered", "HP|V1", TimeSpan.FromHours(1), "third");

        hospital.Until(() => hospital.Instances("HP|V1").Count == 1, Soon);
        hospital.Pass(Soon);
        hospital.Instances("HP|V2").Single().Id.ShouldBe(first);
        Hospital.Accepted(hospital.ClaimTask(node, hospital.Tasks(first).Single().Id));
        Hospital.Accepted(hospital.CompleteTask(node, hospital.Tasks(first).Single().Id));
        hospital.Until(() => hospital.Instances("HP|V2").Count == 2, TimeSpan.FromSeconds(10));
        Verified(hospital);
    }

    [Fact]
    public async Task A_called_case_moves_with_its_caller()
    {
        await using var hospital = Open();
        var node = hospital.Node();
        hospital.Deploy(node, Models.OneMessage(), Models.Calls("one-message"));
        var caller = hospital.Start(node, "caller", Encounter("HP|V1"), "HP|V1");
        hospital.Until(() => hospital.Case(caller).Count == 2, Soon);

        Say(hospital, node, "c1", "A45 V2 V1");
        hospital.Until(() => hospital.Instances("HP|V2").Count == 2, Soon);
        hospital.Publish(node, "arrived", "HP|V2", TimeSpan.FromHours(1));

        hospital.Until(() => hospital.Status(caller) == StatusCode.Completed, Soon);
        Verified(hospital);
    }

    [Fact]
    public async Task A_move_waits_for_the_case_that_an_earlier_message_is_about_to_start()
    {
        await using var hospital = Open();
        hospital.Mapper = new StartOrMove();
        var node = hospital.Node();
        hospital.Deploy(node, Models.MessageStart());

        Say(hospital, node, "c1", "ordered 1 V1");
        Say(hospital, node, "c2", "A45 V2 V1");

        hospital.Until(() => hospital.Instances("HP|V2").Count == 1, TimeSpan.FromSeconds(10));
        hospital.Instances("HP|V1").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_cancellation_under_the_new_number_finds_the_discharge_under_the_old_one()
    {
        await using var hospital = Open();
        var node = hospital.Node();
        Say(hospital, node, "c1", "A03 10 V1");
        Say(hospital, node, "c2", "A45 V2 V1");
        hospital.Pass(Soon);

        var cancelled = Say(hospital, node, "c3", "A13 11 V2");

        hospital.Until(() => hospital.Complete(hospital.Disk.Read.Inbox.One(cancelled).AsTask())!.State == InboxState.Mapped, Soon);
    }

    private static Hospital Open(int seed = 1)
    {
        var hospital = Hospital.Open(seed);
        hospital.Mapper = new TellingMapper();
        return hospital;
    }

    private static string Encounter(string key) => $$"""{"encounter":"{{key}}"}""";

    private static Guid Say(Hospital hospital, SimulatedNode node, string control, string text) =>
        hospital.Complete(node.Run(() => node.Runtime.Inbound.AcceptAsync(Message(hospital, control, text), CancellationToken.None))).ShouldBeOfType<Acceptance.Stored>().InboxId;

    // Both kinds of texts end with the visit whose order is kept.
    private static InboundMessage Message(Hospital hospital, string control, string text) => InboundLaneTests.Message(hospital, control, text);

    private static void Verified(Hospital hospital) =>
        hospital.Complete(new Runtime.Verification.Verification(hospital.Disk, new SealedMode()).RunAsync()).Differences.ShouldBeEmpty();

    private sealed class StartOrMove : IInboundMapper
    {
        private readonly TellingMapper moves = new();

        public MappingOutcome Map(InboundEnvelope envelope)
        {
            var words = Encoding.UTF8.GetString(envelope.Raw.Span).Split(' ');
            return words[0] == "A45" ? moves.Map(envelope)
                : new MappingOutcome.Mapped(words[2]) { Messages = [new ProcessMessage(words[0], $"HP|{words[2]}", "{}", TimeSpan.FromHours(4))] };
        }
    }
}
