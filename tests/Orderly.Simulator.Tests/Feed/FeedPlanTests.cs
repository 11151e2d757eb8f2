using Orderly.Formats.Hl7.V2;
using Orderly.Simulator.Feed;

namespace Orderly.Simulator.Tests.Feed;

public sealed class FeedPlanTests
{
    private static readonly FeedOptions Options = new()
    {
        Port = 1,
        Seed = 7,
        Orders = 200,
        OrdersPerSecond = 2,
        CancelShare = 0.2,
        ExitShare = 0.5,
        DuplicateShare = 0.1,
        Start = new DateTimeOffset(2026, 6, 9, 7, 0, 0, TimeSpan.FromHours(-4)),
    };

    [Fact]
    public void Equal_options_give_equal_bytes_and_another_seed_gives_others()
    {
        var first = Bytes(Options);

        Bytes(Options).ShouldBe(first);
        Bytes(Options with { Seed = 8 }).ShouldNotBe(first);
    }

    [Fact]
    public void Every_message_reads_without_an_issue_and_says_what_the_plan_says()
    {
        foreach (var planned in new FeedPlan(Options).Messages())
        {
            var message = Hl7Message.Parse(planned.Bytes);

            message.Issues.ShouldBeEmpty();
            At(message, "MSH-10").ShouldBe(planned.ControlId);
            At(message, "PV1-19.1").ShouldBe(planned.Visit);
            var trigger = $"{At(message, "MSH-9.1")}^{At(message, "MSH-9.2")} {At(message, "ORC-1")}".TrimEnd();
            trigger.ShouldBe(planned.Kind switch
            {
                FeedMessageKind.DischargeOrder => "OMG^O19 NW",
                FeedMessageKind.OrderCancelled => "OMG^O19 CA",
                FeedMessageKind.DischargeCancelled => "ADT^A25",
                _ => "ADT^A03",
            });
            Hl7Timestamp.TryParse(At(message, "MSH-7"), out var stamp).ShouldBeTrue();
            stamp.ToInstant(TimeZoneInfo.Utc).ShouldBe((Options.Start + planned.At).AddTicks(-((Options.Start + planned.At).Ticks % TimeSpan.TicksPerSecond)));
        }
    }

    [Fact]
    public void Order_carries_the_facts_the_decision_tables_ask_for()
    {
        var orders = new FeedPlan(Options).Messages().Where(m => m.Kind == FeedMessageKind.DischargeOrder).Select(m => Hl7Message.Parse(m.Bytes)).ToArray();

        orders.Select(o => At(o, "PV1-36")).Distinct().Count().ShouldBeGreaterThan(4);
        orders.ShouldContain(o => At(o, "ZDC-1") == null, "some facts are unknown, as in life");
        orders.ShouldContain(o => At(o, "ZDC-8") == "Y");
        orders.ShouldAllBe(o => At(o, "ZDC-11") != null && At(o, "OBR-4.1") == "DISCHARGE");
    }

    [Fact]
    public void Plan_is_in_time_order_and_ends_each_visit_at_most_once_after_its_order()
    {
        var plan = new FeedPlan(Options).Messages().ToArray();

        plan.Select(m => m.At).ShouldBeInOrder();
        plan.Where(m => !m.IsDuplicate).GroupBy(m => m.Visit).ShouldAllBe(visit =>
            visit.First().Kind == FeedMessageKind.DischargeOrder && visit.Count() <= 2 && visit.Count(m => m.Kind == FeedMessageKind.DischargeOrder) == 1);
        plan.Where(m => !m.IsDuplicate).Select(m => m.ControlId).ShouldBeUnique();
    }

    [Fact]
    public void Shares_are_kept_and_a_duplicate_follows_what_it_repeats()
    {
        var plan = new FeedPlan(Options with { Orders = 2_000 }).Messages().ToArray();

        var cancels = plan.Count(m => !m.IsDuplicate && m.Kind is (FeedMessageKind.DischargeCancelled or FeedMessageKind.OrderCancelled));
        cancels.ShouldBeInRange(340, 460);
        plan.Count(m => m.Kind == FeedMessageKind.DischargeCancelled).ShouldBeGreaterThan(0);
        plan.Count(m => m.Kind == FeedMessageKind.OrderCancelled).ShouldBeGreaterThan(0);
        plan.Count(m => !m.IsDuplicate && m.Kind == FeedMessageKind.Discharged).ShouldBeInRange(720, 880);
        var duplicates = plan.Index().Where(m => m.Item.IsDuplicate).ToArray();
        duplicates.Length.ShouldBeInRange(220, 420);
        foreach (var (index, duplicate) in duplicates)
        {
            plan[index - 1].ControlId.ShouldBe(duplicate.ControlId);
            plan[index - 1].Bytes.ToArray().ShouldBe(duplicate.Bytes.ToArray());
        }
    }

    [Fact]
    public void Endless_plan_is_made_as_it_is_read()
    {
        new FeedPlan(Options with { Orders = null }).Messages().Take(500).Count().ShouldBe(500);
    }

    private static string? At(Hl7Message message, string path) => message.Text(Hl7Path.Parse(path));

    private static string Bytes(FeedOptions options) =>
        string.Concat(new FeedPlan(options).Messages().Select(m => System.Text.Encoding.UTF8.GetString(m.Bytes.Span)));
}
