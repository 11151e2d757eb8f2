using System.Text;
using Microsoft.Extensions.Time.Testing;
using Orderly.Canonical.Outbound;
using Orderly.Connectors.Configuration;
using Orderly.Formats.Hl7.V2;

namespace Orderly.Connectors.Tests.Mllp;

public sealed class MllpConnectorTests
{
    private const string Input = """{"mrn":"48213","at":"2026-06-09T12:30:00Z","note":"two | bars"}""";

    private readonly FakeTimeProvider time = new();

    [Fact]
    public async Task An_effect_becomes_a_message_of_the_same_bytes_at_every_attempt()
    {
        var sent = new List<byte[]>();
        await using var receiver = ScriptedReceiver.Start(message =>
        {
            sent.Add(message.Bytes.ToArray());
            return message.AnswerAsync("AA");
        });
        using var registry = Read(receiver);
        var connector = registry.Find("lab")!;

        (await SendAsync(connector, Input)).ShouldBe(new SendOutcome.Delivered("""{"code":"AA"}"""));
        time.Advance(TimeSpan.FromHours(1));
        await SendAsync(connector, Input);

        sent[1].ShouldBe(sent[0]);
        var message = Hl7Message.Parse(sent[0]);
        message.Text(Hl7Path.Parse("MSH-9.3")).ShouldBe("ORM_O01");
        message.Text(Hl7Path.Parse("MSH-10"))!.Length.ShouldBe(20);
        message.Text(Hl7Path.Parse("MSH-7"))!.ShouldStartWith("20260609123000");
        message.Text(Hl7Path.Parse("PID-3.1")).ShouldBe("48213");
        message.Text(Hl7Path.Parse("NTE-3")).ShouldBe("two | bars");
    }

    [Theory]
    [InlineData("CA", "Delivered")]
    [InlineData("AE", "Transient")]
    [InlineData("CE", "Transient")]
    [InlineData("AR", "Refused")]
    [InlineData("CR", "Refused")]
    public async Task The_receivers_code_decides_the_outcome(string code, string outcome)
    {
        await using var receiver = ScriptedReceiver.Start(message => message.AnswerAsync(code));
        using var registry = Read(receiver);

        (await SendAsync(registry.Find("lab")!, Input)).GetType().Name.ShouldBe(outcome);
    }

    [Theory]
    [InlineData("false", "OutcomeUnknown")]
    [InlineData("true", "Transient")]
    public async Task A_lost_answer_is_an_unknown_outcome_unless_the_receiver_honours_the_control_id(string honours, string outcome)
    {
        await using var receiver = ScriptedReceiver.Start(message =>
        {
            message.Reset();
            return Task.CompletedTask;
        });
        using var registry = Read(receiver, honours);

        (await SendAsync(registry.Find("lab")!, Input)).GetType().Name.ShouldBe(outcome);
    }

    [Fact]
    public async Task An_input_that_fills_no_message_is_refused_and_nothing_is_sent()
    {
        await using var receiver = ScriptedReceiver.Start(message => message.AnswerAsync("AA"));
        using var registry = Read(receiver);

        (await SendAsync(registry.Find("lab")!, "{}")).ShouldBeOfType<SendOutcome.Refused>().Fault.Class.ShouldBe(FaultClass.Template);
        receiver.Connections.ShouldBe(0);
    }

    [Fact]
    public async Task A_private_address_that_is_not_listed_is_refused()
    {
        await using var receiver = ScriptedReceiver.Start(message => message.AnswerAsync("AA"));
        using var registry = Read(receiver, networks: "10.0.0.0/8");

        (await SendAsync(registry.Find("lab")!, Input)).ShouldBeOfType<SendOutcome.Refused>().Fault.Class.ShouldBe(FaultClass.AddressNotAllowed);
        receiver.Connections.ShouldBe(0);
    }

    [Fact]
    public async Task After_failures_in_a_row_the_breaker_holds_back_what_comes_next()
    {
        var receiver = ScriptedReceiver.Start(message => message.AnswerAsync("AA"));
        using var registry = Read(receiver);
        await receiver.DisposeAsync();
        for (var n = 0; n < 5; n++)
            (await SendAsync(registry.Find("lab")!, Input)).ShouldBeOfType<SendOutcome.Transient>().Fault.Class.ShouldBe(FaultClass.Connect);

        (await SendAsync(registry.Find("lab")!, Input)).ShouldBeOfType<SendOutcome.Transient>().Fault.Class.ShouldBe(FaultClass.BreakerOpen);
    }

    [Theory]
    [InlineData("MSH-10: x", "Expected one position that the connector does not set itself, but it is 'MSH-10'")]
    [InlineData("MSH-15: AL", "Expected one position that the connector does not set itself, but it is 'MSH-15'")]
    [InlineData("PID: x", "Expected a path such as")]
    [InlineData("NTE-3: '{now()}'", "Expected a message that depends on its input only")]
    public void A_field_that_may_not_be_set_is_refused_at_its_line(string field, string expected)
    {
        var text = File(2_575).Replace("NTE-3: '{input.note}'", field, StringComparison.Ordinal);

        var refused = Should.Throw<ConfigurationException>(() => ConnectorRegistry.Read([("lab.yaml", text)], new SecretDirectory("none"), time));

        refused.Issues.ShouldContain(issue => issue.Text.StartsWith(expected, StringComparison.Ordinal));
    }

    private static Task<SendOutcome> SendAsync(IConnector connector, string input) =>
        connector.SendAsync(new OutboundCall("1-abc-2-0", "order", input), TestContext.Current.CancellationToken);

    private ConnectorRegistry Read(ScriptedReceiver receiver, string honours = "false", string networks = "127.0.0.0/8") =>
        ConnectorRegistry.Read([("lab.yaml", File(receiver.EndPoint.Port, honours, networks))], new SecretDirectory("none"), time);

    private static string File(int port, string honours = "false", string networks = "127.0.0.0/8") => $$"""
        connector: lab
        kind: mllp
        host: 127.0.0.1
        port: {{port}}
        allow-addresses: [{{networks}}]
        operations:
          order:
            type: ORM^O01
            at: '{input.at}'
            honours-key: {{honours}}
            set:
              MSH-3: ORDERLY
              PID-3.1: '{input.mrn}'
              NTE-3: '{input.note}'
        """;
}
