using Orderly.Canonical.Inbound;

namespace Orderly.Connectors.Tests.Mllp;

public sealed class MllpListenerAckTests
{
    [Fact]
    public async Task No_answer_leaves_before_the_commit()
    {
        await using var fixture = ListenerFixture.Start();
        fixture.Acceptance.HoldsCommits = true;
        using var peer = fixture.Connect();
        await peer.SendAsync(MllpPeer.Adt("M-1"));
        var answer = peer.ReceiveAsync();

        var commit = await fixture.Acceptance.NextCommitAsync();
        answer.IsCompleted.ShouldBeFalse();
        commit.Finish();

        MllpPeer.CodeOf(await answer).ShouldBe("AA|M-1");
    }

    [Fact]
    public async Task Messages_of_one_connection_wait_for_their_commits_together_and_are_answered_in_order()
    {
        await using var fixture = ListenerFixture.Start();
        fixture.Acceptance.HoldsCommits = true;
        using var peer = fixture.Connect();
        await peer.SendAsync([.. Enumerable.Range(1, 3).SelectMany(n => MllpPeer.Framed(MllpPeer.Adt($"M-{n}")))]);
        var commits = new List<InMemoryAcceptance.Commit>();
        for (var n = 0; n < 3; n++)
            commits.Add(await fixture.Acceptance.NextCommitAsync());
        commits.Select(commit => commit.Message.ControlId).ShouldBe(["M-1", "M-2", "M-3"]);
        var first = peer.ReceiveAsync();

        commits[2].Finish();
        commits[1].Finish();
        first.IsCompleted.ShouldBeFalse();
        commits[0].Finish();

        MllpPeer.CodeOf(await first).ShouldBe("AA|M-1");
        MllpPeer.CodeOf(await peer.ReceiveAsync()).ShouldBe("AA|M-2");
        MllpPeer.CodeOf(await peer.ReceiveAsync()).ShouldBe("AA|M-3");
    }

    [Fact]
    public async Task No_more_messages_of_one_connection_are_taken_than_may_wait_together()
    {
        await using var fixture = ListenerFixture.Start(options => options with { InFlight = 4 });
        fixture.Acceptance.HoldsCommits = true;
        using var peer = fixture.Connect();
        await peer.SendAsync([.. Enumerable.Range(0, 20).SelectMany(n => MllpPeer.Framed(MllpPeer.Adt($"M-{n}")))]);

        for (var n = 0; n < 20; n++)
        {
            (await fixture.Acceptance.NextCommitAsync()).Finish();
            MllpPeer.CodeOf(await peer.ReceiveAsync()).ShouldBe($"AA|M-{n}");
        }

        fixture.Acceptance.MostUnderWay.ShouldBeLessThanOrEqualTo(4);
    }

