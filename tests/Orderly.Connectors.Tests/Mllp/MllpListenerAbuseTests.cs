using System.Net;
using System.Text;
using Orderly.Connectors.Mllp;

namespace Orderly.Connectors.Tests.Mllp;

public sealed class MllpListenerAbuseTests
{
    private const string Received = "orderly.mllp.received";
    private const string Closed = "orderly.mllp.connections.closed";

    [Fact]
    public async Task A_sender_that_drips_is_cut_off_when_its_message_takes_too_long_however_often_it_drips()
    {
        await using var fixture = ListenerFixture.Start();
        using var peer = fixture.Connect();
        await peer.SendAsync([0x0B]);
        await fixture.CountedAsync(Received);

        for (var second = 0; second < 29; second++)
        {
            fixture.Time.Advance(TimeSpan.FromSeconds(1));
            await peer.SendAsync("M"u8.ToArray());
            await fixture.CountedAsync(Received);
        }

        fixture.Time.Advance(TimeSpan.FromSeconds(1));
        (await peer.ReceiveAsync()).ShouldBeNull();
        await fixture.CountedAsync(Closed, "timeout");
    }

    [Fact]
    public async Task A_connection_may_be_quiet_between_messages_but_not_for_ever()
    {
        await using var fixture = ListenerFixture.Start();
        using var peer = fixture.Connect();
        (await peer.AskAsync(MllpPeer.Adt("M-1"))).ShouldBe("AA|M-1");

        fixture.Time.Advance(TimeSpan.FromMinutes(14));
        (await peer.AskAsync(MllpPeer.Adt("M-2"))).ShouldBe("AA|M-2");

        fixture.Time.Advance(TimeSpan.FromMinutes(15));
        (await peer.ReceiveAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task Fifty_unfinished_senders_do_not_keep_a_good_one_from_its_answers()
    {
        await using var fixture = ListenerFixture.Start();
        var bad = new List<MllpPeer>();
        for (var n = 0; n < 50; n++)
        {
            bad.Add(fixture.Connect());
            await bad[^1].SendAsync(n % 2 == 0 ? MllpPeer.Framed(MllpPeer.Adt($"B-{n}"))[..^2] : "garbage without a frame"u8.ToArray());
        }

        using var good = fixture.Connect();
        for (var n = 0; n < 100; n++)
            (await good.AskAsync(MllpPeer.Adt($"M-{n}"))).ShouldBe($"AA|M-{n}");
        bad.ForEach(peer => peer.Dispose());
    }

    [Fact]
    public async Task A_message_beyond_the_size_limit_is_refused_and_the_connection_ended()
    {
        await using var fixture = ListenerFixture.Start(options => options with { MaxMessageBytes = 64 * 1024 });
        using var peer = fixture.Connect();

        await peer.SendAsync([.. MllpPeer.Framed(MllpPeer.Adt("M-1"))[..^2], .. Encoding.ASCII.GetBytes("NTE|" + new string('x', 70_000))]);

        MllpPeer.CodeOf(await peer.ReceiveAsync()).ShouldBe("AR|M-1");
        (await peer.ReceiveAsync()).ShouldBeNull();
        fixture.Acceptance.Stored.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_message_at_the_size_limit_is_taken()
    {
        await using var fixture = ListenerFixture.Start(options => options with { MaxMessageBytes = 1024 * 1024 });
        using var peer = fixture.Connect();
        var message = MllpPeer.Adt("M-1") + "NTE|";
        message += new string('x', (1024 * 1024) - message.Length);

        (await peer.AskAsync(message)).ShouldBe("AA|M-1");
    }

    [Fact]
    public async Task Noise_without_end_is_cut_off()
    {
        await using var fixture = ListenerFixture.Start();
        using var peer = fixture.Connect();
        var noise = new byte[100_000];
        Array.Fill(noise, (byte)'x');

        var sent = 0L;
        await Should.ThrowAsync<IOException>(async () =>
        {
            for (; sent < 1_000_000_000; sent += noise.Length)
                await peer.SendAsync(noise);
        });

        sent.ShouldBeLessThan(100_000_000);
        await fixture.CountedAsync(Closed, "noise");
    }

    [Fact]
    public async Task Garbage_before_a_frame_and_a_nested_start_do_not_harm_the_message()
    {
        await using var fixture = ListenerFixture.Start();
        using var peer = fixture.Connect();

        await peer.SendAsync([.. "\r\n\0garbage"u8, 0x0B, .. MllpPeer.Framed(MllpPeer.Adt("M-1"))]);

        MllpPeer.CodeOf(await peer.ReceiveAsync()).ShouldBe("AA|M-1");
    }

    [Fact]
    public async Task A_connection_beyond_the_limit_is_closed_at_once_and_room_is_made_when_another_goes()
    {
        await using var fixture = ListenerFixture.Start(options => options with { MaxConnections = 2 });
        var first = fixture.Connect();
        using var second = fixture.Connect();
        (await first.AskAsync(MllpPeer.Adt("M-1"))).ShouldBe("AA|M-1");
        (await second.AskAsync(MllpPeer.Adt("M-2"))).ShouldBe("AA|M-2");

        using (var third = fixture.Connect())
            (await third.ReceiveAsync()).ShouldBeNull();
        first.Dispose();
        await fixture.CountedAsync(Closed);

        using var fourth = fixture.Connect();
        (await fourth.AskAsync(MllpPeer.Adt("M-4"))).ShouldBe("AA|M-4");
    }

    [Fact]
    public async Task A_peer_that_is_not_listed_is_closed_at_once()
    {
        await using var fixture = ListenerFixture.Start(options => options with { AllowPeers = [IPNetwork.Parse("10.0.0.0/8")] });
        using var peer = fixture.Connect();

        (await peer.ReceiveAsync()).ShouldBeNull();
        await fixture.CountedAsync("orderly.mllp.connections.refused", "peer-not-allowed");
    }

    [Fact]
    public async Task Two_hundred_connections_at_once_lose_nothing()
    {
        await using var fixture = ListenerFixture.Start();

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(async connection =>
        {
            using var peer = fixture.Connect();
            for (var n = 0; n < 5; n++)
                (await peer.AskAsync(MllpPeer.Adt($"M-{connection}-{n}"))).ShouldBe($"AA|M-{connection}-{n}");
            return 5;
        }));

        answers.Sum().ShouldBe(1_000);
        fixture.Acceptance.Stored.Count.ShouldBe(1_000);
    }

    [Fact]
    public async Task A_stopping_listener_sends_the_answers_under_way_and_then_closes()
    {
        var fixture = ListenerFixture.Start();
        fixture.Acceptance.HoldsCommits = true;
        using var peer = fixture.Connect();
        await peer.SendAsync(MllpPeer.Adt("M-1"));
        var commit = await fixture.Acceptance.NextCommitAsync();

        var stopping = fixture.DisposeAsync();
        stopping.IsCompleted.ShouldBeFalse();
        commit.Finish();
        await stopping;

        MllpPeer.CodeOf(await peer.ReceiveAsync()).ShouldBe("AA|M-1");
        (await peer.ReceiveAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task A_stopping_listener_does_not_wait_for_ever()
    {
        var fixture = ListenerFixture.Start();
        fixture.Acceptance.HoldsCommits = true;
        using var peer = fixture.Connect();
        await peer.SendAsync(MllpPeer.Adt("M-1"));
        await fixture.Acceptance.NextCommitAsync();

        var stopping = fixture.DisposeAsync().AsTask();
        while (!stopping.IsCompleted)
        {
            fixture.Time.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }

        await stopping;
        (await peer.ReceiveAsync()).ShouldBeNull();
    }

    [Fact]
    public void Options_that_would_listen_to_anybody_beyond_loopback_are_refused()
    {
        var options = new MllpListenerOptions { Name = "x", Address = IPAddress.Any };

        options.Objection()!.ShouldContain("allow-peers");
        (options with { AllowPeers = [IPNetwork.Parse("10.0.0.0/8")] }).Objection().ShouldBeNull();
    }

    [Fact]
    public async Task A_listener_that_dies_says_so_and_of_what()
    {
        await using var fixture = ListenerFixture.Start(options => options with { AllowPeers = [System.Net.IPNetwork.Parse("10.0.0.0/8")] });
        fixture.Listener.Ended.IsCompleted.ShouldBeFalse();
        using var broken = new System.Diagnostics.Metrics.MeterListener();
        broken.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "orderly.mllp.connections.refused" && instrument.Meter.Tags?.Any(tag => Equals(tag.Value, fixture.Listener.Name)) == true)
                listener.EnableMeasurementEvents(instrument);
        };
        broken.SetMeasurementEventCallback<long>((_, _, _, _) => throw new InvalidOperationException("the exporter is broken"));
        broken.Start();

        using var peer = fixture.Connect();

        (await fixture.Listener.Ended.WaitAsync(TestContext.Current.CancellationToken)).ShouldBeOfType<InvalidOperationException>().Message.ShouldBe("the exporter is broken");
    }

    [Fact]
    public async Task A_listener_that_is_stopped_ended_of_nothing()
    {
        var fixture = ListenerFixture.Start();
        await fixture.DisposeAsync();
        (await fixture.Listener.Ended).ShouldBeNull();
    }
}
