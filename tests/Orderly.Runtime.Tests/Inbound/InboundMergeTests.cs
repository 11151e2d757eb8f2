using Orderly.Canonical.Inbound;
using Orderly.Journal.Rows;
using Orderly.Runtime.Tests.Simulation;

namespace Orderly.Runtime.Tests.Inbound;

public sealed class InboundMergeTests
{
    [Theory]
    [InlineData("A40 a b", "A40 b c")]
    [InlineData("A40 b c", "A40 a b")]
    public async Task Merges_in_either_order_have_one_survivor(string first, string second)
    {
        await using var hospital = Hospital.Open();
        hospital.Mapper = new TellingMapper();
        var node = hospital.Node();
        Merge(hospital, node, "c1", first);
        Merge(hospital, node, "c2", second);

        foreach (var number in new[] { "a", "b", "c" }) Survivor(hospital, number).ShouldBe(TokenOf("c"), number);
    }

    [Theory]
    [InlineData("A40 c a", "Expected a merge into another patient, but the surviving record was itself merged into the one given up")]
    [InlineData("A40 a a", "Expected two records to merge, but both numbers are of one")]
    public async Task A_merge_into_a_record_that_was_merged_away_into_it_is_refused_with_the_reason(string ring, string reason)
    {
        await using var hospital = Hospital.Open();
        hospital.Mapper = new TellingMapper();
        var node = hospital.Node();
        Merge(hospital, node, "c1", "A40 a b");
        Merge(hospital, node, "c2", "A40 b c");

        var row = Merge(hospital, node, "c3", ring);

        row.Reason.ShouldBe(reason);
        row.State.ShouldBe(InboxState.Quarantined);
        Survivor(hospital, "a").ShouldBe(TokenOf("c"));
    }

    private static InboxRow Merge(Hospital hospital, SimulatedNode node, string control, string text)
    {
        var accepted = hospital.Complete(node.Run(() => node.Runtime.Inbound.AcceptAsync(InboundLaneTests.Message(hospital, control, text), CancellationToken.None)));
        var id = accepted.ShouldBeOfType<Acceptance.Stored>().InboxId;
        hospital.Until(() => Row().State is not InboxState.Received, TimeSpan.FromSeconds(3));
        return Row();

        InboxRow Row() => hospital.Complete(hospital.Disk.Read.Inbox.One(id).AsTask())!;
    }

    private static Guid Survivor(Hospital hospital, string number) => hospital.Complete(hospital.Disk.Read.Patients.Survivor(TokenOf(number)).AsTask());

    private static Guid TokenOf(string number) => Guid.ParseExact(TellingMapper.Token(number).ToString(), "N");
}
