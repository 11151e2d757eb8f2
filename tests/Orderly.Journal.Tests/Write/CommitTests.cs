using Orderly.Journal.Changes;
using Orderly.Journal.Rows;
using Orderly.Journal.Write;
using static Orderly.Journal.Tests.Samples;

namespace Orderly.Journal.Tests.Write;

public sealed class CommitTests(Stores stores)
{
    [Theory, OnEveryStore]
    public async Task An_instance_started_and_moved_reads_back_as_written(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var id = Id();
        var start = Start(id);

        (await open.Write(start)).ShouldBeOfType<Committed>().Batch.ShouldBe(1);
        (await open.Write(Next(id, 1))).ShouldBeOfType<Committed>().Batch.ShouldBe(2);

        var loaded = (await open.Store.Read.Instances.Load(id)).ShouldNotBeNull();
        var created = ((CreateHead)start.Head!).Row;
        loaded.Head.ShouldBe(created with { Seq = 2, Status = 2 });
        loaded.Snapshot.ShouldBeNull();
        loaded.Tail.Select(e => e.Seq).ShouldBe([1, 2]);
        loaded.Tail[0].ShouldBeEquivalentTo(start.Entries[0]);
    }

    /// <summary>So a letter that leads to nothing leaves the store, if it still leads to nothing.</summary>
    [Theory, OnEveryStore]
    public async Task A_head_that_stays_guards_changes_without_an_entry(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var id = Id();
        var task = WorkItem(id);
        await open.Write(Start(id, new UpsertTask(task)));
        static Append Guarded(Guid id, long seq, Change change) => new() { Head = new AdvanceHead(id, seq, seq, 1, null), Changes = [change] };

        (await open.Write(Guarded(id, 1, new UpsertTask(task with { Version = 5 })))).ShouldBeOfType<Committed>();
        (await open.Write(Next(id, 1))).ShouldBeOfType<Committed>();
        (await open.Write(Guarded(id, 1, new UpsertTask(task with { Version = 6 })))).ShouldBe(new HeadConflict(id, 1));

        (await open.Store.Read.Instances.Head(id)).ShouldNotBeNull().Seq.ShouldBe(2);
        (await open.Store.Read.Work.Task(task.Id)).ShouldNotBeNull().Version.ShouldBe(5);
    }

    [Theory, OnEveryStore]
    public async Task Appends_of_one_instance_in_one_batch_stand_together(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var id = Id();
        var task = WorkItem(id);

        var outcome = await Commit(open, Start(id, new UpsertTask(task)), Next(id, 1, new UpsertTask(task with { Version = 10, Open = false })), Next(id, 2));

        outcome.Outcomes.ShouldAllBe(o => o is Committed);
        (await open.Store.Read.Instances.Head(id)).ShouldNotBeNull().Seq.ShouldBe(3);
        (await open.Store.Read.Work.Task(task.Id)).ShouldNotBeNull().Version.ShouldBe(10);
    }

    [Theory, OnEveryStore]
    public async Task A_head_conflict_costs_only_the_appends_of_that_instance(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var (moved, other) = (Id(), Id());
        await open.Write(Start(moved));
        await open.Write(Next(moved, 1));
        var lost = WorkItem(moved);

        var outcome = await Commit(open, after: 2, Next(moved, 1, new UpsertTask(lost)), Start(other), Next(moved, 2));

        outcome.Outcomes[0].ShouldBe(new HeadConflict(moved, 1));
        outcome.Outcomes[1].ShouldBeOfType<Committed>();
        outcome.Outcomes[2].ShouldBe(new HeadConflict(moved, 2));
        (await open.Store.Read.Work.Task(lost.Id)).ShouldBeNull();
    }

    [Theory, OnEveryStore]
    public async Task Starting_an_id_that_exists_is_a_head_conflict(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var id = Id();
        await open.Write(Start(id));

        (await open.Write(Start(id))).ShouldBe(new HeadConflict(id, 0));
    }

    [Theory, OnEveryStore]
    public async Task A_loser_at_the_head_leaves_its_command_key_free(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var id = Id();
        await open.Write(Start(id));
        var key = Key("k-1", id);

        (await open.Write(Next(id, 7) with { Claims = [key] })).ShouldBeOfType<HeadConflict>();

        (await open.Write(Next(id, 1) with { Claims = [key] })).ShouldBeOfType<Committed>();
    }

    [Theory, OnEveryStore]
    public async Task A_command_key_used_again_names_what_it_did(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var (first, second) = (Id(), Id());
        await open.Write(Start(first) with { Claims = [Key("k", first)] });

        var outcomes = await open.WriteAll(
            Start(second) with { Claims = [Key("k", second)] },
            Start(second) with { Claims = [Key("k", second, request: "another")] });

        outcomes[0].ShouldBe(new KeyReplayed(first, 1, SameRequest: true));
        outcomes[1].ShouldBe(new KeyReplayed(first, 1, SameRequest: false));
        (await open.Store.Read.Instances.Head(second)).ShouldBeNull();
    }

    [Theory, OnEveryStore]
    public async Task An_expired_command_key_may_be_used_anew(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var (first, second) = (Id(), Id());
        var key = Key("k", first);
        await open.Write(Start(first) with { Claims = [key] });

        var later = Key("k", second, now: key.Expires);
        (await open.Write(Start(second) with { Claims = [later] })).ShouldBeOfType<Committed>();
        (await open.Store.Settings.DeleteExpiredKeys(later.Expires - 1, 10)).ShouldBe(0);
        (await open.Store.Settings.DeleteExpiredKeys(later.Expires, 10)).ShouldBe(1);
    }

