using System.Security.Cryptography;
using System.Text;
using Orderly.Canonical.Inbound;
using Orderly.Canonical.PatientFlow;
using Orderly.Connectors.Routes;
using Orderly.Demo;
using Orderly.Journal;
using Orderly.Journal.Rows;
using Orderly.Journal.Sealing;
using Orderly.Packs;
using Orderly.Runtime.Deployment;
using Orderly.Runtime.Nodes;
using Orderly.Runtime.Projection;
using Orderly.Runtime.Submission;
using Orderly.Runtime.Verification;

namespace Orderly.Tests.Packs;

/// <summary>The shipped discharge pack with its own routes, from HL7 bytes to its cases: what comes early, late, twice, merged and moved.</summary>
public sealed class DischargeRoutesTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>When the messages below were written.</summary>
    private static readonly DateTimeOffset Afternoon = new(2026, 6, 9, 14, 36, 0, TimeSpan.FromHours(-4));

    private readonly string folder = Directory.CreateTempSubdirectory("orderly-routes-").FullName;
    private Store store = null!;
    private RuntimeNode node = null!;
    private int controls;

    public async ValueTask InitializeAsync()
    {
        var pack = PackFolder.Read(DemoFolder.ShippedPack("discharge"));
        store = await Store.OpenSqlite(Path.Combine(folder, "store.db"), new StoreOptions { Key = new KeyEncryptionKey(new byte[32]) });
        var routes = new RouteTable(RouteSet.Load([pack.Routes!], pack.Organisation!.Facilities));
        node = await RuntimeNode.StartAsync(new NodeSettings(store) { HospitalStart = Afternoon, Mapper = new RouteMapper(routes, new PatientTokens(new byte[32])) });
        (await node.Deployments.DeployAsync(pack.ToBundle(), Caller.Operator("test"))).ShouldBeOfType<DeploymentOutcome.Deployed>();
    }

    public async ValueTask DisposeAsync()
    {
        await node.DisposeAsync();
        await store.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_cancellation_sent_before_its_discharge_cancels_after_it()
    {
        await Send("adt", "V-1", Order("V-1"));
        var instance = await Case("V-1");
        var early = await Send("adt", "V-1", Adt("A13", "V-1", at: "1435"));
        await Until(async () => (await store.Read.Inbox.One(early))!.State == InboxState.HeldForOrder, "the cancellation held");
        (await store.Read.Instances.Head(instance))!.Ended.ShouldBeNull();

        await Send("adt", "V-1", Adt("A03", "V-1", at: "1430"));

        await Until(async () => (await Open(instance)).Contains("review_unwind", StringComparison.Ordinal), "the plan that unwinds the discharge");
        (await store.Read.Inbox.One(early))!.Reason.ShouldBeNull();
        await Verified();
    }

    [Fact]
    public async Task A_change_of_disposition_after_the_discharge_reopens_nothing_and_a_repeat_ends_nothing_twice()
    {
        await Send("adt", "V-2", Order("V-2"));
        var instance = await Case("V-2");
        await Send("adt", "V-2", Adt("A03", "V-2", at: "1430"));
        await Until(async () => (await Open(instance)).Contains("recover_gate", StringComparison.Ordinal), "the open gates taken over by recovery");
        var before = await Open(instance);

        var late = await Send("adt", "V-2", Adt("A08", "V-2", at: "1425", disposition: "SNF"));
        var again = await Send("adt", "V-2", Adt("A03", "V-2", at: "1430"));

        await Until(async () => (await store.Read.Inbox.One(again))!.State == InboxState.Ignored, "the repeat known");
        (await store.Read.Inbox.One(late))!.Reason!.ShouldContain("Expected it before Discharged of its encounter");
        (await Open(instance)).ShouldBe(before);
        (await store.Read.Inbox.EventsOfEncounter("HP|V-2", 10)).Select(one => one.Kind).ShouldBe(["DischargeOrdered", "DispositionChanged", "Discharged"]);
        await Verified();
    }

    [Fact]
    public async Task A_moved_visit_keeps_its_case_and_its_discharge_comes_under_the_new_number()
    {
        await Send("adt", "V-3", Order("V-3"));
        var instance = await Case("V-3");
        await Send("adt-encounter", "V-3", $"{Head("A45")}EVN|A45|20260609142000\r{Pid()}MRG|48213^^^HP^MR||||V-3^^^HP\r{Pv1("V-4")}");
        (await Case("V-4")).ShouldBe(instance);

        await Send("adt", "V-4", Adt("A03", "V-4", at: "1430"));

        await Until(async () => (await Open(instance)).Contains("recover_gate", StringComparison.Ordinal), "the discharge heard under the new number");
        (await store.Read.Instances.ByBusinessKey("HP|V-3")).ShouldBeEmpty();
        await Verified();
    }

    [Fact]
    public async Task A_merged_patients_tasks_are_of_the_survivor()
    {
        await Send("adt", "V-5", Order("V-5", mrn: "40077"));
        var instance = await Case("V-5");
        await Until(async () => (await store.Read.Work.OfInstances([instance])).Count > 0, "tasks");
        var token = (await store.Read.Work.OfInstances([instance]))[0].Patient!.Value;

        await Send("adt-identity", "", $"{Head("A40")}EVN|A40|20260609142000\r{Pid("48213")}MRG|40077^^^HP^MR\r");

        await Until(async () => await store.Read.Patients.Survivor(token) != token, "the merge");
        var patient = await store.Read.Patients.ByRecordNumber(store.Blind.Of("HP", "40077"));
        patient.ShouldBeEquivalentTo(await store.Read.Patients.ByRecordNumber(store.Blind.Of("HP", "48213")));
        (await store.Read.Patients.Of([token]))[token].Token.ShouldBe(patient!.Token);
    }

    private async Task<Guid> Send(string route, string visit, string text)
    {
        var control = $"T-{++controls}";
        var raw = Encoding.UTF8.GetBytes(text.Replace("CONTROL", control, StringComparison.Ordinal));
        var accepted = await node.Inbound.AcceptAsync(
            new InboundMessage
            {
                Source = "EHR|HP",
                ControlId = control,
                Hash = SHA256.HashData(raw),
                Route = route,
                Facility = 1,
                OrderKey = visit.Length == 0 ? $"HP||~{control}" : $"HP|HP|{visit}",
                Raw = raw,
                Ack = Encoding.UTF8.GetBytes($"MSA|AA|{control}"),
                ReceivedAt = node.Clock.Now(),
            },
            CancellationToken.None);
        return accepted.ShouldBeOfType<Acceptance.Stored>().InboxId;
    }

    private static string Order(string visit, string mrn = "48213") =>
        $"MSH|^~\\&|EHR|HP|ORDERLY|HP|20260609123100||OMG^O19^OMG_O19|CONTROL|P|2.5.1\r{Pid(mrn)}{Pv1(visit, "HOME")}ORC|NW|ORD-{visit}|||||||20260609123100\rOBR|1|ORD-{visit}||DISCHARGE^Discharge patient^L\rZDC|WALK|N|N|N||N|N|N|0|N|4|N|N\r";

    private static string Adt(string trigger, string visit, string at, string? disposition = null) =>
        $"{Head(trigger)}EVN|{trigger}|20260609{at}00|||RN1|20260609{at}00\r{Pid()}{Pv1(visit, disposition ?? "HOME")}";

    private static string Head(string trigger) => $"MSH|^~\\&|EHR|HP|ORDERLY|HP|20260609143300||ADT^{trigger}^ADT_A01|CONTROL|P|2.5.1\r";

    private static string Pid(string mrn = "48213") => $"PID|1||{mrn}^^^HP^MR||Okafor-Sample^Lena||19510322|F\r";

    private static string Pv1(string visit, string disposition = "") => $"PV1|1|I|5W^512^A^HP||||||||||||||||{visit}^^^HP|||||||||||||||||{disposition}\r";

    private async Task<Guid> Case(string visit)
    {
        await Until(async () => (await store.Read.Instances.ByBusinessKey($"HP|{visit}")).Count == 1, $"a case of {visit}");
        return (await store.Read.Instances.ByBusinessKey($"HP|{visit}"))[0].Id;
    }

    private async Task<string> Open(Guid instance) => string.Join(", ", (await store.Read.Work.OfInstances([instance]))
        .Where(task => task.Open).Select(task => TaskView.Read(task.View).Element).Order(StringComparer.Ordinal));

    /// <summary>Heads and rows are read one after the other, so the node rests meanwhile.</summary>
    private async Task Verified()
    {
        await node.StopAsync();
        (await new Verification(store, new SealedMode()).RunAsync()).Differences.ShouldBeEmpty();
    }

    private static async Task Until(Func<Task<bool>> condition, string what)
    {
        var until = DateTimeOffset.UtcNow + Patience;
        while (!await condition())
        {
            (DateTimeOffset.UtcNow < until).ShouldBeTrue($"Expected {what} within {Patience}, but it did not come");
            await Task.Delay(20);
        }
    }
}
