using System.Net;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Orderly.Connectors.Mllp;
using Orderly.Formats.Hl7.V2;

namespace Orderly.Connectors.Tests.Mllp;

public sealed class MllpClientTests
{
    private readonly FakeTimeProvider time = new();

    [Theory]
    [InlineData("AA", true)]
    [InlineData("CA", true)]
    [InlineData("AE", false)]
    [InlineData("AR", false)]
    [InlineData("CE", false)]
    [InlineData("CR", false)]
    public async Task The_answers_code_tells_whether_the_message_was_accepted(string code, bool accepted)
    {
        await using var receiver = ScriptedReceiver.Start(message => message.AnswerAsync(code));
        await using var client = Client(receiver);

        var answered = (await SendAsync(client, "M-1")).ShouldBeOfType<SendResult.Answered>();

        (answered.Code.ToString(), answered.IsAccepted).ShouldBe((code, accepted));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public async Task A_receiver_is_reached_over_IPv4_and_IPv6_and_one_connection_serves_many_messages(string address)
    {
        await using var receiver = ScriptedReceiver.Start(message => message.AnswerAsync("AA"), IPAddress.Parse(address));
        await using var client = Client(receiver);

        for (var n = 1; n <= 3; n++)
            Code(await SendAsync(client, $"M-{n}")).ShouldBe("AA");

        receiver.Connections.ShouldBe(1);
    }

    [Fact]
    public async Task An_answer_that_comes_byte_by_byte_is_read()
    {
        await using var receiver = ScriptedReceiver.Start(async message =>
        {
            foreach (var b in ScriptedReceiver.Incoming.Ack("AA", message.ControlId))
                await message.WriteAsync([b]);
        });
        await using var client = Client(receiver);

        Code(await SendAsync(client, "M-1")).ShouldBe("AA");
    }

    [Fact]
    public async Task A_late_answer_is_never_taken_for_that_of_the_next_message()
    {
        ScriptedReceiver.Incoming? first = null;
        await using var receiver = ScriptedReceiver.Start(async message =>
        {
            if (message.Connection == 1)
            {
                first = message;
                time.Advance(TimeSpan.FromSeconds(10));
                return;
            }

            // The late one is sent first; it can only go where nobody listens any more.
            await Should.ThrowAsync<Exception>(async () =>
            {
                while (true)
                    await first!.AnswerAsync("AA");
            });
            await message.AnswerAsync("AR");
        });
        await using var client = Client(receiver);

        (await SendAsync(client, "M-1")).ShouldBeOfType<SendResult.Unknown>().TimedOut.ShouldBeTrue();
        Code(await SendAsync(client, "M-2")).ShouldBe("AR");

        receiver.Connections.ShouldBe(2);
    }

    [Theory]
    [InlineData("MSH|^~\\&|LAB|HP|ORDERLY|HP|20260609||ACK|A-1|P|2.5.1\rMSA|AA|M-0\r")]
    [InlineData("MSH|^~\\&|LAB|HP|ORDERLY|HP|20260609||ACK|A-1|P|2.5.1\rMSA|AA|\r")]
    [InlineData("MSH|^~\\&|LAB|HP|ORDERLY|HP|20260609||ACK|A-1|P|2.5.1\rMSA|XX|M-1\r")]
    [InlineData("MSH|^~\\&|LAB|HP|ORDERLY|HP|20260609||ADT^A01|M-1|P|2.5.1\r")]
    [InlineData("no message")]
    public async Task What_is_no_answer_to_this_message_leaves_the_outcome_unknown_and_closes_the_connection(string answer)
    {
        await using var receiver = ScriptedReceiver.Start(message => message.Connection == 1 ? message.WriteAsync(MllpPeer.Framed(answer)) : message.AnswerAsync("AA"));
        await using var client = Client(receiver);

        (await SendAsync(client, "M-1")).ShouldBeOfType<SendResult.Unknown>().Reason.ShouldStartWith("Expected ");
        Code(await SendAsync(client, "M-2")).ShouldBe("AA");

        receiver.Connections.ShouldBe(2);
    }

    [Fact]
    public async Task A_refusal_of_what_the_receiver_could_not_read_names_no_message_and_counts()
    {
        await using var receiver = ScriptedReceiver.Start(message => message.WriteAsync(ScriptedReceiver.Incoming.Ack("AR", "")));
        await using var client = Client(receiver);

        Code(await SendAsync(client, "M-1")).ShouldBe("AR");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_connection_that_ends_without_an_answer_leaves_the_outcome_unknown(bool byReset)
    {
        await using var receiver = ScriptedReceiver.Start(message =>
        {
            if (byReset)
                message.Reset();
            else
                message.Close();
            return Task.CompletedTask;
        });
        await using var client = Client(receiver);

        (await SendAsync(client, "M-1")).ShouldBeOfType<SendResult.Unknown>().TimedOut.ShouldBeFalse();
    }

    [Fact]
    public async Task Where_nobody_listens_nothing_was_sent()
    {
        var receiver = ScriptedReceiver.Start(message => message.AnswerAsync("AA"));
        await using var client = Client(receiver);
        await receiver.DisposeAsync();

        (await SendAsync(client, "M-1")).ShouldBeOfType<SendResult.NotSent>().IsFinal.ShouldBeFalse();
    }

    [Fact]
    public async Task Bytes_that_nobody_waits_for_do_not_answer_the_next_message()
    {
        await using var receiver = ScriptedReceiver.Start(message => message.WriteAsync(
            [.. ScriptedReceiver.Incoming.Ack("AA", message.ControlId), .. ScriptedReceiver.Incoming.Ack(message.Connection == 1 ? "AA" : "AE", "M-2")]));
        await using var client = Client(receiver);

        Code(await SendAsync(client, "M-1")).ShouldBe("AA");
        Code(await SendAsync(client, "M-2")).ShouldBe("AA");

        receiver.Connections.ShouldBe(2);
    }

    [Fact]
    public async Task Where_asked_each_message_has_its_own_connection()
    {
        await using var receiver = ScriptedReceiver.Start(message => message.AnswerAsync("AA"));
        await using var client = Client(receiver, options => options with { KeepOpen = false });

        Code(await SendAsync(client, "M-1")).ShouldBe("AA");
        Code(await SendAsync(client, "M-2")).ShouldBe("AA");

        receiver.Connections.ShouldBe(2);
    }

    [Fact]
    public async Task The_application_answer_after_the_commit_answer_is_waited_for_where_asked()
    {
        await using var receiver = ScriptedReceiver.Start(async message =>
        {
            await message.AnswerAsync("CA");
            await message.AnswerAsync("AE");
        });
        await using var client = Client(receiver, options => options with { ApplicationTimeout = TimeSpan.FromSeconds(5) });

        var answered = (await SendAsync(client, "M-1", "|||AL|AL")).ShouldBeOfType<SendResult.Answered>();

        (answered.Code, answered.Application, answered.IsAccepted).ShouldBe((AckCode.CA, AckCode.AE, false));
    }

    [Fact]
    public async Task An_application_answer_that_comes_later_is_told_and_does_not_answer_the_next_message()
    {
        var earlier = "";
        await using var receiver = ScriptedReceiver.Start(async message =>
        {
            if (earlier.Length > 0)
                await message.WriteAsync(ScriptedReceiver.Incoming.Ack("AE", earlier));
            earlier = message.ControlId;
            await message.AnswerAsync("CA");
        });
        await using var client = Client(receiver);
        var later = new List<(string, AckCode)>();
        client.AnsweredLater += (id, code) => later.Add((id, code));

        Code(await SendAsync(client, "M-1", "|||AL|AL")).ShouldBe("CA");
        Code(await SendAsync(client, "M-2", "|||AL|AL")).ShouldBe("CA");

        later.ShouldBe([("M-1", AckCode.AE)]);
        receiver.Connections.ShouldBe(1);
    }

    [Theory]
    [InlineData("|||NE|NE")]
    [InlineData("|||ER|NE")]
    public async Task A_message_that_asks_for_no_answer_is_not_waited_for(string tail)
    {
        await using var receiver = ScriptedReceiver.Start(message => message.ControlId == "M-2" ? message.AnswerAsync("AA") : Task.CompletedTask);
        await using var client = Client(receiver);

        (await SendAsync(client, "M-1", tail)).ShouldBeOfType<SendResult.Unawaited>();
        Code(await SendAsync(client, "M-2")).ShouldBe("AA");
    }

    [Theory]
    [InlineData("PID|1\r")]
    [InlineData("MSH|^~\\&|A|B|C|D|20260609||ADT^A01||P|2.5.1\r")]
    [InlineData("MSH|^~\\&|A|B|C|D|20260609||ADT^A01|M-1|P|2.5.1\rNTE|a\u001cb\r")]
    public async Task What_cannot_travel_is_not_sent(string message)
    {
        await using var receiver = ScriptedReceiver.Start(incoming => incoming.AnswerAsync("AA"));
        await using var client = Client(receiver);

        var refused = (await client.SendAsync(Encoding.ASCII.GetBytes(message), TestContext.Current.CancellationToken)).ShouldBeOfType<SendResult.NotSent>();

        refused.IsFinal.ShouldBeTrue();
        refused.Reason.ShouldStartWith("Expected ");
        receiver.Connections.ShouldBe(0);
    }

    private static string? Code(SendResult result) => (result as SendResult.Answered)?.Code.ToString();

    private static Task<SendResult> SendAsync(MllpClient client, string id, string tail = "") =>
        client.SendAsync(Encoding.UTF8.GetBytes(MllpPeer.Adt(id, tail: tail)), TestContext.Current.CancellationToken);

    private MllpClient Client(ScriptedReceiver receiver, Func<MllpClientOptions, MllpClientOptions>? configure = null)
    {
        var options = new MllpClientOptions { Host = receiver.EndPoint.Address.ToString(), Port = receiver.EndPoint.Port };
        return new MllpClient(configure?.Invoke(options) ?? options, time);
    }
}
