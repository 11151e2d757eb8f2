using Orderly.Journal.Changes;
using Orderly.Journal.Nodes;
using Orderly.Journal.Rows;
using static Orderly.Journal.Tests.Samples;

namespace Orderly.Journal.Tests.Read;

public sealed class LaneReadsTests(Stores stores)
{
    private static readonly short[] AllLanes = [.. Enumerable.Range(0, Lane.Count).Select(l => (short)l)];

    [Theory, OnEveryStore]
    public async Task Timers_come_when_due_the_earliest_first_and_never_after_removal(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var timers = new[] { 30, 10, 20, 90 }.Select(d => Timer(Id(), Now + d)).ToArray();
        await open.Write(Only([.. timers.Select(t => new AddTimer(t))]));
        await open.Write(Only(new RemoveTimer(timers[2].Lane, timers[2].Due, timers[2].Id)));

        (await open.Store.Read.Lanes.Timers(AllLanes, Now + 60, 10)).ShouldBe([timers[1], timers[0]]);
        (await open.Store.Read.Lanes.Timers([timers[0].Lane], Now + 60, 10)).ShouldContain(timers[0]);
        (await open.Store.Read.Lanes.Timers([], Now + 60, 10)).ShouldBeEmpty();
    }

    [Theory, OnEveryStore]
    public async Task A_row_added_and_removed_in_one_batch_is_not_there_and_one_removed_and_added_is(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var (gone, kept) = (Timer(Id()), Timer(Id()));

        await open.Write(Only(
            new AddTimer(gone), new RemoveTimer(gone.Lane, gone.Due, gone.Id),
            new RemoveTimer(kept.Lane, kept.Due, kept.Id), new AddTimer(kept)));

        (await open.Store.Read.Lanes.Timers(AllLanes, Now, 10)).ShouldBe([kept]);
    }

    [Theory, OnEveryStore]
    public async Task Calls_of_busy_connectors_and_jobs_do_not_fill_the_page(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var (busy, free, job) = (Effect(Id(), "claim 1"), Effect(Id(), "claim 2", type: "pharmacy"), Effect(Id(), "claim 3", kind: "job", type: "carry"));
        await open.Write(Only(new AddEffect(busy), new AddEffect(free), new AddEffect(job)));

        (await open.Store.Read.Lanes.Calls(AllLanes, Now, ["erp"], 1)).Select(e => e.Id).ShouldBe([free.Id]);
        (await open.Store.Read.Lanes.Calls(AllLanes, Now, [], 10)).Select(e => e.Id).ShouldBe([busy.Id, free.Id], ignoreOrder: true);
    }

    [Theory, OnEveryStore]
    public async Task Effects_of_one_order_key_come_one_after_the_other(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var (second, first, other) = (Effect(Id(), "claim 1", Now + 1), Effect(Id(), "claim 1"), Effect(Id(), "claim 2"));
        await open.Write(Only(new AddEffect(second), new AddEffect(first), new AddEffect(other)));

        (await Due(open)).ShouldBe([first.Id, other.Id], ignoreOrder: true);

        await open.Write(Only(new UpdateEffect(first.Id, EffectState.Unknown, 1, Now, 5, null)));
        (await Due(open)).ShouldBe([other.Id]);

        await open.Write(Only(new UpdateEffect(first.Id, EffectState.Done, 1, Now, 5, null), new RemoveEffect(other.Id)));
        (await Due(open)).ShouldBe([second.Id]);
    }

    [Theory, OnEveryStore]
    public async Task Effects_taken_by_a_former_owner_and_those_waiting_for_a_person_are_found(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var (sending, unknown) = (Effect(Id(), "a"), Effect(Id(), "b"));
        await open.Write(Only(new AddEffect(sending), new AddEffect(unknown)));
        await open.Write(Only(
            new UpdateEffect(sending.Id, EffectState.Sending, 1, Now, 5, null),
            new UpdateEffect(unknown.Id, EffectState.Unknown, 1, Now, 5, null)));

        (await open.Store.Read.Lanes.EffectsTaken(AllLanes, 10)).Single().Id.ShouldBe(sending.Id);
        (await open.Store.Read.Effects.InState(EffectState.Unknown, (0, Guid.Empty), 10)).Single().Id.ShouldBe(unknown.Id);
        (await open.Store.Read.Effects.InState(EffectState.Unknown, (unknown.Order, unknown.Id), 10)).ShouldBeEmpty();
    }

