using System.Security.Cryptography;
using Orderly.Journal.Changes;
using Orderly.Journal.Rows;
using Orderly.Journal.Write;
using static Orderly.Journal.Tests.Samples;

namespace Orderly.Journal.Tests.Read;

public sealed class InstanceReadsTests(Stores stores)
{
    [Theory, OnEveryStore]
    public async Task Loading_takes_the_snapshot_and_only_the_entries_after_it(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var id = Id();
        await open.Write(Start(id));
        for (var seq = 1; seq < 6; seq++) await open.Write(Next(id, seq));
        var snapshot = new SnapshotRow(id, 4, 7, 2, Bytes("hash"), Bytes("state at four"));
        await open.Write(Only(new PutSnapshot(snapshot)));
        await open.Write(Only(new PutSnapshot(snapshot with { Seq = 3, Body = Bytes("an older one") })));

        var loaded = (await open.Store.Read.Instances.Load(id)).ShouldNotBeNull();
        loaded.Snapshot.ShouldBeEquivalentTo(snapshot);
        loaded.Tail.Select(e => e.Seq).ShouldBe([5, 6]);

        var folded = (await open.Store.Read.Instances.Load(id, useSnapshot: false)).ShouldNotBeNull();
        folded.Snapshot.ShouldBeNull();
        folded.Tail.Select(e => e.Seq).ShouldBe([1, 2, 3, 4, 5, 6]);
    }

    [Theory, OnEveryStore]
    public async Task A_snapshot_of_the_head_loads_without_entries(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var id = Id();
        await open.Write(Start(id));
        var snapshot = new SnapshotRow(id, 1, 7, 2, Bytes("hash"), Bytes("state at one"));
        await open.Write(Only(new PutSnapshot(snapshot)));

        var loaded = (await open.Store.Read.Instances.Load(id)).ShouldNotBeNull();
        loaded.Snapshot.ShouldBeEquivalentTo(snapshot);
        loaded.Tail.ShouldBeEmpty();
    }

    [Theory, OnEveryStore]
    public async Task A_load_names_the_quarantine_that_is_open_and_no_other_incident(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var id = Id();
        var quarantine = new IncidentRow(Id(), 1, id, "check", IncidentRow.Quarantine, "met a bug", null, 10, null);
        await open.Write(Start(id, new UpsertIncident(quarantine with { Id = Id(), Kind = "Condition" })));
        (await open.Store.Read.Instances.Load(id)).ShouldNotBeNull().Quarantine.ShouldBeNull();

        await open.Write(Only(new UpsertIncident(quarantine)));
        (await open.Store.Read.Instances.Load(id)).ShouldNotBeNull().Quarantine.ShouldBe(quarantine.Id);

        await open.Write(Only(new UpsertIncident(quarantine with { Resolved = 20 })));
        (await open.Store.Read.Instances.Load(id)).ShouldNotBeNull().Quarantine.ShouldBeNull();
    }

    [Theory, OnEveryStore]
    public async Task An_unknown_instance_loads_as_nothing(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);

        (await open.Store.Read.Instances.Load(Id())).ShouldBeNull();
    }

    [Theory, OnEveryStore]
    public async Task A_case_is_its_root_and_what_was_called_from_it(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var (root, child) = (Instance(), Instance());
        child = child with { Root = root.Id, Parent = root.Id, BusinessKey = null, Ended = Now + 9 };
        foreach (var row in (InstanceRow[])[root, child, Instance()])
            await open.Write(new Append { Head = new CreateHead(row), Entries = [Entry(row.Id, 1)] });

        (await open.Store.Read.Instances.OfCase(root.Id)).ShouldBe([root, child]);
        (await open.Store.Read.Instances.ByBusinessKey(root.BusinessKey!)).ShouldBe([root]);
        (await open.Store.Read.Instances.After(Guid.Empty, 10)).Count.ShouldBe(3);
        (await open.Store.Read.Instances.After(root.Id, 1)).ShouldBe([child]);
    }

    [Theory, OnEveryStore]
    public async Task What_hangs_on_an_instance_reads_back_as_written(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var id = Id();
        var clock = new ClockRow(Id(), id, Id(), Now + 1, Now + 2, Now + 3, Now + 4, 5);
        var incident = new IncidentRow(Id(), 3, id, "Task_bill", "data", "Expected a payer, but there is none", Id(), Now, null);
        var effect = Effect(id, "visit 1");
        var history = new AddHistory(id, "Task_bill", "created", Now, "engine", null);
        await open.Write(Start(id, new UpsertClock(clock), new UpsertIncident(incident), new AddEffect(effect), history));

        (await open.Store.Read.Instances.Clocks([id])).ShouldBe([clock]);
        (await open.Store.Read.Instances.Incidents([id])).ShouldBe([incident]);
        (await open.Store.Read.Instances.OpenIncidents([3], (0, Guid.Empty), 10)).ShouldBe([incident]);
        (await open.Store.Read.Instances.OpenIncidents([4], (0, Guid.Empty), 10)).ShouldBeEmpty();
        (await open.Store.Read.Effects.OfInstances([id])).Single().ShouldBeEquivalentTo(effect);
        (await open.Store.Read.Instances.History([id], 10)).ShouldBe(
            [new HistoryRow(new Position(open.Node.Epoch, 1, 0), id, "Task_bill", "created", Now, "engine", null)]);

        await open.Write(Only(new UpsertIncident(incident with { Resolved = Now + 1 })));
        (await open.Store.Read.Instances.OpenIncidents([3], (0, Guid.Empty), 10)).ShouldBeEmpty();
        (await open.Store.Read.Instances.Incident(incident.Id)).ShouldBe(incident with { Resolved = Now + 1 });
    }

    [Theory, OnEveryStore]
    public async Task A_large_value_is_kept_once_under_its_hash(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var body = Bytes(string.Join(' ', Enumerable.Range(0, 50_000)));
        var hash = SHA256.HashData(body);

        (await open.WriteAll(Only(new PutBlob(hash, body)), Only(new PutBlob(hash, body)))).ShouldAllBe(o => o is Committed);

        (await open.Store.Read.Instances.Blob(hash)).ShouldBe(body);
        (await open.Store.Read.Instances.Blob(SHA256.HashData(hash))).ShouldBeNull();
    }
}
