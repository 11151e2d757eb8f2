using System.Security.Cryptography;
using Orderly.Journal.Changes;
using Orderly.Journal.Rows;
using Orderly.Journal.Sealing;
using Orderly.Journal.Write;
using static Orderly.Journal.Tests.Samples;

namespace Orderly.Journal.Tests.Sealing;

public sealed class SealingTests(Stores stores)
{
    private const string Marker = "CANARY-7f3a-PATIENT-NAME";

    [Fact]
    public async Task No_body_is_readable_in_the_files()
    {
        await using var open = await stores.Writing(StoreKind.Sqlite);
        var id = Id();
        var outcome = await open.Write(new Append
        {
            Head = new CreateHead(Instance(id)),
            Entries = [Entry(id, 1, Marker)],
            Claims = [new AddInbox(Inbox("adt", "M1", Marker))],
            Changes =
            [
                new AddMail(new MailRow(id, id, 1, 0, Bytes(Marker))),
                new AddEffect(Effect(id, "k") with { Body = Bytes(Marker) }),
                new AddMessage(Message("n", "k") with { Body = Bytes(Marker) }),
                new PutSnapshot(new SnapshotRow(id, 1, 1, 1, [], Bytes(Marker))),
                new UpsertPatient(new PatientRow(id, 1, open.Store.Blind.Of("H", Marker), Bytes(Marker))),
                new AddCanonicalEvent(new CanonicalEventRow(Id(), 1, "k", "s", null, Now, Now, null, Bytes(Marker))),
                new PutBlob(SHA256.HashData(Bytes(Marker)), Bytes(Marker)),
            ],
        });
        outcome.ShouldBeOfType<Committed>();

        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(open.Place)!, Path.GetFileName(open.Place) + "*"))
        {
            if (file.EndsWith(".lock", StringComparison.Ordinal)) continue;
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var content = new byte[stream.Length];
            await stream.ReadExactlyAsync(content);
            content.AsSpan().IndexOf(Bytes(Marker)).ShouldBe(-1, file);
        }
        (await open.Store.Read.Instances.Load(id, useSnapshot: false)).ShouldNotBeNull().Tail.Single().Body.ShouldBe(Bytes(Marker));
    }

    [Theory, OnEveryStore]
    public async Task A_body_moved_to_another_row_does_not_open(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var id = Id();
        await open.Write(Start(id));
        await open.Write(Next(id, 1));
        await open.Tamper("update journal set body = (select body from journal where seq = 1) where seq = 2");

        await Should.ThrowAsync<CryptographicException>(async () => await open.Store.Read.Instances.Load(id));
    }

    [Theory, OnEveryStore]
    public async Task Bodies_of_earlier_runs_and_of_other_nodes_open(StoreKind kind)
    {
        var place = await stores.NewPlace(kind);
        var id = Id();
        await using (var store = await Stores.Open(kind, place))
        {
            var writer = await Stores.Writer(store, "a");
            (await writer.Write(Start(id))).ShouldBeOfType<Committed>();
            await writer.Idle();
        }

        await using var again = await Stores.Open(kind, place);
        (await again.Read.Instances.Load(id)).ShouldNotBeNull().Tail.Single().Body.ShouldBe(Entry(id, 1).Body);
    }

    [Fact]
    public async Task A_node_reads_what_a_later_node_sealed()
    {
        var place = await stores.NewPlace(StoreKind.Postgres);
        await using var first = await Stores.Open(StoreKind.Postgres, place);
        await using var second = await Stores.Open(StoreKind.Postgres, place);
        var writer = await Stores.Writer(second, "b");
        var id = Id();
        await writer.Write(Start(id) with { Claims = [new AddInbox(Inbox("adt", "M1", "raw"))] });
        await writer.Idle();

        (await first.Read.Instances.Load(id)).ShouldNotBeNull().Tail.Count.ShouldBe(1);
        var third = await Stores.Writer(first, "a");
        (await third.Write(Claiming(new AddInbox(Inbox("adt", "M1", "raw"))))).ShouldBeOfType<InboxDuplicate>();
        await third.Idle();
    }

    [Theory, OnEveryStore]
    public async Task Another_key_encryption_key_is_refused(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        await open.Store.DisposeAsync();

        (await Should.ThrowAsync<StoreRefusedException>(() =>
            Stores.Open(kind, open.Place, new StoreOptions { Key = new KeyEncryptionKey(new byte[32]) }))).Message.ShouldContain("key-encryption key");
    }

    [Theory, OnEveryStore]
    public async Task What_a_destroyed_key_sealed_is_gone_and_the_chains_still_hold(StoreKind kind)
    {
        var open = await stores.Writing(kind);
        var id = Id();
        await open.Write(Start(id));
        await open.DisposeAsync();
        await open.Tamper("delete from seal_key");

        await using var again = await Stores.Open(kind, open.Place);
        await Should.ThrowAsync<SealedForGoodException>(async () => await again.Read.Instances.Load(id));
        (await again.VerifyChains()).Faults.ShouldBeEmpty();
    }

    [Fact]
    public void A_key_file_made_for_the_demo_is_its_owners_alone_and_reads_back()
    {
        var path = stores.NewFile();
        var made = KeyEncryptionKey.Create(path);

        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        new BlindIndex(KeyEncryptionKey.FromFile(path)).Of("a", "1").ShouldBe(new BlindIndex(made).Of("a", "1"));
        Should.Throw<IOException>(() => KeyEncryptionKey.Create(path));
    }

    [Fact]
    public void A_missing_short_or_garbled_key_file_is_refused_by_name()
    {
        var path = stores.NewFile();
        Should.Throw<StoreRefusedException>(() => KeyEncryptionKey.FromFile(path)).Message.ShouldContain(path);
        File.WriteAllText(path, "not base64!");
        Should.Throw<StoreRefusedException>(() => KeyEncryptionKey.FromFile(path)).Message.ShouldContain("base64");
        File.WriteAllText(path, Convert.ToBase64String(new byte[16]));
        Should.Throw<StoreRefusedException>(() => KeyEncryptionKey.FromFile(path)).Message.ShouldContain("32");
    }

    [Fact]
    public void The_authority_and_the_number_do_not_run_together()
    {
        var blind = new BlindIndex(Stores.Key);
        blind.Of("A", "B1").ShouldNotBe(blind.Of("AB", "1"));
    }
}