    [Theory, OnEveryStore]
    public async Task Jobs_are_offered_by_type_and_again_when_a_lease_runs_out(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var job = Effect(Id(), "j1", kind: "job", type: "bill");
        await open.Write(Only(new AddEffect(job), new AddEffect(Effect(Id(), "j2", kind: "job", type: "clean")), new AddEffect(Effect(Id(), "j3", type: "bill"))));

        (await open.Store.Read.Effects.Jobs(["bill", "none"], Now, 10)).Single().ShouldBeEquivalentTo(job);

        await open.Write(Claiming(new ClaimEffect(job.Id, EffectState.Pending, 0, EffectState.Leased, 1, Now + 100, 1, "w")));
        (await open.Store.Read.Effects.Jobs(["bill"], Now + 99, 10)).ShouldBeEmpty();
        (await open.Store.Read.Effects.Jobs(["bill"], Now + 100, 10)).Single().Worker.ShouldBe("w");
    }

    [Theory, OnEveryStore]
    public async Task Mail_waits_for_its_receiver_in_its_senders_order(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var (to, from) = (Id(), Id());
        var mail = new[] { (2, 0), (1, 1), (1, 0) }.Select(p => new MailRow(to, from, p.Item1, p.Item2, Bytes($"mail {p}"))).ToArray();
        await open.Write(Only([.. mail.Select(m => new AddMail(m))]));

        var read = await open.Store.Read.Lanes.MailTo(to);
        read.Select(m => (m.Seq, m.Index)).ShouldBe([(1, 0), (1, 1), (2, 0)]);
        read[0].ShouldBeEquivalentTo(mail[2]);
        (await open.Store.Read.Lanes.Mail([Lane.Of(to)], 10)).Count.ShouldBe(3);

        await open.Write(Only(new RemoveMail(to, from, 1, 1)));
        (await open.Store.Read.Lanes.MailTo(to)).Select(m => (m.Seq, m.Index)).ShouldBe([(1, 0), (2, 0)]);
    }

    [Theory, OnEveryStore]
    public async Task Inbound_messages_wait_in_order_until_they_are_mapped(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var rows = Enumerable.Range(1, 3).Select(i => Inbox("adt", $"M{i}", $"raw {i}", ordinal: 10 - i)).ToArray();
        await open.WriteAll([.. rows.Select(r => Claiming(new AddInbox(r)))]);

        (await open.Store.Read.Lanes.Inbox([rows[0].Lane], 10)).Select(r => r.ControlId).ShouldBe(["M3", "M2", "M1"]);

        var mapped = new CanonicalEventRow(Id(), 3, "DischargeOrdered", "visit 1|A03", "V1", Now, Now + 1, rows[2].Id, Bytes("event"));
        await open.Write(Only(
            new UpdateInbox(rows[2].Id, InboxState.Mapped, null), new AddCanonicalEvent(mapped),
            new UpdateInbox(rows[1].Id, InboxState.Quarantined, "Expected PV1-19, but it is empty")));
        (await open.Store.Read.Lanes.Inbox([rows[0].Lane], 10)).Select(r => r.ControlId).ShouldBe(["M1"]);
        (await open.Store.Read.Inbox.Page(InboxState.Quarantined, (Micros.Never, Guid.AllBitsSet), 10)).Single()
            .ShouldBeEquivalentTo(rows[1] with { State = InboxState.Quarantined, Reason = "Expected PV1-19, but it is empty" });
        (await open.Store.Read.Inbox.EventsOfInboxes([rows[2].Id])).Single().ShouldBeEquivalentTo(mapped);
        (await open.Store.Read.Inbox.EventsOfEncounter("V1", 10)).Single().Id.ShouldBe(mapped.Id);
        var page = await open.Store.Read.Inbox.Page(null, (Micros.Never, Guid.AllBitsSet), 2);
        page.Count.ShouldBe(2);
        (await open.Store.Read.Inbox.Page(null, (page[1].Received, page[1].Id), 2)).Count.ShouldBe(1);
    }

