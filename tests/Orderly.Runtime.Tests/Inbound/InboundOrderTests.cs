using Orderly.Canonical.Inbound;
using Orderly.Engine.Feel;
using Orderly.Journal;
using Orderly.Journal.Changes;
using Orderly.Journal.Rows;
using Orderly.Journal.Write;
using Orderly.Runtime.Correlation;
using Orderly.Runtime.Inbound;
using Orderly.Runtime.Projection;
using Orderly.Runtime.Tests.Simulation;

namespace Orderly.Runtime.Tests.Inbound;

/// <summary>Messages that come before what they follow, that come twice, and that come too late.</summary>
public sealed class InboundOrderTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task A_cancellation_before_its_discharge_is_held_and_taken_up_right_after_it()
    {
        await using var hospital = Open();
        var node = hospital.Node();
        var early = Say(hospital, node, "c1", "A13 11 V1");
        hospital.Until(() => Inbox(hospital, early).State == InboxState.HeldForOrder, Soon);
        Inbox(hospital, early).Reason.ShouldBe("Expected Discharged of its encounter before it, but none has come yet");
        Told(hospital, "V1").ShouldBeEmpty();

        Say(hospital, node, "c2", "A03 10 V1");
        Say(hospital, node, "c3", "O19 12 V1");

        hospital.Until(() => Told(hospital, "V1").Count == 3, Soon);
        Told(hospital, "V1").ShouldBe(["A03", "A13", "O19"]);
        var row = Inbox(hospital, early);
        (row.State, row.Reason, row.HeldUntil).ShouldBe((InboxState.Mapped, null, null));
    }

    [Fact]
    public async Task A_held_message_lets_those_behind_it_pass_in_their_order()
    {
        await using var hospital = Open();
        var node = hospital.Node();
        Say(hospital, node, "c1", "A13 11 V1");
        Say(hospital, node, "c2", "O19 12 V1");
        Say(hospital, node, "c3", "A08 13 V1");

        hospital.Until(() => Told(hospital, "V1").Count == 2, Soon);
        Told(hospital, "V1").ShouldBe(["O19", "A08"]);
    }

    [Fact]
    public async Task A_message_whose_predecessor_never_comes_is_mapped_after_two_minutes_with_the_reason()
    {
        await using var hospital = Open();
        var node = hospital.Node();
        var early = Say(hospital, node, "c1", "A13 11 V1");
        hospital.Pass(TimeSpan.FromSeconds(118));
        Told(hospital, "V1").ShouldBeEmpty();

        hospital.Pass(TimeSpan.FromSeconds(4));

        Told(hospital, "V1").ShouldBe(["A13"]);
        var row = Inbox(hospital, early);
        (row.State, row.HeldUntil).ShouldBe((InboxState.Mapped, null));
        row.Reason.ShouldBe("Expected Discharged of its encounter before it, but none came within 120 s: mapped without it");
    }

    [Fact]
    public async Task A_hold_is_measured_in_hospital_time()
    {
        await using var hospital = Open();
        hospital.Settings = settings => settings with { HospitalRate = 60 };
        var node = hospital.Node();
        Say(hospital, node, "c1", "A13 11 V1");

        hospital.Until(() => Told(hospital, "V1").Count == 1, TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task A_discharge_that_was_taken_back_is_no_predecessor_of_the_next_cancellation()
    {
        await using var hospital = Open();
        var node = hospital.Node();
        Say(hospital, node, "c1", "A03 10 V1");
        Say(hospital, node, "c2", "A13 11 V1");
        var second = Say(hospital, node, "c3", "A13 21 V1");
        hospital.Until(() => Inbox(hospital, second).State == InboxState.HeldForOrder, Soon);

        Say(hospital, node, "c4", "A03 20 V1");

        hospital.Until(() => Told(hospital, "V1").Count == 4, Soon);
        Told(hospital, "V1").ShouldBe(["A03", "A13", "A03", "A13"]);
    }

    [Fact]
    public async Task Any_of_the_named_predecessors_will_do()
    {
        await using var hospital = Open();
        var node = hospital.Node();
        Say(hospital, node, "c1", "O19 10 V1");
        Say(hospital, node, "c2", "A25 11 V1");

        hospital.Until(() => Told(hospital, "V1").Count == 2, Soon);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_held_message_outlives_the_node_that_held_it(bool predecessorComes)
    {
        await using var hospital = Open();
        var node = hospital.Node();
        var early = Say(hospital, node, "c1", "A13 11 V1");
        hospital.Until(() => Inbox(hospital, early).State == InboxState.HeldForOrder, Soon);
        node.Kill();
        var next = hospital.Node("b");

        if (predecessorComes) Say(hospital, next, "c2", "A03 10 V1");
        hospital.Pass(TimeSpan.FromSeconds(130));

        Told(hospital, "V1").ShouldBe(predecessorComes ? ["A03", "A13"] : ["A13"]);
    }

    [Fact]
    public async Task Nothing_is_lost_doubled_or_out_of_order_when_nodes_die_and_calls_are_cut()
    {
        for (var seed = 1; seed <= 25; seed++)
        {
            await using var hospital = Open(seed);
            var node = hospital.Node();
            hospital.CutCalls = 0.05;
            var killed = 0;
            foreach (var (control, text) in new[] { ("c1", "O19 9 V1"), ("c2", "A13 11 V1"), ("c3", "A03 10 V1"), ("c4", "A03 10 V1"), ("c5", "O19 12 V1") })
            {
                // Two nodes never store in one microsecond.
                hospital.Pass(TimeSpan.FromMilliseconds(1));
                while (!TrySay(hospital, node, control, text)) hospital.Pass(TimeSpan.FromMilliseconds(50));
                if (hospital.Scheduler.Random.Next(3) > 0 || killed > 2) continue;
                node.Kill();
                var name = $"n{++killed}";
                hospital.CutCalls = 0;
                node = hospital.Node(name);
                hospital.CutCalls = 0.05;
            }
            hospital.CutCalls = 0;
            hospital.Pass(TimeSpan.FromSeconds(30));

            Told(hospital, "V1").ShouldBe(["O19", "A03", "A13", "O19"], $"seed {seed}");
        }
    }

    [Fact]
    public async Task A_second_message_that_says_the_same_event_publishes_nothing_and_says_why()
    {
        await using var hospital = Open();
        var node = hospital.Node();
        Say(hospital, node, "c1", "A03 10 V1");

        var again = Say(hospital, node, "c2", "A03 10 V1");

        hospital.Until(() => Inbox(hospital, again).State == InboxState.Ignored, Soon);
        Inbox(hospital, again).Reason.ShouldBe("Expected what was not told before, but message c1 told the same Discharged of its encounter");
        Told(hospital, "V1").ShouldBe(["A03"]);
        hospital.Complete(hospital.Disk.Read.Inbox.EventsOfEncounter("HP|V1", 10).AsTask()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Another_content_at_the_same_time_is_another_fact()
    {
        await using var hospital = Open();
        var node = hospital.Node();
        Say(hospital, node, "c1", "A08 10 V1 HOME");
        Say(hospital, node, "c2", "A08 10 V1 SNF");

        hospital.Until(() => Told(hospital, "V1").Count == 2, Soon);
    }

    [Fact]
    public async Task What_a_message_tells_anew_goes_on_and_what_it_repeats_is_not_stored_again()
    {
        await using var hospital = Open();
        var node = hospital.Node();
        Say(hospital, node, "c1", "A03 10 V1");

        var more = Say(hospital, node, "c2", "A03D 10 V1");

        hospital.Until(() => Inbox(hospital, more).State == InboxState.Mapped, Soon);
        Told(hospital, "V1").ShouldBe(["A03", "A03D"]);
        hospital.Complete(hospital.Disk.Read.Inbox.EventsOfEncounter("HP|V1", 10).AsTask()).Select(one => one.Kind).ShouldBe(["Discharged", "Deceased"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_late_change_after_the_discharge_is_kept_as_an_event_and_told_to_no_case()
    {
        await using var hospital = Open();
        var node = hospital.Node();
        Say(hospital, node, "c1", "A03 10 V1");
        var late = Say(hospital, node, "c2", "A08 9 V1");
        hospital.Until(() => Inbox(hospital, late).State == InboxState.Mapped, Soon);
        Inbox(hospital, late).Reason.ShouldBe("Expected it before Discharged of its encounter, but that has come: kept as an event, and told is told to no case");
        Told(hospital, "V1").ShouldBe(["A03"]);
        hospital.Complete(hospital.Disk.Read.Inbox.EventsOfEncounter("HP|V1", 10).AsTask()).Count.ShouldBe(2);

        Say(hospital, node, "c3", "A13 11 V1");
        Say(hospital, node, "c4", "A08 12 V1");

        hospital.Until(() => Told(hospital, "V1").Count == 3, Soon);
        Told(hospital, "V1").ShouldBe(["A03", "A13", "A08"]);
    }

    /// <summary>Of two who replay a message the second may come when it is mapped. A cancellation would hide what it cancelled, so that it seems to have come too early.</summary>
    [Fact]
    public async Task A_cancellation_that_was_mapped_is_not_put_back_among_those_to_be_mapped()
    {
        await using var hospital = Open();
        var node = hospital.Node();
        Say(hospital, node, "c1", "A03 10 V1");
        var cancelled = Say(hospital, node, "c2", "A13 11 V1");
        hospital.Until(() => Inbox(hospital, cancelled).State == InboxState.Mapped, Soon);
        var other = new BatchWriter(hospital.Disk, hospital.Complete(hospital.Disk.Join("other").AsTask()), new WriterLimits(), hospital.Time.Of(node.Scheduler), node.Scheduler);
        hospital.Complete(node.Run(() => other.Write(new Append { Changes = [new UpdateInbox(cancelled, InboxState.Received, null)] }))).ShouldBeOfType<Committed>();
        Inbox(hospital, cancelled).State.ShouldBe(InboxState.Mapped);

        hospital.Pass(InboundMapping.LongestHold + Soon);

        Inbox(hospital, cancelled).State.ShouldBe(InboxState.Mapped);
        Told(hospital, "V1").ShouldBe(["A03", "A13"], "and it told nothing twice");
    }

    private static Hospital Open(int seed = 1)
    {
        var hospital = Hospital.Open(seed);
        hospital.Mapper = new TellingMapper();
        return hospital;
    }

    private static Guid Say(Hospital hospital, SimulatedNode node, string control, string text) =>
        hospital.Complete(node.Run(() => node.Runtime.Inbound.AcceptAsync(Message(hospital, control, text), CancellationToken.None))).ShouldBeOfType<Acceptance.Stored>().InboxId;

    /// <summary>As a sender that is not answered does: again, with the same bytes.</summary>
    private static bool TrySay(Hospital hospital, SimulatedNode node, string control, string text)
    {
        try
        {
            hospital.Complete(node.Run(() => node.Runtime.Inbound.AcceptAsync(Message(hospital, control, text), CancellationToken.None)));
            return true;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }

    private static InboundMessage Message(Hospital hospital, string control, string text) =>
        InboundLaneTests.Message(hospital, control, text) with { OrderKey = $"{Models.Site}|HP|{text.Split(' ')[2]}" };

    private static InboxRow Inbox(Hospital hospital, Guid id) => hospital.Complete(hospital.Disk.Read.Inbox.One(id).AsTask())!;

    /// <summary>What was published under the key, in the order of the commits.</summary>
    private static List<string> Told(Hospital hospital, string key) =>
    [
        .. hospital.Complete(hospital.Disk.Read.Messages.OfKey(CorrelationLane.Of(TellingMapper.Message, key), TellingMapper.Message, key).AsTask())
            .Select(message => ((FeelString)MessageBody.Read(message.Body).Variables["what"]).Value),
    ];
}
