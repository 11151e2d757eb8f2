using System.Net;
using Orderly.Simulator.Erp;

namespace Orderly.Simulator.Tests.Erp;

public sealed class ErpBehaviourTests : IAsyncLifetime
{
    private const string Cost = """{"encounter":"V-1","costCentre":"5W-4410","account":"6120","amount":{"amount":64.00,"currency":"USD"}}""";

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
    public async Task Told_to_fail_twice_it_fails_twice_without_booking_and_then_books()
    {
        await client.BehaveAsync(new ErpBehaviour(FailStatus: 502, FailCount: 2));

        using var first = await client.PostAsync("PostCost", "k-1", Cost);
        using var second = await client.PostAsync("PostCost", "k-1", Cost);
        first.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        second.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        erp.Totals.Documents.ShouldBe(0);

        using var third = await client.PostAsync("PostCost", "k-1", Cost);
        third.StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Told_to_lose_an_answer_it_books_resets_and_can_be_asked_by_key()
    {
        await client.BehaveAsync(new ErpBehaviour(LoseAnswers: 1));

        await Should.ThrowAsync<HttpRequestException>(() => client.PostAsync("PostCost", "k-1", Cost));

        var document = await client.ReadAsync<ErpDocument>("documents?key=k-1");
        document.Number.ShouldBe("CP-000001");
        (await client.BookAsync("PostCost", "k-1", Cost)).Number.ShouldBe(document.Number);
        erp.Totals.Documents.ShouldBe(1);
    }

    [Fact]
    public async Task Told_to_refuse_it_refuses_new_keys_but_still_answers_old_ones()
    {
        await client.BookAsync("PostCost", "k-1", Cost);
        await client.BehaveAsync(new ErpBehaviour(Refuse: true));

        using var old = await client.PostAsync("PostCost", "k-1", Cost);
        using var fresh = await client.PostAsync("PostCost", "k-2", Cost);

        old.StatusCode.ShouldBe(HttpStatusCode.OK);
        fresh.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await fresh.Content.ReadAsStringAsync()).ShouldContain("period");
    }

    [Fact]
    public async Task Told_to_be_slow_it_holds_the_answer_that_long()
    {
        await client.BehaveAsync(new ErpBehaviour(SlowMilliseconds: 120));

        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        await client.BookAsync("PostCost", "k-1", Cost);

        System.Diagnostics.Stopwatch.GetElapsedTime(started).ShouldBeGreaterThan(TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public async Task Impossible_setting_is_refused_and_the_old_one_stays()
    {
        var refused = await Should.ThrowAsync<HttpRequestException>(() => client.BehaveAsync(new ErpBehaviour(FailStatus: 200, FailCount: 1)));

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await client.ReadAsync<ErpBehaviour>("behaviour")).ShouldBe(new ErpBehaviour());
    }
}