    [Fact]
    public async Task A_duplicate_gets_the_stored_answer_byte_for_byte_and_is_stored_once()
    {
        await using var fixture = ListenerFixture.Start();
        using var peer = fixture.Connect();
        await peer.SendAsync(MllpPeer.Adt("M-1"));
        var first = await peer.ReceiveAsync();
        fixture.Time.Advance(TimeSpan.FromSeconds(5));

        using var other = fixture.Connect();
        await other.SendAsync(MllpPeer.Adt("M-1"));

        (await other.ReceiveAsync()).ShouldBe(first);
        fixture.Acceptance.Stored.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_reused_control_id_with_other_content_is_stored_and_answered_on_its_own()
    {
        await using var fixture = ListenerFixture.Start();
        using var peer = fixture.Connect();

        (await peer.AskAsync(MllpPeer.Adt("M-1", visit: "V-1"))).ShouldBe("AA|M-1");
        (await peer.AskAsync(MllpPeer.Adt("M-1", visit: "V-2"))).ShouldBe("AA|M-1");

        fixture.Acceptance.Stored.Count.ShouldBe(2);
        fixture.Acceptance.Answers.OfType<Acceptance.Stored>().Select(stored => stored.ControlIdReused).ShouldBe([false, true]);
    }

    [Fact]
    public async Task A_store_that_fails_ends_the_connection_without_an_answer_and_the_resent_message_is_taken()
    {
        await using var fixture = ListenerFixture.Start();
        var faults = new List<Exception>();
        fixture.Listener.Faulted += faults.Add;
        fixture.Acceptance.Failure = new IOException("disk full");
        using (var peer = fixture.Connect())
            (await peer.AskAsync(MllpPeer.Adt("M-1"))).ShouldBeNull();

        fixture.Acceptance.Failure = new InvalidOperationException("store closed");
        using (var peer = fixture.Connect())
            (await peer.AskAsync(MllpPeer.Adt("M-1"))).ShouldBeNull();
        await fixture.CountedAsync("orderly.mllp.connections.closed", "not-stored");
        await fixture.CountedAsync("orderly.mllp.connections.closed", "not-stored");

        fixture.Acceptance.Failure = null;
        using var again = fixture.Connect();
        (await again.AskAsync(MllpPeer.Adt("M-1"))).ShouldBe("AA|M-1");
        faults.Select(fault => fault.Message).ShouldBe(["disk full", "store closed"]);
    }

    [Theory]
    [InlineData("|||AL|NE", "CA|M-1")]
    [InlineData("|||NE|AL", "AA|M-1")]
    [InlineData("|||SU|NE", "CA|M-1")]
    public async Task Enhanced_mode_gets_the_answer_it_asks_for(string tail, string expected)
    {
        await using var fixture = ListenerFixture.Start();
        using var peer = fixture.Connect();

        (await peer.AskAsync(MllpPeer.Adt("M-1", tail: tail))).ShouldBe(expected);
    }

    [Fact]
    public async Task Enhanced_mode_with_both_answers_asked_for_gets_CA_then_AA()
    {
        await using var fixture = ListenerFixture.Start();
        using var peer = fixture.Connect();

        (await peer.AskAsync(MllpPeer.Adt("M-1", tail: "|||AL|AL"))).ShouldBe("CA|M-1");
        MllpPeer.CodeOf(await peer.ReceiveAsync()).ShouldBe("AA|M-1");
    }

    [Theory]
    [InlineData("|||NE|NE")]
    [InlineData("|||ER|NE")]
    public async Task Enhanced_mode_that_wants_no_answer_to_success_gets_none_and_the_message_is_stored(string tail)
    {
        await using var fixture = ListenerFixture.Start();
        using var peer = fixture.Connect();

        await peer.SendAsync(MllpPeer.Adt("M-1", tail: tail));

        (await peer.AskAsync(MllpPeer.Adt("M-2"))).ShouldBe("AA|M-2");
        fixture.Acceptance.Stored.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("MSH|^~\\&|EHR|HP|ORDERLY|HP|20260609||ADT^A03|M-1|X|2.5.1\r", "AR|M-1")]
    [InlineData("MSH|^~\\&|EHR|HP|ORDERLY|HP|20260609||ADT^A03|M-1|P|3.0\r", "AR|M-1")]
    [InlineData("MSH|^~\\&|EHR|HP|ORDERLY|HP|20260609||ADT^A03|M-1|P|9|||ER|NE\r", "CR|M-1")]
    [InlineData("MSH|^~\\&|EHR|HP|ORDERLY|HP|20260609||ADT^A03||P|2.5.1\r", "AR|")]
    [InlineData("MSH|^~\\&|EHR|HP|ORDERLY|HP|20260609||ZZZ^Z01|M-1|P|2.5.1\r", "AR|M-1")]
    [InlineData("MSH|^~\\&|EHR|ELSEWHERE|ORDERLY|HP|20260609||ADT^A03|M-1|P|2.5.1\r", "AR|M-1")]
    [InlineData("This is no HL7\r", "AR|")]
    [InlineData("", "AR|")]
    [InlineData("MSH|^~\\&|EHR|HP|ORDERLY|HP|20260609||ADT^A03|M\u000b1|P|2.5.1\r", "AR|")]
    public async Task What_the_header_shows_to_be_wrong_is_refused_and_not_stored_and_the_connection_goes_on(string message, string expected)
    {
        await using var fixture = ListenerFixture.Start();
        using var peer = fixture.Connect();

        await peer.SendAsync([0x0B, .. System.Text.Encoding.UTF8.GetBytes(message), 0x1C, 0x0D]);

        MllpPeer.CodeOf(await peer.ReceiveAsync()).ShouldBe(expected);
        fixture.Acceptance.Stored.ShouldBeEmpty();
        var kept = fixture.Acceptance.Refused.ShouldHaveSingleItem();
        kept.Reason.ShouldStartWith("Expected ");
        System.Text.Encoding.UTF8.GetString(kept.Raw.Span).ShouldBe(message);
        kept.Ack.IsEmpty.ShouldBeFalse();
        (await peer.AskAsync(MllpPeer.Adt("M-2"))).ShouldBe("AA|M-2");
    }

    [Fact]
    public async Task What_only_the_body_could_show_to_be_wrong_is_stored_and_answered_with_AA()
    {
        await using var fixture = ListenerFixture.Start();
        using var peer = fixture.Connect();

        (await peer.AskAsync("MSH|^~\\&|EHR|HP|ORDERLY|HP|20260609||ADT^A03|M-1|P|2.5.1\rnot a segment\rPV1|\r")).ShouldBe("AA|M-1");

        fixture.Acceptance.Stored.ShouldHaveSingleItem().OrderKey.ShouldBe("HP||~M-1");
    }

    [Fact]
    public async Task An_acknowledgement_is_never_acknowledged_nor_stored()
    {
        await using var fixture = ListenerFixture.Start();
        using var peer = fixture.Connect();

        await peer.SendAsync("MSH|^~\\&|EHR|HP|ORDERLY|HP|20260609||ACK^A03|M-1|P|2.5.1\rMSA|AA|X\r");
        await peer.SendAsync("MSH|^~\\&|EHR|HP|ORDERLY|HP|20260609||ADT^A03|M-2|P|2.5.1\rMSA|AE|X\r");

        (await peer.AskAsync(MllpPeer.Adt("M-3"))).ShouldBe("AA|M-3");
        fixture.Acceptance.Stored.Count.ShouldBe(1);
    }
}
