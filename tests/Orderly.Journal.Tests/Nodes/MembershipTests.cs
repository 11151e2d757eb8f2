using Orderly.Journal.Nodes;
using Orderly.Journal.Write;
using static Orderly.Journal.Tests.Samples;

namespace Orderly.Journal.Tests.Nodes;

public sealed class MembershipTests(Stores stores)
{
    /// <summary>Nodes that join under it are dead at once.</summary>
    private static readonly StoreOptions RunOut = new() { Key = Stores.Key, Lease = TimeSpan.FromSeconds(-1) };

    [Theory, OnEveryStore]
    public async Task Epochs_rise_and_are_never_given_twice(StoreKind kind)
    {
        await using var store = await stores.Open(kind);
        var epochs = new List<long>();
        foreach (var node in (string[])["a", "b", "a", "c"]) epochs.Add((await store.Join(node)).Epoch);

        epochs.ShouldBeInOrder();
        epochs.ShouldBeUnique();
    }

    [Theory, OnEveryStore]
    public async Task A_node_alone_takes_every_lane(StoreKind kind)
    {
        await using var store = await stores.Open(kind);
        var node = await store.Join("a");

        var lanes = await store.AcquireLanes(node);

        lanes.Select(l => (int)l.Lane).ShouldBe(Enumerable.Range(0, Lane.Count));
        lanes.ShouldAllBe(l => l.Epoch > node.Epoch);
        (await store.Renew(node)).ShouldBeTrue();
    }

    [Theory, OnEveryStore]
    public async Task A_second_node_gets_its_half_once_the_first_gives_it_back(StoreKind kind)
    {
        await using var store = await stores.Open(kind);
        var first = await store.Join("a");
        var held = await store.AcquireLanes(first);
        var second = await store.Join("b");

        (await store.AcquireLanes(second)).ShouldBeEmpty();
        var surplus = await store.SurplusLanes(first);
        surplus.ShouldBe(128);
        await store.ReleaseLanes(first, [.. held.TakeLast(surplus)]);

        var taken = await store.AcquireLanes(second);
        taken.Count.ShouldBe(128);
        taken.ShouldAllBe(l => l.Epoch > held[0].Epoch);
        (await store.AcquireLanes(first)).Count.ShouldBe(128);
    }

    [Theory, OnEveryStore]
    public async Task Taking_over_a_dead_nodes_lanes_voids_its_epoch(StoreKind kind)
    {
        var place = await stores.NewPlace(kind);
        NodeEpoch dead;
        await using (var dying = await Stores.Open(kind, place, RunOut))
        {
            dead = await dying.Join("dead");
        }
        await using var store = await Stores.Open(kind, place);
        var node = await store.Join("alive");

        (await store.AcquireLanes(node)).Count.ShouldBe(Lane.Count);

        (await store.Renew(dead)).ShouldBeFalse();
        var batch = new Batch();
        batch.TryAdd(Start(Id())).ShouldBeTrue();
        (await store.Commit(dead, ChainHead.Genesis(dead.Epoch), batch)).Outcomes.Single().ShouldBeOfType<Fenced>();
        (await store.AcquireLanes(dead)).ShouldBeEmpty();
    }

    [Theory, OnEveryStore]
    public async Task A_node_whose_lease_ran_out_before_it_asked_does_not_void_itself(StoreKind kind)
    {
        var place = await stores.NewPlace(kind);
        await using var store = await Stores.Open(kind, place, RunOut);
        var slow = await store.Join("slow");

        (await store.AcquireLanes(slow)).Count.ShouldBe(Lane.Count);

        (await store.Renew(slow)).ShouldBeTrue();
    }

    [Theory, OnEveryStore]
    public async Task A_node_that_joins_again_has_lost_its_lanes_and_its_former_epoch(StoreKind kind)
    {
        await using var store = await stores.Open(kind);
        var before = await store.Join("a");
        await store.AcquireLanes(before);

        var after = await store.Join("a");

        (await store.Renew(before)).ShouldBeFalse();
        (await store.Renew(after)).ShouldBeTrue();
        (await store.AcquireLanes(after)).ShouldAllBe(l => l.Epoch > after.Epoch);
    }

    [Theory, OnEveryStore]
    public async Task A_node_that_leaves_frees_its_lanes_at_once(StoreKind kind)
    {
        await using var store = await stores.Open(kind);
        var (first, second) = (await store.Join("a"), await store.Join("b"));
        await store.AcquireLanes(first);

        await store.Leave(first);

        (await store.AcquireLanes(second)).Count.ShouldBe(Lane.Count);
        (await store.Renew(first)).ShouldBeFalse();
    }

    [Fact]
    public void Lanes_of_keys_and_instances_stay_where_they_are()
    {
        Lane.Of("1|HOSP|V1").ShouldBe(Lane.Of("1|HOSP|V1"));
        Lane.Of(new Guid("019a0000-0000-7000-8000-0000000000ff")).ShouldBe((short)255);
        Enumerable.Range(0, 20_000).Select(i => Lane.Of($"key {i}")).Distinct().Count().ShouldBe(Lane.Count);
    }
}
