using System.Text;
using CsCheck;

namespace Orderly.Connectors.Tests.Mllp;

public sealed class MllpListenerFramingTests
{
    [Fact]
    public async Task A_message_is_answered_with_AA_and_stored_as_it_came()
    {
        await using var fixture = ListenerFixture.Start();
        using var peer = fixture.Connect();

        (await peer.AskAsync(MllpPeer.Adt("M-1"))).ShouldBe("AA|M-1");

        var stored = fixture.Acceptance.Stored.ShouldHaveSingleItem();
        Encoding.UTF8.GetString(stored.Raw.Span).ShouldBe(MllpPeer.Adt("M-1"));
        stored.Source.ShouldBe("EHR|HP");
        stored.ControlId.ShouldBe("M-1");
        stored.Type.ShouldBe("ADT^A03");
        stored.Route.ShouldBe("adt");
        stored.Facility.ShouldBe((short)7);
        stored.OrderKey.ShouldBe("HP|HP|V-1");
        stored.ReceivedAt.ShouldBe(fixture.Time.GetUtcNow());
        stored.Hash.Length.ShouldBe(32);
    }

    [Fact]
    public async Task A_port_that_another_listener_has_is_not_shared_with_it()
    {
        await using var fixture = ListenerFixture.Start();

        Should.Throw<System.Net.Sockets.SocketException>(() => ListenerFixture.Start(options => options with { Port = fixture.Listener.EndPoint.Port }))
            .SocketErrorCode.ShouldBe(System.Net.Sockets.SocketError.AddressAlreadyInUse);
    }

    [Fact]
    public async Task A_listener_that_comes_back_gets_its_port_while_old_connections_linger()
    {
        var first = ListenerFixture.Start();
        var port = first.Listener.EndPoint.Port;
        using var peer = first.Connect();
        await peer.AskAsync(MllpPeer.Adt("M-1"));
        await first.DisposeAsync();

        await using var again = ListenerFixture.Start(options => options with { Port = port });
        using var next = again.Connect();
        (await next.AskAsync(MllpPeer.Adt("M-2"))).ShouldBe("AA|M-2");
    }

    [Fact]
    public async Task Several_messages_in_one_write_are_answered_in_their_order()
    {
        await using var fixture = ListenerFixture.Start();
        using var peer = fixture.Connect();

        await peer.SendAsync([.. Enumerable.Range(0, 200).SelectMany(n => MllpPeer.Framed(MllpPeer.Adt($"M-{n}")))]);

        for (var n = 0; n < 200; n++)
            MllpPeer.CodeOf(await peer.ReceiveAsync()).ShouldBe($"AA|M-{n}");
        fixture.Acceptance.Stored.Select(message => message.ControlId).ShouldBe(Enumerable.Range(0, 200).Select(n => $"M-{n}"));
    }

    [Fact]
    public async Task One_message_over_many_writes_is_one_message()
    {
        await using var fixture = ListenerFixture.Start();
        using var peer = fixture.Connect();

        foreach (var one in MllpPeer.Framed(MllpPeer.Adt("M-1")))
            await peer.SendAsync([one]);

        MllpPeer.CodeOf(await peer.ReceiveAsync()).ShouldBe("AA|M-1");
        fixture.Acceptance.Stored.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Any_cut_of_the_stream_and_any_noise_between_frames_gives_the_same_answers()
    {
        var gen = Gen.Select(Gen.Int[1, 6], Gen.Int[1, 400].List[1, 12], Gen.String[Gen.Char['a', 'z'], 0, 30]);

        await gen.SampleAsync(async sample =>
        {
            var (count, cuts, noise) = sample;
            await using var fixture = ListenerFixture.Start();
            using var peer = fixture.Connect();
            byte[] stream = [.. Enumerable.Range(0, count).SelectMany(n => Encoding.ASCII.GetBytes(noise).Concat(MllpPeer.Framed(MllpPeer.Adt($"M-{n}"))))];
            var at = 0;
            for (var i = 0; at < stream.Length; i++)
            {
                var length = Math.Min(cuts[i % cuts.Count], stream.Length - at);
                await peer.SendAsync(stream[at..(at + length)]);
                at += length;
            }

            for (var n = 0; n < count; n++)
                MllpPeer.CodeOf(await peer.ReceiveAsync()).ShouldBe($"AA|M-{n}");
        }, iter: 40, threads: 1);
    }

    [Fact]
    public async Task A_sender_that_closes_its_side_still_gets_its_answers()
    {
        await using var fixture = ListenerFixture.Start();
        fixture.Acceptance.HoldsCommits = true;
        using var peer = fixture.Connect();
        await peer.SendAsync(MllpPeer.Adt("M-1"));
        peer.CloseSending();

        (await fixture.Acceptance.NextCommitAsync()).Finish();

        MllpPeer.CodeOf(await peer.ReceiveAsync()).ShouldBe("AA|M-1");
        (await peer.ReceiveAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task A_message_whose_end_never_came_is_not_answered_and_the_next_one_is()
    {
        await using var fixture = ListenerFixture.Start();
        using var peer = fixture.Connect();

        await peer.SendAsync([.. MllpPeer.Framed(MllpPeer.Adt("M-1"))[..^2], .. MllpPeer.Framed(MllpPeer.Adt("M-2"))]);

        MllpPeer.CodeOf(await peer.ReceiveAsync()).ShouldBe("AA|M-2");
        fixture.Acceptance.Stored.Select(message => message.ControlId).ShouldBe(["M-2"]);
    }

    [Fact]
    public async Task A_missing_last_byte_is_taken_only_where_the_listener_says_so()
    {
        await using var lenient = ListenerFixture.Start(options => options with { AcceptMissingFinalReturn = true });
        using var peer = lenient.Connect();

        await peer.SendAsync(MllpPeer.Framed(MllpPeer.Adt("M-1"))[..^1]);

        MllpPeer.CodeOf(await peer.ReceiveAsync()).ShouldBe("AA|M-1");
    }
}
