using Orderly.Journal.Changes;
using Orderly.Journal.Rows;
using static Orderly.Journal.Tests.Samples;

namespace Orderly.Journal.Tests.Read;

public sealed class RecordReadsTests(Stores stores)
{
    [Theory, OnEveryStore]
    public async Task Audit_rows_are_chained_and_listed_by_position_and_subject(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        await open.Write(Only(new AddAudit(Now, "ann", "claimed", "task 1"), new AddAudit(Now + 1, "bob", "deployed", "discharge")));
        await open.Write(Only(new AddAudit(Now + 2, "ann", "completed", "task 1")));

        var all = await open.Store.Read.Records.AuditAfter(default, 10);
        all.Select(a => a.What).ShouldBe(["claimed", "deployed", "completed"]);
        all[1].Previous.ShouldBe(all[0].Hash);
        all[2].Previous.ShouldBe(all[1].Hash);
        (await open.Store.Read.Records.AuditAfter(all[0].Position, 1)).Single().What.ShouldBe("deployed");
        (await open.Store.Read.Records.AuditOf("task 1", 10)).Select(a => a.What).ShouldBe(["completed", "claimed"]);
    }

    [Theory, OnEveryStore]
    public async Task Every_look_at_a_patient_is_found_by_patient(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var (one, two) = (Id(), Id());
        await open.Write(Only(new AddAccess(Now, "ann", "treatment", "worklist", [one, two]), new AddAccess(Now + 5, "bob", "billing", "case", [two])));

        var looks = await open.Store.Read.Records.AccessOf([two], 10);
        looks.Select(a => a.Actor).ShouldBe(["bob", "ann"]);
        looks[1].Patients.ShouldBe([one, two]);
        (await open.Store.Read.Records.AccessOf([one], 10)).Single().Purpose.ShouldBe("treatment");
        (await open.Store.Read.Records.AccessAfter(default, 10)).Count.ShouldBe(2);
        (await open.Store.Read.Records.LastLook(two, Now - 1, "ann", "worklist")).ShouldBe(Now);
        (await open.Store.Read.Records.LastLook(two, Now, "ann", "worklist")).ShouldBeNull();
    }

    [Theory, OnEveryStore]
    public async Task History_pages_by_position(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var id = Id();
        for (var i = 0; i < 5; i++) await open.Write(Only(new AddHistory(id, "e", $"event {i}", Now, "x", "4W"), new AddHistory(id, "e", $"event {i}b", Now, "x", null)));

        var seen = new List<string>();
        Position at = default;
        while ((await open.Store.Read.Records.HistoryAfter(at, 3)) is { Count: > 0 } page)
        {
            seen.AddRange(page.Select(h => h.Event));
            at = page[^1].Position;
        }

        seen.ShouldBe(["event 0", "event 0b", "event 1", "event 1b", "event 2", "event 2b", "event 3", "event 3b", "event 4", "event 4b"]);
    }
}
