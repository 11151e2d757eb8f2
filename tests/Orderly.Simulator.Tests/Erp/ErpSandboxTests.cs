using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Orderly.Canonical.Erp;
using Orderly.Simulator.Erp;

namespace Orderly.Simulator.Tests.Erp;

public sealed class ErpSandboxTests : IAsyncLifetime
{
    private const string Cost = """{"encounter":"V-1","costCentre":"5W-4410","account":"6120","amount":{"amount":64.00,"currency":"USD"}}""";
    private const string Goods = """{"encounter":"V-1","costCentre":"5W-4410","fromLocation":"5W-STORE","line":{"item":"HP-DISCHARGE-KIT","quantity":2,"unitOfMeasure":"each"}}""";

    private ErpSandbox erp = null!;
    private ErpClient client = null!;

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
    public async Task Same_key_and_body_give_the_same_document_and_book_once()
    {
        using var first = await client.PostAsync("PostCost", "k-1", Cost);
        using var second = await client.PostAsync("PostCost", "k-1", Cost);

        first.StatusCode.ShouldBe(HttpStatusCode.Created);
        second.StatusCode.ShouldBe(HttpStatusCode.OK);
        second.Headers.GetValues("Idempotent-Replayed").ShouldBe(["true"]);
        (await second.Content.ReadAsStringAsync()).ShouldBe(await first.Content.ReadAsStringAsync());
        erp.Totals.Documents.ShouldBe(1);
        erp.Totals.Deliveries.ShouldBe(2);
    }

