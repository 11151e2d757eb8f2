namespace Orderly.Journal.Tests.Database;

public sealed class MigrationsTests(Stores stores)
{
    [Theory, OnEveryStore]
    public async Task A_store_opened_again_is_the_same_store(StoreKind kind)
    {
        var place = await stores.NewPlace(kind);
        Guid id;
        await using (var store = await Stores.Open(kind, place)) id = (await store.Settings.Facts()).Id;

        await using var again = await Stores.Open(kind, place);

        (await again.Settings.Facts()).Id.ShouldBe(id);
    }

    [Theory, OnEveryStore]
    public async Task A_store_of_a_newer_release_is_refused(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        await open.Store.DisposeAsync();
        await open.Tamper("insert into schema_version values (9999, 'later', '', 0)");

        (await Should.ThrowAsync<StoreRefusedException>(() => Stores.Open(kind, open.Place))).Message.ShouldContain("9999");
    }

    [Theory, OnEveryStore]
    public async Task A_migration_that_is_not_the_one_applied_is_refused(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        await open.Store.DisposeAsync();
        await open.Tamper("update schema_version set sha256 = 'other'");

        (await Should.ThrowAsync<StoreRefusedException>(() => Stores.Open(kind, open.Place))).Message.ShouldContain("differs");
    }
}
