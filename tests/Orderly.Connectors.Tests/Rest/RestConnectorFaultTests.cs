using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using Orderly.Canonical.Outbound;
using Orderly.Connectors.Rest;

namespace Orderly.Connectors.Tests.Rest;

public sealed class RestConnectorFaultTests
{
    private const string HonoursKey = "honours-key: true";

    [Theory]
    [InlineData(429, FaultClass.RateLimited)]
    [InlineData(408, FaultClass.Receiver)]
    [InlineData(503, FaultClass.Receiver)]
    public async Task A_status_that_says_the_request_was_not_taken_is_transient_whatever_the_receiver_honours(int status, FaultClass fault)
    {
        await using var server = new ScriptedHttpServer(new Reaction.Answer(status));
        using var fixture = new RestFixture(RestFixture.Yaml(server.Url));

        (await fixture.SendAsync()).ShouldBeOfType<SendOutcome.Transient>().Fault.Class.ShouldBe(fault);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(504)]
    public async Task A_server_error_is_transient_where_the_key_is_honoured_and_unknown_where_not(int status)
    {
        await using var server = new ScriptedHttpServer(new Reaction.Answer(status));
        using var honouring = new RestFixture(RestFixture.Yaml(server.Url, operation: HonoursKey));
        using var other = new RestFixture(RestFixture.Yaml(server.Url));

        (await honouring.SendAsync()).ShouldBeOfType<SendOutcome.Transient>();
        (await other.SendAsync()).ShouldBeOfType<SendOutcome.OutcomeUnknown>();
        (await other.SendAsync(RestFixture.Call("list"))).ShouldBeOfType<SendOutcome.Transient>();
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(422)]
    public async Task A_client_error_is_refused(int status)
    {
        await using var server = new ScriptedHttpServer(new Reaction.Answer(status));
        using var fixture = new RestFixture(RestFixture.Yaml(server.Url, operation: HonoursKey));

        (await fixture.SendAsync()).ShouldBeOfType<SendOutcome.Refused>().Fault.ShouldBe(new Fault(FaultClass.Request, $"Expected status 2xx, but it is {status}"));
    }

    /// <summary>Of a question, such as what a booking would come to.</summary>
    [Fact]
    public async Task A_refusal_is_an_answer_where_the_operation_says_how_to_read_it()
    {
        await using var server = new ScriptedHttpServer(new Reaction.Answer(409, """{"detail":"period closed"}"""));
        using var fixture = new RestFixture(RestFixture.Yaml(server.Url, operation: "refused: \"{refused: body.detail, status: status}\""));

        (await fixture.SendAsync()).ShouldBeOfType<SendOutcome.Delivered>().Response.ShouldBe("""{"refused":"period closed","status":409}""");
    }

    [Fact]
    public async Task A_refusal_that_cannot_be_read_as_the_operation_says_is_still_a_refusal()
    {
        await using var server = new ScriptedHttpServer(new Reaction.Answer(409, "<html>"));
        using var fixture = new RestFixture(RestFixture.Yaml(server.Url, operation: "refused: body.detail"));

        (await fixture.SendAsync()).ShouldBeOfType<SendOutcome.Refused>();
    }

    [Fact]
    public async Task A_refusal_is_known_from_its_status_though_its_body_never_comes_whole()
    {
        await using var server = new ScriptedHttpServer(new Reaction.HalfAnswer(409));
        using var fixture = new RestFixture(RestFixture.Yaml(server.Url));

        (await fixture.SendAsync()).ShouldBeOfType<SendOutcome.Refused>().Fault.Class.ShouldBe(FaultClass.Request);
    }

    [Fact]
    public async Task A_redirect_is_refused_and_not_followed()
    {
        await using var elsewhere = new ScriptedHttpServer(new Reaction.Answer(200));
        await using var server = new ScriptedHttpServer(new Reaction.Answer(307, Headers: $"Location: {elsewhere.Url}/\r\n"));
        using var fixture = new RestFixture(RestFixture.Yaml(server.Url));

        (await fixture.SendAsync()).ShouldBeOfType<SendOutcome.Refused>();
        elsewhere.Requests.ShouldBe(0);
    }

