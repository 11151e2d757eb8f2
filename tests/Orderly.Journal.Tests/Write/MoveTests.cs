using Orderly.Journal.Changes;
using Orderly.Journal.Rows;
using Orderly.Journal.Write;
using static Orderly.Journal.Tests.Samples;

namespace Orderly.Journal.Tests.Write;

public sealed class MoveTests(Stores stores)
{
    [Theory, OnEveryStore]
    public async Task An_instance_is_found_under_its_new_key_and_waits_under_it(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var id = Id();
        var waiting = Subscription("arrived", "V1", id);
        await open.Write(Start(id, new OpenSubscription(waiting)));
        var moved = waiting with { Key = "V2", Lane = 7 };

        await open.Write(Next(id, 1, new RekeyInstance(id, "V2"), new OpenSubscription(moved)));

        (await open.Store.Read.Instances.ByBusinessKey("V2")).Single().Id.ShouldBe(id);
        (await open.Store.Read.Instances.ByBusinessKey("visit-" + id)).ShouldBeEmpty();
        (await open.Store.Read.Messages.Subscriptions(7, "arrived", "V2")).Single().ShouldBe(moved);
    }

    [Theory, OnEveryStore]
    public async Task A_start_lock_is_extended_by_its_holder_only_and_only_to_a_free_key(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var (holder, other) = (Id(), Id());
        await open.Write(Claiming(new TakeStartLock(new StartLockRow("p", "V1", holder))));
        await open.Write(Claiming(new TakeStartLock(new StartLockRow("p", "V3", other))));

        await open.Write(Only(new ExtendStartLock("p", "V1", "V9", other)));
        (await Take(open, "V9", Id())).ShouldBeOfType<Committed>();
        await open.Write(Only(new ExtendStartLock("p", "V1", "V3", holder)));
        (await Take(open, "V3", Id())).ShouldBe(new StartLockTaken(new StartLockRow("p", "V3", other)));
        await open.Write(Only(new ExtendStartLock("p", "V1", "V2", holder), new ReleaseStartLock("p", "V1", holder)));

        (await Take(open, "V2", Id())).ShouldBe(new StartLockTaken(new StartLockRow("p", "V2", holder)));
        (await Take(open, "V1", Id())).ShouldBeOfType<Committed>();
    }

    private static async Task<AppendOutcome> Take(OpenStore open, string key, Guid instance) =>
        await open.Write(Claiming(new TakeStartLock(new StartLockRow("p", key, instance))));
}
