using Orderly.Canonical.Outbound;

namespace Orderly.Connectors.Tests.Rest;

public sealed class RestConnectorRequestTests
{
    [Fact]
    public async Task A_call_is_sent_with_its_key_its_secret_and_its_filled_templates()
    {
        await using var server = new ScriptedHttpServer(new Reaction.Answer(201, """{"number":"DOC-1"}"""));
        using var fixture = new RestFixture(RestFixture.Yaml(server.Url));

        var outcome = await fixture.SendAsync();

        outcome.ShouldBeOfType<SendOutcome.Delivered>().Response.ShouldBe("\"DOC-1\"");
        var request = await server.NextAsync();
        request.Method.ShouldBe("POST");
        request.Target.ShouldBe("/costs/V1%2F2%20%3F");
        request.Headers["Idempotency-Key"].ShouldBe("1-abc-7-0");
        request.Headers["Authorization"].ShouldBe("Bearer " + RestFixture.Secret);
        request.Body.ShouldBe("""{"amount":12.5,"centre":"4 West"}""");
    }

    [Fact]
    public async Task The_same_call_gives_the_same_request_at_every_attempt()
    {
        await using var server = new ScriptedHttpServer(new Reaction.Answer(503));
        using var fixture = new RestFixture(RestFixture.Yaml(server.Url));

        await fixture.SendAsync();
        await fixture.SendAsync();

        var first = await server.NextAsync();
        var second = await server.NextAsync();
        (second with { Connection = first.Connection, Headers = first.Headers }).ShouldBe(first);
        second.Headers["Idempotency-Key"].ShouldBe(first.Headers["Idempotency-Key"]);
    }

    [Theory]
    [InlineData("""{"amount":1}""")]
    [InlineData("""{"encounter":"..","amount":1,"centre":"x"}""")]
    [InlineData("""{"encounter":"","amount":1,"centre":"x"}""")]
    [InlineData("no json")]
    public async Task A_call_whose_templates_fail_is_refused_and_nothing_is_sent(string input)
    {
        await using var server = new ScriptedHttpServer(new Reaction.Answer(201));
        using var fixture = new RestFixture(RestFixture.Yaml(server.Url));

        var outcome = await fixture.SendAsync(RestFixture.Call(input: input));

        outcome.ShouldBeOfType<SendOutcome.Refused>().Fault.Class.ShouldBe(FaultClass.Template);
        server.Requests.ShouldBe(0);
    }

    [Fact]
    public async Task A_header_value_with_a_line_break_is_refused_and_nothing_is_sent()
    {
        await using var server = new ScriptedHttpServer(new Reaction.Answer(201));
        using var fixture = new RestFixture(RestFixture.Yaml(server.Url, operation: "headers: {X-Encounter: '{input.encounter}'}"));

        var outcome = await fixture.SendAsync(RestFixture.Call(input: """{"encounter":"a\r\nX-Evil: 1","amount":1,"centre":"x"}"""));

        outcome.ShouldBeOfType<SendOutcome.Refused>().Fault.Class.ShouldBe(FaultClass.Template);
        server.Requests.ShouldBe(0);
    }

    [Fact]
    public async Task Neither_the_secret_nor_the_input_shows_in_any_text_of_the_connector()
    {
        await using var server = new ScriptedHttpServer(new Reaction.Answer(400, $"{RestFixture.Secret} 4 West"));
        using var fixture = new RestFixture(RestFixture.Yaml(server.Url));

        var outcome = await fixture.SendAsync();

        foreach (var text in new[] { outcome.ToString(), fixture.Connector.ToString(), RestFixture.Call().ToString() })
        {
            text.ShouldNotContain(RestFixture.Secret);
            text.ShouldNotContain("4 West");
        }
    }

    [Fact]
    public void An_operation_that_is_not_there_is_told_with_those_that_are()
    {
        using var fixture = new RestFixture(RestFixture.Yaml("http://127.0.0.1:1"));

        Should.Throw<KeyNotFoundException>(() => fixture.Connector.TraitsOf("nothing")).Message.ShouldContain("post-cost");
    }

    [Fact]
    public void Traits_of_an_operation_are_what_its_settings_say()
    {
        using var fixture = new RestFixture(RestFixture.Yaml("http://127.0.0.1:1", operation: "honours-key: true"));

        fixture.Connector.TraitsOf("post-cost").ShouldBe(new ConnectorTraits(HonoursKey: true, CanBeAsked: true, IsSafeToRepeat: false));
        fixture.Connector.TraitsOf("cancel").ShouldBe(new ConnectorTraits(HonoursKey: false, CanBeAsked: false, IsSafeToRepeat: false));
        fixture.Connector.TraitsOf("list").ShouldBe(new ConnectorTraits(HonoursKey: false, CanBeAsked: false, IsSafeToRepeat: true));
    }
}
