using Orderly.Formats.Hl7.V2;
using Orderly.Simulator.Feed;
using Orderly.Simulator.Oracle;

namespace Orderly.Simulator.Tests.Feed;

public sealed class DischargeFeedTests : IDisposable
{
    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task Whole_plan_arrives_in_order_and_every_answer_is_on_the_senders_disk()
    {
        await using var receiver = new AckingReceiver();
        var options = Options(receiver) with { DuplicateShare = 0.2, CancelShare = 0.5 };
        var path = scratch.File("acked.ndjson");

        FeedReport report;
        using (var log = SenderLog.Open(path))
            report = await new DischargeFeed(options, TimeProvider.System, log).RunAsync();

        var plan = new FeedPlan(options).Messages().ToArray();
        receiver.Received.Select(r => ControlId(r.Bytes)).ShouldBe(plan.Select(m => m.ControlId));
        report.Accepted.ShouldBe(plan.Length);
        report.Duplicates.ShouldBe(plan.Count(m => m.IsDuplicate));
        report.Refused.ShouldBe(0);
        report.Waits.Count.ShouldBe(plan.Length);
        var acked = SenderLog.Read(path);
        acked.Select(a => a.ControlId).ShouldBe(plan.Select(m => m.ControlId));
        acked.ShouldAllBe(a => a.IsAccepted && a.Hash.Length == 64);
    }

    [Fact]
    public async Task Unanswered_message_is_sent_again_over_a_new_connection()
    {
        await using var receiver = new AckingReceiver(n => n == 3 ? AckingReceiver.Answer.HangUp : AckingReceiver.Answer.Accept);

        var report = await new DischargeFeed(Options(receiver), TimeProvider.System).RunAsync();

        report.Accepted.ShouldBe(20);
        report.Resent.ShouldBe(1);
        var received = receiver.Received.ToArray();
        ControlId(received[2].Bytes).ShouldBe(ControlId(received[3].Bytes));
        received[3].Connection.ShouldBe(1);
    }

    [Fact]
    public async Task Refused_message_is_counted_logged_and_not_sent_again()
    {
        await using var receiver = new AckingReceiver(n => n == 2 ? AckingReceiver.Answer.Refuse : AckingReceiver.Answer.Accept);
        var path = scratch.File("acked.ndjson");

        FeedReport report;
        using (var log = SenderLog.Open(path))
            report = await new DischargeFeed(Options(receiver), TimeProvider.System, log).RunAsync();

        report.Refused.ShouldBe(1);
        report.Accepted.ShouldBe(19);
        SenderLog.Read(path).Count(a => !a.IsAccepted).ShouldBe(1);
    }

    [Fact]
    public async Task Visits_keep_to_their_connection()
    {
        await using var receiver = new AckingReceiver();
        var options = Options(receiver) with { Connections = 4, ExitShare = 1 };

        await new DischargeFeed(options, TimeProvider.System).RunAsync();

        var received = receiver.Received.ToArray();
        received.Length.ShouldBe(40);
        received.Select(r => r.Connection).Distinct().Count().ShouldBe(4);
        received.GroupBy(r => Hl7Message.Parse(r.Bytes).Text(Hl7Path.Parse("PV1-19.1"))).ShouldAllBe(visit => visit.Select(r => r.Connection).Distinct().Count() == 1);
    }

    [Fact]
    public async Task Receiver_away_for_longer_than_the_feeds_patience_ends_it_with_the_message_that_was_not_answered()
    {
        await using var receiver = new AckingReceiver(n => n >= 2 ? AckingReceiver.Answer.HangUp : AckingReceiver.Answer.Accept);

        var gaveUp = await Should.ThrowAsync<IOException>(() =>
            new DischargeFeed(Options(receiver) with { Patience = TimeSpan.FromMilliseconds(50) }, TimeProvider.System).RunAsync());

        gaveUp.Message.ShouldContain("S1-2");
    }

    [Fact]
    public async Task Endless_feed_ends_when_told_to()
    {
        using var stop = new CancellationTokenSource();
        await using var receiver = new AckingReceiver(n =>
        {
            if (n == 50)
                stop.Cancel();
            return AckingReceiver.Answer.Accept;
        });

        var report = await new DischargeFeed(Options(receiver) with { Orders = null }, TimeProvider.System).RunAsync(stop.Token);

        report.Accepted.ShouldBeInRange(49, 51);
    }

    private static FeedOptions Options(AckingReceiver receiver) => new()
    {
        Port = receiver.Port,
        Orders = 20,
        OrdersPerSecond = null,
        Start = new DateTimeOffset(2026, 6, 9, 7, 0, 0, TimeSpan.FromHours(-4)),
    };

    private static string ControlId(byte[] message) => Hl7Message.Parse(message).Text(Hl7Path.Parse("MSH-10"))!;
}
