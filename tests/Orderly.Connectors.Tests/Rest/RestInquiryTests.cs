using System.Text.Json;
using Orderly.Canonical.Outbound;
using Orderly.Simulator.Erp;

namespace Orderly.Connectors.Tests.Rest;

public sealed class RestInquiryTests
{
    [Fact]
    public async Task A_receiver_that_acted_says_so_by_key()
    {
        await using var server = new ScriptedHttpServer(new Reaction.Answer(200, """{"number":"DOC-9"}"""));
        using var fixture = new RestFixture(RestFixture.Yaml(server.Url));

        (await fixture.AskAsync()).ShouldBeOfType<InquiryOutcome.Executed>().Response.ShouldBe("\"DOC-9\"");
        (await server.NextAsync()).Target.ShouldBe("/documents?key=1-abc-7-0");
    }

    [Fact]
    public async Task A_receiver_that_knows_no_such_key_did_not_act()
    {
        await using var server = new ScriptedHttpServer(new Reaction.Answer(404));
        using var fixture = new RestFixture(RestFixture.Yaml(server.Url));

        (await fixture.AskAsync()).ShouldBeOfType<InquiryOutcome.NotExecuted>();
    }

    [Theory]
    [InlineData(500)]
    [InlineData(401)]
    [InlineData(429)]
    public async Task A_receiver_that_cannot_tell_leaves_the_outcome_unknown(int status)
    {
        await using var server = new ScriptedHttpServer(new Reaction.Answer(status));
        using var fixture = new RestFixture(RestFixture.Yaml(server.Url));

        (await fixture.AskAsync()).ShouldBeOfType<InquiryOutcome.StillUnknown>();
    }

    [Theory]
    [InlineData("""{"items":[]}""", typeof(InquiryOutcome.NotExecuted))]
    [InlineData("""{"items":[{"number":"7"}],"number":"7"}""", typeof(InquiryOutcome.Executed))]
    [InlineData("""{"something":"else"}""", typeof(InquiryOutcome.StillUnknown))]
    public async Task Where_found_is_given_it_decides_what_an_answer_means(string body, Type expected)
    {
        await using var server = new ScriptedHttpServer(new Reaction.Answer(200, body));
        using var fixture = new RestFixture(RestFixture.Yaml(server.Url).Replace("path: /documents?key={key}", "path: /documents?key={key}\n      found: count(body.items) > 0", StringComparison.Ordinal));

        (await fixture.AskAsync()).ShouldBeOfType(expected);
    }

    [Fact]
    public async Task Asking_an_operation_that_cannot_be_asked_is_a_mistake_of_the_caller()
    {
        using var fixture = new RestFixture(RestFixture.Yaml("http://127.0.0.1:1"));

        await Should.ThrowAsync<InvalidOperationException>(() => fixture.AskAsync(RestFixture.Call("cancel")));
    }

    [Fact]
    public async Task An_answer_lost_after_the_booking_is_found_by_key_and_booked_once()
    {
        await using var erp = await ErpSandbox.StartAsync(new ErpSandboxOptions { Token = RestFixture.Secret }, TestContext.Current.CancellationToken);
        using var fixture = new RestFixture(ErpYaml(erp.Address));
        await SetBehaviourAsync(erp, new ErpBehaviour(LoseAnswers: 1));
        var call = new OutboundCall("1-case-3-0", "post-cost", ErpInput);

        (await fixture.SendAsync(call)).ShouldBeOfType<SendOutcome.OutcomeUnknown>();
        var found = (await fixture.AskAsync(call)).ShouldBeOfType<InquiryOutcome.Executed>();
        var again = (await fixture.SendAsync(call)).ShouldBeOfType<SendOutcome.Delivered>();

        found.Response.ShouldBe(JsonSerializer.Serialize(erp.Documents.ShouldHaveSingleItem().Number));
        again.Response.ShouldBe(found.Response);
    }

    [Fact]
    public async Task A_booking_that_failed_before_it_was_made_is_not_found_by_key()
    {
        await using var erp = await ErpSandbox.StartAsync(new ErpSandboxOptions { Token = RestFixture.Secret }, TestContext.Current.CancellationToken);
        using var fixture = new RestFixture(ErpYaml(erp.Address));
        await SetBehaviourAsync(erp, new ErpBehaviour(FailStatus: 500, FailCount: 1));
        var call = new OutboundCall("1-case-4-0", "post-cost", ErpInput);

        (await fixture.SendAsync(call)).ShouldBeOfType<SendOutcome.OutcomeUnknown>();
        (await fixture.AskAsync(call)).ShouldBeOfType<InquiryOutcome.NotExecuted>();
        (await fixture.SendAsync(call)).ShouldBeOfType<SendOutcome.Delivered>();
        erp.Documents.Count.ShouldBe(1);
    }

    private const string ErpInput = """{"amount":{"amount":12.50,"currency":"USD"},"costCentre":"CC-4100","account":"610200","encounter":"MERCY|V1"}""";

    private static string ErpYaml(Uri address) => $$"""
        connector: erp
        kind: rest
        base-url: {{address}}
        allow-addresses: [127.0.0.1]
        headers:
          Authorization: Bearer secret:erp-token
        operations:
          post-cost:
            method: POST
            path: /operations/PostCost
            body: input
            response: body.number
            ask:
              path: /documents?key={key}
              response: body.number
        """;

    private static async Task SetBehaviourAsync(ErpSandbox erp, ErpBehaviour behaviour)
    {
        using var client = new HttpClient { BaseAddress = erp.Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", RestFixture.Secret);
        using var body = new StringContent(JsonSerializer.Serialize(behaviour, JsonSerializerOptions.Web), System.Text.Encoding.UTF8, "application/json");
        (await client.PutAsync(new Uri("/behaviour", UriKind.Relative), body, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
    }
}
