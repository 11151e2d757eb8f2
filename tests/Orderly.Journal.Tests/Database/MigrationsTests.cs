using Orderly.Journal.Changes;
using Orderly.Journal.Rows;
using static Orderly.Journal.Tests.Samples;

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

    /// <summary>A store of the release that kept it in the message's own row.</summary>
    [Theory, OnEveryStore]
    public async Task Where_each_message_stood_is_kept_when_it_moves_beside_the_message(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var rows = Enumerable.Range(1, 5).Select(i => Inbox("adt", $"M{i}", $"raw {i}", ordinal: i)).ToArray();
        await open.WriteAll([.. rows.Select(row => Claiming(new AddInbox(row)))]);
        await open.Write(Only(
            new UpdateInbox(rows[1].Id, InboxState.HeldForOrder, "waits", Now + 20),
            new UpdateInbox(rows[2].Id, InboxState.Quarantined, "because"),
            new UpdateInbox(rows[3].Id, InboxState.Mapped, null),
            new UpdateInbox(rows[4].Id, InboxState.Mapped, "mapped without it")));
        await open.Store.DisposeAsync();
        foreach (var step in new[]
        {
            "drop view inbox_message",
            "alter table inbox add column state integer not null default 1",
            "alter table inbox add column reason text",
            "alter table inbox add column held_until bigint".Replace("bigint", kind == StoreKind.Sqlite ? "integer" : "bigint", StringComparison.Ordinal),
            "update inbox set state = s.state, reason = s.reason, held_until = s.held_until from inbox_state s where s.id = inbox.id",
            "create index inbox_order on inbox (lane, order_key, ordinal) where state in (0, 2)",
            "create index inbox_aside on inbox (state, received, id) where state in (2, 3)",
            "drop table inbox_state",
            "delete from schema_version where version = 18",
        }) await open.Tamper(step);

        await using var upgraded = await Stores.Open(kind, open.Place);

        var page = await upgraded.Read.Inbox.Page(null, (Micros.Never, Guid.AllBitsSet), 10);
        page.OrderBy(row => row.Ordinal).Select(row => (row.ControlId, row.State, row.Reason, row.HeldUntil)).ShouldBe(
        [
            ("M1", InboxState.Received, null, null),
            ("M2", InboxState.HeldForOrder, "waits", Now + 20),
            ("M3", InboxState.Quarantined, "because", null),
            ("M4", InboxState.Mapped, null, null),
            ("M5", InboxState.Mapped, "mapped without it", null),
        ]);
        (await upgraded.Read.Lanes.Inbox([rows[0].Lane], 10)).Single().ControlId.ShouldBe("M1");
    }
}