    [Theory, OnEveryStore]
    public async Task Held_messages_are_read_by_their_key_and_not_among_those_whose_turn_comes(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var rows = Enumerable.Range(1, 3).Select(i => Inbox("adt", $"M{i}", $"raw {i}", ordinal: i)).ToArray();
        var other = Inbox("adt", "M4", "raw 4", orderKey: "1|HOSP|V2");
        await open.WriteAll([.. rows.Append(other).Select(r => Claiming(new AddInbox(r)))]);

        await open.Write(Only(
            new UpdateInbox(rows[0].Id, InboxState.HeldForOrder, "waits", Now + 20),
            new UpdateInbox(rows[2].Id, InboxState.HeldForOrder, "waits", Now + 10),
            new UpdateInbox(other.Id, InboxState.HeldForOrder, "waits", Now + 15)));

        (await open.Store.Read.Lanes.Inbox([rows[0].Lane], 10)).Select(r => r.ControlId).ShouldBe(["M2"]);
        (await open.Store.Read.Lanes.Held([rows[0].Lane, other.Lane], 10)).ShouldBe(
            [new HeldKey(rows[0].Lane, "1|HOSP|V1", Now + 10), new HeldKey(other.Lane, "1|HOSP|V2", Now + 15)]);
        var held = await open.Store.Read.Lanes.HeldOf(rows[0].Lane, "1|HOSP|V1");
        held.Select(r => (r.ControlId, r.HeldUntil)).ShouldBe([("M1", Now + 20), ("M3", Now + 10)]);
        held[0].Raw.ShouldBe(rows[0].Raw);

        await open.Write(Only(new UpdateInbox(rows[0].Id, InboxState.Mapped, null)));
        (await open.Store.Read.Inbox.One(rows[0].Id))!.HeldUntil.ShouldBeNull();
    }

    [Theory, OnEveryStore]
    public async Task Message_that_was_done_with_is_not_held_again(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var row = Inbox("adt", "M1", "raw 1");
        await open.Write(Claiming(new AddInbox(row)));
        await open.Write(Only(new UpdateInbox(row.Id, InboxState.Mapped, null)));

        await open.Write(Only(new UpdateInbox(row.Id, InboxState.HeldForOrder, "waits", Now + 20)));

        var after = (await open.Store.Read.Inbox.One(row.Id))!;
        (after.State, after.HeldUntil).ShouldBe((InboxState.Mapped, null));
    }

    [Theory, OnEveryStore]
    public async Task Events_of_an_encounter_are_counted_by_kind_within_their_facility(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        CanonicalEventRow Event(string what, string encounter, short facility = 3) =>
            new(Id(), facility, what, $"{encounter}|{what}", encounter, Now, Now + 1, null, Bytes("event"));

        await open.Write(Only(
            new AddCanonicalEvent(Event("Discharged", "HP|V1")), new AddCanonicalEvent(Event("Discharged", "HP|V1")),
            new AddCanonicalEvent(Event("DischargeCancelled", "HP|V1")), new AddCanonicalEvent(Event("Discharged", "HP|V1", facility: 4)),
            new AddCanonicalEvent(Event("Admitted", "HP|V2"))));

        (await open.Store.Read.Inbox.EventKinds("HP|V1", 3)).ShouldBe(
            new Dictionary<string, long> { ["Discharged"] = 2, ["DischargeCancelled"] = 1 }, ignoreOrder: true);
    }

    private static async Task<IEnumerable<Guid>> Due(OpenStore open) =>
        (await open.Store.Read.Lanes.Calls(AllLanes, Now, [], 10)).Select(e => e.Id);
}