    [Theory]
    [InlineData("PostCost", """{"encounter":"V-1","costCentre":"5W-4410","account":"6120","amount":{"amount":65.00,"currency":"USD"}}""")]
    [InlineData("IssueGoods", Goods)]
    public async Task Same_key_with_another_request_is_unprocessable_and_books_nothing(string operation, string body)
    {
        await client.BookAsync("PostCost", "k-1", Cost);

        using var second = await client.PostAsync(operation, "k-1", body);

        second.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await ProblemType(second)).ShouldEndWith("idempotency-key-reused");
        erp.Totals.Documents.ShouldBe(1);
    }

    [Fact]
    public async Task Same_key_sent_by_sixteen_callers_at_once_books_once()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => client.BookAsync("IssueGoods", "k-1", Goods)));

        answers.Select(d => d.Number).Distinct().ShouldBe(["GI-000001"]);
        erp.Totals.Documents.ShouldBe(1);
    }

    [Fact]
    public async Task Goods_issue_is_worth_its_line_and_returns_in_parts_bring_the_ledger_to_zero()
    {
        var issue = await client.BookAsync("IssueGoods", "k-1", Goods);
        issue.Value.ShouldBe(new Money(28.40m, "USD"));

        var back = await client.BookAsync("ReturnGoods", "k-2", Return("k-1", quantity: 1));
        await client.BookAsync("ReturnGoods", "k-3", Return("k-1", quantity: 1));

        back.Reverses.ShouldBe(issue.Number);
        var totals = erp.Totals;
        totals.ByCostCentre["5W-4410"].ShouldBe(0m);
        totals.ItemsOut["HP-DISCHARGE-KIT"].ShouldBe(0m);
        totals.ByVerb[ErpVerb.IssueGoods].ShouldBe(new VerbTotal(1, 28.40m));
        totals.ByVerb[ErpVerb.ReturnGoods].ShouldBe(new VerbTotal(2, -28.40m));
    }

    [Fact]
    public async Task Return_of_more_than_was_issued_or_of_another_item_is_refused()
    {
        await client.BookAsync("IssueGoods", "k-1", Goods);
        await client.BookAsync("ReturnGoods", "k-2", Return("k-1", quantity: 1));

        using var tooMuch = await client.PostAsync("ReturnGoods", "k-3", Return("k-1", quantity: 2));
        using var other = await client.PostAsync("ReturnGoods", "k-4", Return("k-1", quantity: 1, item: "HP-WALKER"));

        (await ProblemType(tooMuch)).ShouldEndWith("returns-too-much");
        (await ProblemType(other)).ShouldEndWith("returns-too-much");
        erp.Totals.ItemsOut["HP-DISCHARGE-KIT"].ShouldBe(1m);
    }

    [Fact]
    public async Task Cost_is_reversed_once_and_only_by_its_declared_inverse()
    {
        var cost = await client.BookAsync("PostCost", "k-1", Cost);
        using var wrongVerb = await client.PostAsync("ReturnGoods", "k-2", Return("k-1", quantity: 1));
        var reversal = await client.BookAsync("ReverseCost", "k-3", """{"reverses":"k-1"}""");
        using var twice = await client.PostAsync("ReverseCost", "k-4", """{"reverses":"k-1"}""");
        using var unknown = await client.PostAsync("ReverseCost", "k-5", """{"reverses":"k-9"}""");

        reversal.Value.ShouldBe(new Money(-64m, "USD"));
        reversal.Reverses.ShouldBe(cost.Number);
        wrongVerb.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await ProblemType(twice)).ShouldEndWith("already-reversed");
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("PostCost", """{"costCentre":"5W-4410","account":"6120","amount":{"amount":1,"currency":"USD"}}""", "encounter")]
    [InlineData("PostCost", """{"encounter":"V-1","account":"6120","amount":{"amount":1,"currency":"USD"}}""", "costCentre")]
    [InlineData("PostCost", """{"encounter":"V-1","costCentre":"5W-4410","account":"6120","amount":{"amount":0,"currency":"USD"}}""", "amount")]
    [InlineData("PostCost", """{"encounter":"V-1","costCentre":"5W-4410","account":"6120","amount":{"amount":1,"currency":"EUR"}}""", "USD")]
    [InlineData("IssueGoods", """{"encounter":"V-1","costCentre":"5W-4410","fromLocation":"S"}""", "line")]
    [InlineData("IssueGoods", """{"encounter":"V-1","costCentre":"5W-4410","fromLocation":"S","line":{"item":"HP-WALKER","quantity":-1,"unitOfMeasure":"each"}}""", "quantity")]
    [InlineData("ReverseCost", "{}", "reverses")]
    [InlineData("PostCost", "not json", "JSON")]
    [InlineData("PostCost", "null", "JSON")]
    public async Task Body_that_cannot_be_booked_is_refused_by_what_is_missing(string operation, string body, string named)
    {
        using var answer = await client.PostAsync(operation, "k-1", body);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain(named);
        erp.Totals.Documents.ShouldBe(0);
    }

    [Fact]
    public async Task Missing_key_unknown_verb_and_wrong_token_are_refused()
    {
        using var noKey = await client.PostAsync("PostCost", key: null, Cost);
        using var noVerb = await client.PostAsync("PostMoney", "k-1", Cost);
        using var stranger = new ErpClient(erp, token: "another");
        using var anonymous = new ErpClient(erp, token: null);
        using var strangersAnswer = await stranger.PostAsync("PostCost", "k-1", Cost);
        using var anonymousAnswer = await anonymous.GetAsync("ledger");

        noKey.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        noVerb.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        strangersAnswer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        anonymousAnswer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        erp.Totals.Documents.ShouldBe(0);
    }

    [Fact]
    public async Task Preview_shows_the_document_and_books_nothing()
    {
        using var preview = await client.PostAsync("IssueGoods", key: null, Goods, preview: true);

        (await preview.Content.ReadFromJsonAsync<ErpDocument>(ErpClient.Json))!.Value.Amount.ShouldBe(28.40m);
        erp.Totals.Documents.ShouldBe(0);
        (await client.BookAsync("IssueGoods", "k-1", Goods)).Number.ShouldBe("GI-000001");
    }

    [Fact]
    public async Task Document_is_found_by_key_by_number_and_by_encounter()
    {
        var cost = await client.BookAsync("PostCost", "k/1", Cost);

        (await client.ReadAsync<ErpDocument>("documents?key=k%2F1")).Number.ShouldBe(cost.Number);
        (await client.ReadAsync<ErpDocument>("documents/CP-000001")).Key.ShouldBe("k/1");
        (await client.ReadAsync<ErpDocument[]>("documents?encounter=V-1")).Length.ShouldBe(1);
        (await client.ReadAsync<ErpDocument[]>("documents?encounter=V-2")).ShouldBeEmpty();
        using var unknown = await client.GetAsync("documents?key=never");
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static string Return(string reverses, int quantity, string item = "HP-DISCHARGE-KIT") =>
        $$$"""{"reverses":"{{{reverses}}}","line":{"item":"{{{item}}}","quantity":{{{quantity}}},"unitOfMeasure":"each"}}""";

    private static async Task<string> ProblemType(HttpResponseMessage response)
    {
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return problem.RootElement.GetProperty("type").GetString()!;
    }
}