    [Fact]
    public async Task Retry_after_is_told_in_seconds_as_a_date_and_never_beyond_an_hour()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero));
        await using var server = new ScriptedHttpServer(
            new Reaction.Answer(429, Headers: "Retry-After: 17\r\n"),
            new Reaction.Answer(503, Headers: "Retry-After: Sun, 01 Mar 2026 08:00:40 GMT\r\n"),
            new Reaction.Answer(429, Headers: "Retry-After: 999999\r\n"));
        using var fixture = new RestFixture(RestFixture.Yaml(server.Url), time);

        (await fixture.SendAsync()).ShouldBeOfType<SendOutcome.Transient>().RetryAfter.ShouldBe(TimeSpan.FromSeconds(17));
        (await fixture.SendAsync()).ShouldBeOfType<SendOutcome.Transient>().RetryAfter.ShouldBe(TimeSpan.FromSeconds(40));
        (await fixture.SendAsync()).ShouldBeOfType<SendOutcome.Transient>().RetryAfter.ShouldBe(TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task A_refused_connection_is_transient_even_where_nothing_is_honoured()
    {
        // Bound and not listening: refuses, and no other test can take the port meanwhile.
        using var silent = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        silent.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using var fixture = new RestFixture(RestFixture.Yaml($"http://127.0.0.1:{((IPEndPoint)silent.LocalEndPoint!).Port}"));

        (await fixture.SendAsync()).ShouldBeOfType<SendOutcome.Transient>().Fault.Class.ShouldBe(FaultClass.Connect);
    }

    [Theory]
    [InlineData("", typeof(SendOutcome.OutcomeUnknown))]
    [InlineData(HonoursKey, typeof(SendOutcome.Transient))]
    public async Task A_time_out_after_the_request_was_sent_leaves_the_outcome_to_the_key(string operation, Type expected)
    {
        var time = new FakeTimeProvider();
        await using var server = new ScriptedHttpServer(new Reaction.Silence());
        using var fixture = new RestFixture(RestFixture.Yaml(server.Url, "timeout: PT5S", operation), time);

        var sending = fixture.SendAsync();
        await server.NextAsync();
        time.Advance(TimeSpan.FromSeconds(5));

        var outcome = await sending;
        outcome.ShouldBeOfType(expected);
        FaultOf(outcome).Class.ShouldBe(FaultClass.Timeout);
    }

    [Theory]
    [InlineData("", typeof(SendOutcome.OutcomeUnknown))]
    [InlineData(HonoursKey, typeof(SendOutcome.Transient))]
    public async Task A_connection_reset_after_the_request_was_sent_leaves_the_outcome_to_the_key(string operation, Type expected)
    {
        await using var server = new ScriptedHttpServer(new Reaction.Reset());
        using var fixture = new RestFixture(RestFixture.Yaml(server.Url, operation: operation));

        var outcome = await fixture.SendAsync();

        outcome.ShouldBeOfType(expected);
        FaultOf(outcome).Class.ShouldBe(FaultClass.ConnectionLost);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_leaves_the_outcome_unknown()
    {
        await using var server = new ScriptedHttpServer(new Reaction.HalfAnswer());
        using var fixture = new RestFixture(RestFixture.Yaml(server.Url));

        (await fixture.SendAsync()).ShouldBeOfType<SendOutcome.OutcomeUnknown>().Fault.Class.ShouldBe(FaultClass.ConnectionLost);
    }

    [Theory]
    [InlineData("cancel")]
    [InlineData("post-cost")]
    public async Task A_kept_connection_that_breaks_is_no_reason_to_send_twice(string operation)
    {
        await using var server = new ScriptedHttpServer(new Reaction.Answer(200, "{}"), new Reaction.Reset());
        using var fixture = new RestFixture(RestFixture.Yaml(server.Url));
        await fixture.SendAsync(RestFixture.Call("cancel"));

        var outcome = await fixture.SendAsync(RestFixture.Call(operation));

        outcome.ShouldBeOfType<SendOutcome.OutcomeUnknown>();
        server.Requests.ShouldBe(2);
        await server.NextAsync();
        (await server.NextAsync()).Connection.ShouldBe(1, "the second request must go over the kept connection, or the test shows nothing");
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("\"a text has no number\"")]
    public async Task An_answer_that_cannot_be_read_leaves_the_outcome_unknown_since_the_receiver_acted(string body)
    {
        await using var server = new ScriptedHttpServer(new Reaction.Answer(200, body));
        using var fixture = new RestFixture(RestFixture.Yaml(server.Url, operation: HonoursKey));

        var outcome = await fixture.SendAsync();

        outcome.ShouldBeOfType<SendOutcome.OutcomeUnknown>().Fault.Class.ShouldBe(FaultClass.Response);
    }

    [Fact]
    public async Task An_answer_longer_than_allowed_leaves_the_outcome_unknown()
    {
        await using var server = new ScriptedHttpServer(new Reaction.Answer(200, $"\"{new string('x', 5_000)}\""));
        using var fixture = new RestFixture(RestFixture.Yaml(server.Url, "longest-response: 4000"));

        (await fixture.SendAsync()).ShouldBeOfType<SendOutcome.OutcomeUnknown>().Fault.Class.ShouldBe(FaultClass.Response);
    }

    [Fact]
    public async Task A_caller_that_gives_up_gets_a_cancellation_and_not_an_outcome()
    {
        await using var server = new ScriptedHttpServer(new Reaction.Silence());
        using var fixture = new RestFixture(RestFixture.Yaml(server.Url));
        using var cancellation = new CancellationTokenSource();

        var sending = fixture.Connector.SendAsync(RestFixture.Call(), cancellation.Token);
        await server.NextAsync();
        await cancellation.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(sending);
    }

    [Fact]
    public async Task A_private_address_that_is_not_listed_is_refused_before_anything_is_sent()
    {
        await using var server = new ScriptedHttpServer(new Reaction.Answer(200));
        using var unlisted = new RestFixture(RestFixture.Yaml(server.Url).Replace("allow-addresses: [127.0.0.0/8]", "", StringComparison.Ordinal));
        using var otherListed = new RestFixture(RestFixture.Yaml(server.Url).Replace("127.0.0.0/8", "10.0.0.0/8", StringComparison.Ordinal));

        (await unlisted.SendAsync()).ShouldBeOfType<SendOutcome.Refused>().Fault.Class.ShouldBe(FaultClass.AddressNotAllowed);
        (await otherListed.SendAsync()).ShouldBeOfType<SendOutcome.Refused>().Fault.Class.ShouldBe(FaultClass.AddressNotAllowed);
        server.Requests.ShouldBe(0);
    }

    private static Fault FaultOf(SendOutcome outcome) => outcome switch
    {
        SendOutcome.Transient transient => transient.Fault,
        SendOutcome.OutcomeUnknown unknown => unknown.Fault,
        SendOutcome.Refused refused => refused.Fault,
        _ => throw new InvalidOperationException($"Expected a fault, but it is {outcome}"),
    };
}
