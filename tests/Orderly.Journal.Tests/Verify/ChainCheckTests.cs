using Orderly.Journal.Changes;
using static Orderly.Journal.Tests.Samples;

namespace Orderly.Journal.Tests.Verify;

public sealed class ChainCheckTests(Stores stores)
{
    [Theory, OnEveryStore]
    public async Task A_store_as_written_holds_and_is_counted(StoreKind kind)
    {
        await using var open = await Written(kind);

        var report = await open.Store.VerifyChains();

        report.Faults.ShouldBeEmpty();
        report.Holds.ShouldBeTrue();
        (report.Batches, report.Entries, report.AuditRows).ShouldBe((3, 3, 3));
        report.Heads.Single().Batch.ShouldBe(3);
    }

    [Theory, OnEveryStore]
    public async Task Every_kind_of_change_is_found(StoreKind kind)
    {
        (string Sql, string Finding)[] changes =
        [
            ("update journal set at = at + 1 where n = 2", "entries"),
            ("update journal set actor = 'someone else' where n = 2", "entries"),
            ("delete from journal where n = 2", "entries"),
            ("update journal set n = 5 where n = 2", "no batch"),
            ("update history set event = 'other' where n = 2", "history"),
            ("delete from access where n = 2", "history and access"),
            ("update audit set actor = 'other' where n = 2", "audit row 0"),
            ("delete from audit where n = 2", "audit rows"),
            ("update batch set at = at + 1 where n = 2", "chain"),
            ("delete from batch where n = 2", "batch 2"),
            ("update instance set seq = 2", "entries 1 to 2"),
            ("delete from instance", "entries 1 to 3"),
        ];
        foreach (var (sql, finding) in changes)
        {
            await using var open = await Written(kind);
            await open.Tamper(sql);

            (await open.Store.VerifyChains()).Faults.Select(f => f.Finding).ShouldContain(f => f.Contains(finding, StringComparison.Ordinal), sql);
        }
    }

    [Theory, OnEveryStore]
    public async Task A_tail_cut_off_shows_only_against_a_head_kept_outside(StoreKind kind)
    {
        await using var open = await Written(kind);
        var kept = (await open.Store.VerifyChains()).Heads.Single();

        foreach (var table in (string[])["journal", "history", "audit", "access", "batch"]) await open.Tamper($"delete from {table} where n = 3");
        await open.Tamper("update instance set seq = 2");

        var report = await open.Store.VerifyChains();
        report.Faults.ShouldBeEmpty();
        report.Heads.Single().ShouldNotBe(kept);
    }

    private async Task<OpenStore> Written(StoreKind kind)
    {
        var open = await stores.Writing(kind);
        var id = Id();
        Change[] records = [new AddHistory(id, "e", "started", Now, "x", null), new AddAudit(Now, "ann", "did", "it"), new AddAccess(Now, "ann", "treatment", "case", [Id()])];
        await open.Write(Start(id, records));
        await open.Write(Next(id, 1, records));
        await open.Write(Next(id, 2, records));
        return open;
    }
}
