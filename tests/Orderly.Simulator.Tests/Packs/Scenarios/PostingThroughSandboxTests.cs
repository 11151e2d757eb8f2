using System.Text;
using System.Text.Json;
using Orderly.Canonical.Erp;
using Orderly.Engine.Feel;
using Orderly.Engine.Process;
using Orderly.Simulator.Erp;
using Orderly.Simulator.Tests.Erp;

namespace Orderly.Simulator.Tests.Packs.Scenarios;

/// <summary>What the flow asks of the ERP, sent to the sandbox as it is.</summary>
public sealed class PostingThroughSandboxTests : IAsyncLifetime
{
    private ErpSandbox erp = null!;
    private ErpClient client = null!;
    private int key;

    public async ValueTask InitializeAsync()
    {
        erp = await ErpSandbox.StartAsync(new ErpSandboxOptions { Token = ErpClient.Token });
        client = new ErpClient(erp);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await erp.DisposeAsync();
    }

    [Fact]
    public async Task Discharge_books_its_supplies_and_its_cost_and_ends()
    {
        var discharge = Exited("""{"linePresent":true}""");

        await AnswerCallsAsync(discharge);

        erp.Totals.ByVerb[ErpVerb.IssueGoods].ShouldBe(new VerbTotal(2, 14.20m + 3.85m));
        erp.Totals.ByVerb[ErpVerb.PostCost].ShouldBe(new VerbTotal(1, 42.00m));
        erp.Totals.ByCostCentre.Keys.ShouldBe(["5W-4410"]);
        erp.Documents.ShouldAllBe(d => d.Encounter == "HP|V-1877");
        discharge.OpenCalls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Cancellation_after_the_posting_brings_the_cost_back_to_zero_and_leaves_what_was_consumed()
    {
        var discharge = Exited("{}");
        await AnswerCallsAsync(discharge);

        discharge.Send("DischargeCancelled", """{"cancelReason":"A13"}""").ShouldBeTrue();
        discharge.OpenCalls.Select(call => call.Operation).ShouldBe([Preview], "the ERP is asked what reversing would book");
        var before = erp.Totals;
        await AnswerCallsAsync(discharge);
        erp.Totals.Documents.ShouldBe(before.Documents, "and books nothing before the plan has been read");
        var reversed = ((FeelList)discharge.Variable("unwindPlan")).Items.OfType<FeelContext>().Single(item => item["inverse"].Equals(FeelValue.Of("ReverseCost")));
        ((FeelContext)((FeelContext)reversed["preview"])["value"])["amount"].ToString().ShouldBe("-42");
        discharge.Complete("review_unwind", "kmoreau", """{"planRead":true}""");
        await AnswerCallsAsync(discharge);
        discharge.Complete("scan_return", "fdiaz", """{"scannedQuantity":0}""");
        discharge.Complete("settle_unwind", "svarga", """{"settledAs":"done"}""");

        discharge.Status.ShouldBe(InstanceStatus.Completed);
        (erp.Totals.ByVerb[ErpVerb.PostCost].Amount + erp.Totals.ByVerb[ErpVerb.ReverseCost].Amount).ShouldBe(0m);
        erp.Totals.ItemsOut["HP-DISCHARGE-KIT"].ShouldBe(1m);
    }

    [Fact]
    public async Task What_is_scanned_after_a_cancellation_comes_back_to_stock_and_the_books_are_at_zero()
    {
        var discharge = Exited("{}");
        await AnswerCallsAsync(discharge);
        discharge.Send("DischargeCancelled", """{"cancelReason":"A13"}""").ShouldBeTrue();
        await AnswerCallsAsync(discharge);
        discharge.Complete("review_unwind", "kmoreau", """{"planRead":true}""");
        await AnswerCallsAsync(discharge);

        discharge.Complete("scan_return", "fdiaz", """{"scannedQuantity":1}""");
        await AnswerCallsAsync(discharge);

        erp.Totals.ItemsOut["HP-DISCHARGE-KIT"].ShouldBe(0m);
        erp.Totals.ByCostCentre["5W-4410"].ShouldBe(0m);
    }

    [Fact]
    public async Task A_cancellation_within_the_five_minutes_books_nothing()
    {
        var discharge = new DischargeCase(DischargePack.Order("{}"));
        discharge.Send("Discharged", """{"exitedAt":"2026-06-09T12:31:00-04:00"}""").ShouldBeTrue();
        discharge.AdvanceTo(TimeSpan.FromMinutes(4));
        discharge.Send("DischargeCancelled", """{"cancelReason":"A13"}""").ShouldBeTrue();
        discharge.Complete("review_unwind", "kmoreau", """{"planRead":true}""");
        discharge.Complete("settle_unwind", "svarga", """{"settledAs":"done"}""");

        await AnswerCallsAsync(discharge);
        discharge.AdvanceTo(TimeSpan.FromMinutes(10));

        discharge.Status.ShouldBe(InstanceStatus.Completed);
        erp.Documents.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_cancellation_while_the_erp_has_yet_to_answer_waits_for_the_answer_and_then_undoes_it()
    {
        var discharge = Exited("{}");
        discharge.Send("DischargeCancelled", """{"cancelReason":"A13"}""").ShouldBeTrue();
        discharge.Complete("review_unwind", "kmoreau", """{"planRead":true}""");
        discharge.OpenCalls.Select(call => call.Operation).ShouldBe(["IssueGoods"]);

        await AnswerCallsAsync(discharge);

        (erp.Totals.ByVerb[ErpVerb.PostCost].Amount + erp.Totals.ByVerb[ErpVerb.ReverseCost].Amount).ShouldBe(0m);
    }

    private static readonly string Preview = ErpVerbs.PreviewOf(ErpVerb.ReverseCost);

    private static DischargeCase Exited(string facts)
    {
        var discharge = new DischargeCase(DischargePack.Order(facts));
        discharge.Send("Discharged", """{"exitedAt":"2026-06-09T12:31:00-04:00"}""").ShouldBeTrue();
        discharge.AdvanceTo(TimeSpan.FromMinutes(5));
        return discharge;
    }

    private async Task AnswerCallsAsync(DischargeCase discharge)
    {
        while (discharge.OpenCalls.FirstOrDefault() is { Operation: not null } call)
        {
            var path = call.Operation == Preview ? $"{ErpVerb.ReverseCost}?preview=true" : call.Operation;
            using var response = await client.PostAsync(path, $"e1-{++key}", Json(call.Input));
            var answer = await response.Content.ReadAsStringAsync();
            response.IsSuccessStatusCode.ShouldBeTrue(answer);
            discharge.Answer(call.Operation, answer);
        }
    }

    private static string Json(FeelContext input)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
            FeelJson.ToPlain(writer, input);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
