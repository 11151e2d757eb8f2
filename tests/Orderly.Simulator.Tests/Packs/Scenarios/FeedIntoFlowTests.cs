using Orderly.Canonical.Inbound;
using Orderly.Canonical.PatientFlow;
using Orderly.Connectors.Routes;
using Orderly.Simulator.Feed;

namespace Orderly.Simulator.Tests.Packs.Scenarios;

/// <summary>The feed's bytes through the pack's route into the pack's flow.</summary>
public sealed class FeedIntoFlowTests
{
    private static readonly string[] AlwaysOpen = ["evs_prealert", "account_review"];

    [Fact]
    public void Every_order_of_the_feed_opens_work_in_six_departments_or_waits_for_the_attending_with_its_block()
    {
        var mapper = new RouteMapper(new RouteTable(DischargePack.Routes()), new PatientTokens(new byte[32]));
        var plan = new FeedPlan(new FeedOptions { Port = 1, Orders = 150, Start = new DateTimeOffset(2026, 6, 9, 7, 0, 0, TimeSpan.FromHours(-4)) });
        var blocked = 0;

        foreach (var order in plan.Messages())
        {
            var mapped = (MappingOutcome.Mapped)mapper.Map(new InboundEnvelope(Guid.Empty, "adt", order.Bytes, DateTimeOffset.UnixEpoch));
            var discharge = new DischargeCase(mapped.Messages.Single().Variables, $"HP|{order.Visit}");
            var open = discharge.OpenTasks.ToArray();

            AlwaysOpen.ShouldBeSubsetOf(open);
            if (open.Contains("clear_blocks"))
            {
                blocked++;
                continue;
            }
            new[] { "orders_complete", "rn_readiness", "book_transport" }.ShouldBeSubsetOf(open);
            open.ShouldContain(discharge.Variable("leavingAgainstAdvice").ToString() == "true" ? "ama_packet" : "med_reconciliation");
            open.Count(t => t is "confirm_home" or "post_acute").ShouldBe(1);
        }
        blocked.ShouldBeInRange(1, 30);
    }

    [Fact]
    public void Work_lands_in_the_queue_of_its_role_and_of_the_patients_unit()
    {
        var discharge = new DischargeCase(DischargePack.Order("""{"unit":"6W"}"""));

        discharge.Tasks.ShouldAllBe(t => t.Queue.Unit == "6W" && t.Queue.Facility == 1);
        discharge.Tasks.ToDictionary(t => t.Element, t => t.Queue.Role).ShouldBe(new Dictionary<string, string?>
        {
            ["rn_readiness"] = "bedside-nurse",
            ["orders_complete"] = "attending",
            ["med_reconciliation"] = "pharmacist",
            ["book_transport"] = "transport-dispatcher",
            ["evs_prealert"] = "evs-dispatcher",
            ["account_review"] = "patient-accounts",
            ["confirm_home"] = "case-manager",
            ["status_check"] = "ur-nurse",
            ["book_follow_up"] = "unit-clerk",
        }, ignoreOrder: true);
    }

    [Fact]
    public void Recovery_of_each_open_gate_goes_to_the_role_that_owed_it()
    {
        var discharge = new DischargeCase(DischargePack.Order("""{"disposition":"SkilledNursing"}"""));

        discharge.Send("Discharged", "{}").ShouldBeTrue();

        discharge.Tasks.Where(t => t.Element == "recover_gate").Select(t => t.Queue.Role)
            .ShouldBe(["pharmacist", "attending", "bedside-nurse", "bedside-nurse", "case-manager", "transport-dispatcher"]);
    }

    [Theory]
    [InlineData("{}", 45, 50)]
    [InlineData("""{"medicationCount":10}""", 60, 70)]
    [InlineData("""{"highRiskDrug":true}""", 60, 70)]
    [InlineData("""{"bedDemanded":true,"medicationCount":14}""", 30, 90)]
    public void Med_reconciliation_gets_the_target_and_priority_of_its_facts(string facts, int minutes, int priority)
    {
        var discharge = new DischargeCase(DischargePack.Order(facts));

        discharge.TargetOf("med_reconciliation").ShouldBe(TimeSpan.FromMinutes(minutes));
        discharge.Tasks.Single(t => t.Element == "med_reconciliation").Priority.ShouldBe(priority);
    }
}
