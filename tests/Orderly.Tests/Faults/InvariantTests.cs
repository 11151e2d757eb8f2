using Orderly.Canonical.Erp;
using Orderly.Simulator.Erp;
using Orderly.Simulator.Oracle;
using Orderly.Tests.Faults.Evidence;

namespace Orderly.Tests.Faults;

/// <summary>The test of the test: each promise is broken on purpose in sound evidence, and must be named.</summary>
public sealed class InvariantTests
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 9, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Sound_evidence_breaks_nothing() => Invariants.Broken(Sound()).ShouldBeEmpty();

    [Fact]
    public void An_acknowledged_message_missing_from_the_inbox_is_named() =>
        Broken(Sound() with { Inbox = [.. Sound().Inbox.Skip(1)] }).ShouldContain("nothing acknowledged is lost: Expected C-1 once in the inbox, but it is there 0 times");

    [Fact]
    public void A_message_stored_twice_is_named() =>
        Broken(Sound() with { Inbox = [.. Sound().Inbox, Sound().Inbox[1]] }).ShouldContain("Expected C-2 once in the inbox, but it is there 2 times");

    [Fact]
    public void A_message_stored_with_other_bytes_is_named() =>
        Broken(WithFirstRow(row => row with { Hash = "ff" })).ShouldContain("Expected C-1 once in the inbox, but it is there 0 times");

    [Fact]
    public void A_message_that_was_never_mapped_is_named() =>
        Broken(WithFirstRow(row => row with { State = 0 })).ShouldContain("Expected C-1 to be mapped, ignored or quarantined with a reason, but its state is 0");

    [Fact]
    public void A_message_in_quarantine_without_a_reason_is_named() =>
        Broken(WithFirstRow(row => row with { State = 3 })).ShouldContain("its state is 3 with reason ''");

    [Fact]
    public void A_refused_message_is_named() =>
        Broken(Sound() with { Acknowledged = [Sound().Acknowledged[0], Sound().Acknowledged[1] with { Code = "AE" }] }).ShouldContain("Expected C-2 to be answered AA, but it was answered AE");

    [Fact]
    public void Messages_of_a_visit_in_another_order_are_named() =>
        Broken(WithFirstRow(row => row with { Ordinal = 99 })).ShouldContain("order is kept per visit: Expected C-1, C-2 for HP|HP|V-1, but the inbox has C-2, C-1");

    [Fact]
    public void An_order_without_a_case_is_named() =>
        Broken(Sound() with { Instances = [Sound().Instances[0]] }).ShouldContain("an order is one case: Expected one 'discharge' case for HP|V-1, but there are 0");

    [Fact]
    public void An_order_with_two_cases_is_named() =>
        Broken(Sound() with { Instances = [.. Sound().Instances, Sound().Instances[0] with { Id = Guid.NewGuid() }] }).ShouldContain("Expected one 'straight' case for HP|V-1, but there are 2");

    [Fact]
    public void An_effect_booked_twice_under_two_keys_is_named() =>
        Broken(Sound() with { Documents = [.. Sound().Documents, Sound().Documents[0] with { Number = "CP-9", Key = "other" }] })
            .ShouldContain("an effect happens once: Expected 1 × cost at the order for HP|V-1, but the books have 2");

    [Fact]
    public void An_effect_booked_twice_under_one_key_is_named() =>
        Broken(Sound() with { Documents = [.. Sound().Documents, Sound().Documents[0] with { Number = "CP-9" }] }).ShouldContain("Expected one document for key k1, but the books have CP-1, CP-9");

    [Fact]
    public void An_effect_that_never_happened_is_named() =>
        Broken(Sound() with { Documents = [.. Sound().Documents.Skip(1)] }).ShouldContain("Expected 1 × cost at the order for HP|V-1, but the books have 0");

    [Fact]
    public void A_timer_that_fired_early_is_named()
    {
        var documents = Sound().Documents.ToArray();
        documents[1] = documents[1] with { BookedAt = Noon + StraightPack.Wait - TimeSpan.FromMilliseconds(1) };
        Broken(Sound() with { Documents = documents }).ShouldContain("a timer is not early and fires once: Expected 00:00:02 between CP-1 and CP-2");
    }

    [Fact]
    public void An_instance_that_waits_for_nothing_is_named() =>
        Broken(Sound() with { Instances = [Sound().Instances[0] with { WaitsFor = [] }, Sound().Instances[1]] }).ShouldContain("to end or to wait for something, but it does neither");

    [Fact]
    public void An_instance_with_an_incident_is_named() =>
        Broken(Sound() with { Instances = [Sound().Instances[0] with { WaitsFor = ["task", "incident"] }, Sound().Instances[1]] }).ShouldContain("Expected no incident");

    [Fact]
    public void A_long_list_of_violations_is_cut_and_counted() =>
        Invariants.Broken(Sound() with { Documents = [] }, most: 2).Count(line => line.StartsWith("an effect happens once", StringComparison.Ordinal)).ShouldBe(3);

    private static string Broken(FaultEvidence evidence) => string.Join('\n', Invariants.Broken(evidence));

    private static FaultEvidence WithFirstRow(Func<InboxFact, InboxFact> change) =>
        Sound() with { Inbox = [change(Sound().Inbox[0]), Sound().Inbox[1]] };

    /// <summary>One visit: ordered, exited, two supplies.</summary>
    private static FaultEvidence Sound() => new()
    {
        Acknowledged =
        [
            new("C-1", "V-1", "DischargeOrder", "aa", "AA", IsDuplicate: false, Noon),
            new("C-2", "V-1", "Discharged", "bb", "AA", IsDuplicate: false, Noon),
        ],
        SuppliesOnExit = new Dictionary<string, int> { ["HP|V-1"] = 2 },
        Documents =
        [
            Cost("CP-1", "k1", StraightPack.CostCentre, StraightPack.OrderAccount, Noon),
            Cost("CP-2", "k2", StraightPack.CostCentre, StraightPack.TimedAccount, Noon + StraightPack.Wait),
            Issue("GI-1", "k3", StraightPack.CostCentre),
            Cost("CP-3", "k4", "5W-4410", "6120", Noon),
            Issue("GI-2", "k5", "5W-4410"),
            Issue("GI-3", "k6", "5W-4410"),
        ],
        Inbox = [new("C-1", "aa", 1, null, "HP|HP|V-1", 1), new("C-2", "bb", 1, null, "HP|HP|V-1", 2)],
        Instances = [new(Guid.NewGuid(), StraightPack.Process, "HP|V-1", HasEnded: false, ["task"]), new(Guid.NewGuid(), "discharge", "HP|V-1", HasEnded: true, [])],
    };

    private static ErpDocument Cost(string number, string key, string costCentre, string account, DateTimeOffset at) =>
        new(number, ErpVerb.PostCost, key, "", "HP|V-1", costCentre, new Money(1, "USD"), null, account, null, at);

    private static ErpDocument Issue(string number, string key, string costCentre) =>
        new(number, ErpVerb.IssueGoods, key, "", "HP|V-1", costCentre, new Money(1, "USD"), new GoodsLine("HP-DRESSING-SET", 1, "each"), null, null, Noon);
}
