using System.Text;
using Microsoft.Extensions.Time.Testing;
using Orderly.Connectors.Mllp;

namespace Orderly.Connectors.Tests.Mllp;

/// <summary>Client and listener over a line that fails in every way: with resends, each message has its effect once.</summary>
public sealed class FaultyLineTests
{
    private enum Fault
    {
        None,
        DropBeforeListener,
        ResetAfterCommit,
        CloseAfterCommit,
        HalfAnAnswer,
        AnswerTooLate,
        AnswerTwice,
        AnswerOfAnother,
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Nothing_is_lost_and_nothing_happens_twice(int seed)
    {
        var random = new Random(seed);
        var time = new FakeTimeProvider();
        await using var fixture = ListenerFixture.Start();
        await using var line = ScriptedReceiver.Start(message => CarryAsync(message, (Fault)random.Next(8), fixture, time));
        await using var client = new MllpClient(new MllpClientOptions { Host = "127.0.0.1", Port = line.EndPoint.Port }, time);
        var ids = Enumerable.Range(1, 60).Select(n => $"M-{seed}-{n}").ToArray();
        var unknown = 0;

        foreach (var id in ids)
        {
            while (await client.SendAsync(Encoding.UTF8.GetBytes(MllpPeer.Adt(id)), TestContext.Current.CancellationToken) is var result
                && result is not SendResult.Answered { IsAccepted: true })
            {
                result.ShouldBeOfType<SendResult.Unknown>(id);
                unknown++;
            }
        }

        unknown.ShouldBeGreaterThan(10);
        fixture.Acceptance.Stored.Select(message => message.ControlId).ShouldBe(ids);
    }

    [Fact]
    public async Task Answers_of_mutilated_bytes_never_count_as_an_acceptance_of_another_message()
    {
        var random = new Random(7);
        await using var receiver = ScriptedReceiver.Start(async message =>
        {
            var answer = ScriptedReceiver.Incoming.Ack("AA", "another");
            for (var n = random.Next(1, 6); n > 0; n--)
                answer[random.Next(answer.Length)] = (byte)random.Next(256);
            await message.WriteAsync(answer[..random.Next(1, answer.Length + 1)]);
            message.Close();
        });
        await using var client = new MllpClient(new MllpClientOptions { Host = "127.0.0.1", Port = receiver.EndPoint.Port }, new FakeTimeProvider());

        for (var n = 0; n < 300; n++)
        {
            var result = await client.SendAsync(Encoding.UTF8.GetBytes(MllpPeer.Adt($"M-{n}")), TestContext.Current.CancellationToken);

            result.ShouldBeOfType<SendResult.Unknown>();
        }
    }

    private static async Task CarryAsync(ScriptedReceiver.Incoming message, Fault fault, ListenerFixture fixture, FakeTimeProvider time)
    {
        if (fault == Fault.DropBeforeListener)
        {
            message.Reset();
            return;
        }

        using var onward = fixture.Connect();
        await onward.SendAsync(Encoding.UTF8.GetString(message.Bytes.Span));
        var answer = MllpPeer.Framed((await onward.ReceiveAsync())!);
        switch (fault)
        {
            case Fault.ResetAfterCommit:
                message.Reset();
                break;
            case Fault.CloseAfterCommit:
                message.Close();
                break;
            case Fault.HalfAnAnswer:
                await message.WriteAsync(answer[..(answer.Length / 2)]);
                message.Close();
                break;
            case Fault.AnswerTooLate:
                time.Advance(TimeSpan.FromSeconds(10));
                await message.WriteAsync(answer);
                break;
            case Fault.AnswerTwice:
                await message.WriteAsync([.. answer, .. answer]);
                break;
            case Fault.AnswerOfAnother:
                await message.WriteAsync(ScriptedReceiver.Incoming.Ack("AA", "another"));
                break;
            default:
                await message.WriteAsync(answer);
                break;
        }
    }
}
