using Orderly.Journal.Changes;
using Orderly.Journal.Rows;
using static Orderly.Journal.Tests.Samples;

namespace Orderly.Journal.Tests.Read;

public sealed class SettingsTests(Stores stores)
{
    [Theory, OnEveryStore]
    public async Task The_stores_facts_change_as_told(StoreKind kind)
    {
        await using var store = await stores.Open(kind);
        var before = await store.Settings.Facts();
        before.Clock.Rate.ShouldBe(1);

        await store.Settings.SetClock(new ClockAnchors(Now, Now + 7, 60.5));
        await store.Settings.RaiseEra();
        await store.Settings.RaiseFeatureLevel(4);
        await store.Settings.RaiseFeatureLevel(2);

        (await store.Settings.Facts()).ShouldBe(before with { Era = before.Era + 1, FeatureLevel = 4, Clock = new ClockAnchors(Now, Now + 7, 60.5) });
    }

    [Theory, OnEveryStore]
    public async Task A_queue_keeps_its_number(StoreKind kind)
    {
        await using var store = await stores.Open(kind);
        var nurses = await store.Settings.InternQueue(1, "4W", "nurse", 0);
        var transport = await store.Settings.InternQueue(1, "", "transport", 0);

        (await store.Settings.InternQueue(1, "4W", "nurse", 0)).ShouldBe(nurses);
        nurses.Id.ShouldNotBe(transport.Id);
        (await store.Settings.Queues()).ShouldBe([nurses, transport]);
    }

    [Theory, OnEveryStore]
    public async Task Data_protection_keys_come_back(StoreKind kind)
    {
        await using var store = await stores.Open(kind);
        await store.Settings.PutDataProtectionKey("k2", "<key>2</key>");
        await store.Settings.PutDataProtectionKey("k1", "<key>1</key>");

        (await store.Settings.DataProtectionKeys()).ShouldBe(["<key>1</key>", "<key>2</key>"]);
    }

    [Theory, OnEveryStore]
    public async Task Deployments_and_the_organisation_are_read_by_version(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var versions = Enumerable.Range(1, 2).Select(v => new DeploymentRow(Id(), "bpmn", "discharge", v, Bytes("hash"), Now, "ann", Bytes($"<xml {v}/>"))).ToArray();
        await open.Write(Only([.. versions.Select(v => new PutDeployment(v)), new PutOrganisation(new OrganisationRow(1, Now, "ann", Bytes("one")))]));
        await open.Write(Only(new PutOrganisation(new OrganisationRow(2, Now, "ann", Bytes("two")))));

        (await open.Store.Read.Definitions.Latest("bpmn", "discharge")).ShouldBeEquivalentTo(versions[1]);
        (await open.Store.Read.Definitions.One(versions[0].Id)).ShouldBeEquivalentTo(versions[0]);
        (await open.Store.Read.Definitions.All()).Select(d => (d.Version, d.Body.Length)).ShouldBe([(1, 0), (2, 0)]);
        (await open.Store.Read.Definitions.Organisation()).ShouldNotBeNull().Body.ShouldBe(Bytes("two"));
    }
}