    [Theory, OnEveryStore]
    public async Task The_same_key_twice_in_a_burst_is_committed_once(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var ids = Enumerable.Range(0, 40).Select(_ => Id()).ToArray();

        var outcomes = await open.WriteAll([.. ids.Select(id => Start(id) with { Claims = [Key("once", id)] })]);

        outcomes.Count(o => o is Committed).ShouldBe(1);
        outcomes.Count(o => o is KeyReplayed { SameRequest: true } r && r.Instance == ids[0]).ShouldBe(39);
    }

    [Theory, OnEveryStore]
    public async Task The_same_inbound_bytes_get_the_stored_acknowledgement(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var row = Inbox("adt", "MSG1", "MSH|one");

        (await open.Write(Claiming(new AddInbox(row)))).ShouldBeOfType<Committed>();
        var again = await open.Write(Claiming(new AddInbox(Inbox("adt", "MSG1", "MSH|one") with { Ack = Bytes("other") })));

        again.ShouldBeOfType<InboxDuplicate>().Stored.ShouldBeEquivalentTo(row);
    }

    [Theory, OnEveryStore]
    public async Task A_used_control_id_with_other_bytes_is_a_new_flagged_message(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var (first, second) = (Inbox("adt", "MSG1", "MSH|one"), Inbox("adt", "MSG1", "MSH|two"));

        var outcomes = await open.WriteAll(Claiming(new AddInbox(first)), Claiming(new AddInbox(second)));

        outcomes.ShouldAllBe(o => o is Committed);
        (await open.Store.Read.Inbox.One(first.Id)).ShouldNotBeNull().Flagged.ShouldBeFalse();
        (await open.Store.Read.Inbox.One(second.Id)).ShouldBeEquivalentTo(second with { Flagged = true });
    }

    [Theory, OnEveryStore]
    public async Task A_message_is_delivered_once_to_a_process(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var delivery = new DeliveryRow(Id(), "discharge", Id(), 0);

        (await open.Write(Claiming(new AddDelivery(delivery)))).ShouldBeOfType<Committed>();
        (await open.Write(Claiming(new AddDelivery(delivery with { Subscription = Id() }))))
            .ShouldBe(new DeliveryTaken(delivery.Message, "discharge"));

        await open.Write(Only(new RemoveDelivery(delivery.Message, "discharge")));
        (await open.Write(Claiming(new AddDelivery(delivery)))).ShouldBeOfType<Committed>();
    }

    [Theory, OnEveryStore]
    public async Task A_start_lock_is_held_until_its_holder_releases_it(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var held = new StartLockRow("discharge", "V1", Id());
        var wanted = held with { Instance = Id() };

        (await open.Write(Claiming(new TakeStartLock(held)))).ShouldBeOfType<Committed>();
        (await open.Write(Claiming(new TakeStartLock(held)))).ShouldBeOfType<Committed>();
        (await open.Write(Claiming(new TakeStartLock(wanted)))).ShouldBe(new StartLockTaken(held));
        await open.Write(Only(new ReleaseStartLock("discharge", "V1", wanted.Instance)));
        (await open.Write(Claiming(new TakeStartLock(wanted)))).ShouldBeOfType<StartLockTaken>();
        await open.Write(Only(new ReleaseStartLock("discharge", "V1", held.Instance)));
        (await open.Write(Claiming(new TakeStartLock(wanted)))).ShouldBeOfType<Committed>();
    }

    [Theory, OnEveryStore]
    public async Task An_effect_is_taken_by_one_of_two(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var effect = Effect(Id(), "claim-7");
        await open.Write(Only(new AddEffect(effect)));
        var claim = new ClaimEffect(effect.Id, EffectState.Pending, 0, EffectState.Leased, 1, Now + 5, 12, "worker-1");

        var outcomes = await open.WriteAll(Claiming(claim), Claiming(claim with { Worker = "worker-2" }));

        outcomes[0].ShouldBeOfType<Committed>();
        outcomes[1].ShouldBe(new EffectTaken(effect.Id));
        (await open.Store.Read.Effects.One(effect.Id)).ShouldBeEquivalentTo(
            effect with { State = EffectState.Leased, Attempt = 1, NextAt = Now + 5, SenderEpoch = 12, Worker = "worker-1" });
    }

    [Theory, OnEveryStore]
    public async Task A_lost_claim_takes_its_appends_other_claims_with_it(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var delivery = new DeliveryRow(Id(), "discharge", Id(), 0);
        await open.Write(Claiming(new AddDelivery(delivery)));
        var (id, key) = (Id(), Key("k", Id()));

        (await open.Write(Start(id) with { Claims = [key, new AddDelivery(delivery)] })).ShouldBeOfType<DeliveryTaken>();

        (await open.Write(Start(id) with { Claims = [key] })).ShouldBeOfType<Committed>();
    }

    internal static Task<BatchOutcome> Commit(OpenStore open, params Append[] appends) => Commit(open, 0, appends);

    internal static async Task<BatchOutcome> Commit(OpenStore open, long after, params Append[] appends)
    {
        var batch = new Batch();
        foreach (var append in appends) batch.TryAdd(append).ShouldBeTrue();
        return await open.Store.Commit(open.Node, ChainHead.Genesis(open.Node.Epoch) with { Batch = after }, batch);
    }
}
