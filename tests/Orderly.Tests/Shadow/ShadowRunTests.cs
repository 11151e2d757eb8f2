using System.Security.Cryptography;
using System.Text;
using Orderly.Canonical.Inbound;
using Orderly.Canonical.PatientFlow;
using Orderly.Connectors.Routes;
using Orderly.Demo;
using Orderly.Engine.Feel;
using Orderly.Engine.Ids;
using Orderly.Engine.Work;
using Orderly.Journal;
using Orderly.Journal.Rows;
using Orderly.Journal.Sealing;
using Orderly.Packs;
using Orderly.Runtime.Deployment;
using Orderly.Runtime.Nodes;
using Orderly.Runtime.Projection;
using Orderly.Runtime.Submission;
using Orderly.Shadow;

namespace Orderly.Tests.Shadow;

/// <summary>A day that people recorded, played again under a pack whose first task a signal ends.</summary>
public sealed class ShadowRunTests : IAsyncLifetime
{
    private const string Coordinator = "r-hale";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string folder = Directory.CreateTempSubdirectory("orderly-shadow-").FullName;
    private readonly KeyEncryptionKey key = new(new byte[32]);
    private Pack discharge = null!;
    private Store store = null!;
    private RuntimeNode node = null!;
    private int controls;

    public async ValueTask InitializeAsync()
    {
        discharge = PackFolder.Read(DemoFolder.ShippedPack("discharge"));
        store = await Store.OpenSqlite(Path.Combine(folder, "store.db"), new StoreOptions { Key = key });
        var routes = new RouteTable(RouteSet.Load([discharge.Routes!], discharge.Organisation!.Facilities));
        node = await RuntimeNode.StartAsync(new NodeSettings(store) { Mapper = new RouteMapper(routes, new PatientTokens(key.Derive("patient-token"))) });
        foreach (var pack in new[] { discharge, PackFolder.Read(SignalPack.Write(Path.Combine(folder, "as-recorded"), withSignal: false)) })
            (await node.Deployments.DeployAsync(pack.ToBundle(), Caller.Operator("test"))).ShouldBeOfType<DeploymentOutcome.Deployed>();
    }

    public async ValueTask DisposeAsync()
    {
        await node.DisposeAsync();
        await store.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Each_task_says_whether_a_signal_ends_it_when_and_how_that_compares_with_what_people_recorded()
    {
        var from = node.Clock.Now() - TimeSpan.FromSeconds(1);
        await Send("V-1", Order("V-1"));
        var watch = await TaskOf("V-1", "watch");
        await Complete(await TaskOf("V-1", "write"));
        await Send("V-1", Exit("V-1"));
        await Until(async () => (await store.Read.Inbox.EventKinds("HP|V-1", 1)).ContainsKey("Discharged"), "the exit of V-1");
        await Complete(watch);
        await Send("V-2", Order("V-2"));
        await Complete(await TaskOf("V-2", "watch"));
        await TaskOf("V-2", "write");
        var day = await RecordedDay.Read(store, from, node.Clock.Now() + TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);

        var report = await ShadowRun.Of(day, [discharge, PackFolder.Read(SignalPack.Write(Path.Combine(folder, "with-signal"), withSignal: true))], key);

        report.Messages.ShouldBe(3);
        var first = Line(report, "HP|V-1", "Watch the exit");
        first.Finding.ShouldBe("Discharged ends it before people recorded it");
        first.MinutesApart!.Value.ShouldBeLessThanOrEqualTo(0);
        first.SignalAt.ShouldNotBeNull();
        Line(report, "HP|V-1", "Write it down").ShouldSatisfyAllConditions(
            line => line.Signal.ShouldBeNull(), line => line.Recorded.ShouldNotBeNull(), line => line.Finding.ShouldBe("No signal before a person recorded it"));
        Line(report, "HP|V-2", "Watch the exit").Finding.ShouldBe("No signal before a person recorded it");
        Line(report, "HP|V-2", "Write it down").Finding.ShouldBe("Open at the end: no signal, and nobody recorded it");
        var sum = report.Sums.Single(one => one.Task == "Watch the exit");
        (sum.Made, sum.BySignal, sum.ByPerson).ShouldBe((2, 1, 1));
        report.Lines.ShouldContain(line => line.Task == "Med reconciliation" && line.Case == "HP|V-1");
    }

    [Fact]
    public async Task Playing_again_writes_nothing_to_the_recording_and_gives_the_same_report()
    {
        var from = node.Clock.Now() - TimeSpan.FromSeconds(1);
        await Send("V-9", Order("V-9"));
        await Complete(await TaskOf("V-9", "write"));
        await Until(async () => (await store.Read.Instances.ByBusinessKey("HP|V-9")).Count == 2, "the cases of both packs");
        var until = node.Clock.Now() + TimeSpan.FromSeconds(1);
        var before = await store.Read.Instances.After(Guid.Empty, 100, TestContext.Current.CancellationToken);
        var day = await RecordedDay.Read(store, from, until, TestContext.Current.CancellationToken);

        var once = await ShadowRun.Of(day, [discharge, PackFolder.Read(SignalPack.Write(Path.Combine(folder, "again"), withSignal: true))], key);
        var again = await ShadowRun.Of(day, [discharge, PackFolder.Read(Path.Combine(folder, "again"))], key);

        again.Lines.ShouldBe(once.Lines);
        (await store.Read.Instances.After(Guid.Empty, 100, TestContext.Current.CancellationToken)).ShouldBe(before);
    }

    private static ShadowLine Line(ShadowReport report, string of, string task) => report.Lines.Single(line => line.Case == of && line.Task == task);

    private async Task<TaskRow> TaskOf(string visit, string element)
    {
        TaskRow? found = null;
        await Until(
            async () =>
            {
                var heads = await store.Read.Instances.ByBusinessKey($"HP|{visit}");
                found = (await store.Read.Work.OfInstances([.. heads.Select(head => head.Id)])).FirstOrDefault(row => row.Open && TaskView.Read(row.View).Element == element);
                return found is not null;
            },
            $"task {element} of {visit}");
        return found!;
    }

    private async Task Complete(TaskRow task)
    {
        var by = new Terms(Caller.Person(Coordinator));
        (await node.Submissions.OnTaskAsync(new ClaimTask(new TaskId(task.Id)), by)).ShouldBeOfType<Reply.Accepted>();
        (await node.Submissions.OnTaskAsync(new CompleteTask(new TaskId(task.Id), FeelContext.Empty), by)).ShouldBeOfType<Reply.Accepted>();
    }

    private async Task Send(string visit, string text)
    {
        var control = $"S-{++controls}";
        var raw = Encoding.UTF8.GetBytes(text.Replace("CONTROL", control, StringComparison.Ordinal));
        await node.Inbound.AcceptAsync(
            new InboundMessage
            {
                Source = "EHR|HP",
                ControlId = control,
                Hash = SHA256.HashData(raw),
                Route = "adt",
                Facility = 1,
                OrderKey = $"HP|HP|{visit}",
                Raw = raw,
                Ack = Encoding.UTF8.GetBytes($"MSA|AA|{control}"),
                ReceivedAt = node.Clock.Now(),
            },
            TestContext.Current.CancellationToken);
    }

    private static string Order(string visit) =>
        $"MSH|^~\\&|EHR|HP|ORDERLY|HP|20260609123100||OMG^O19^OMG_O19|CONTROL|P|2.5.1\r{Patient(visit)}ORC|NW|ORD-{visit}|||||||20260609123100\rOBR|1|ORD-{visit}||DISCHARGE^Discharge patient^L\rZDC|WALK|N|N|N||N|N|N|0|N|4|N|N\r";

    private static string Exit(string visit) =>
        $"MSH|^~\\&|EHR|HP|ORDERLY|HP|20260609143300||ADT^A03^ADT_A01|CONTROL|P|2.5.1\rEVN|A03|20260609143300|||RN1|20260609143300\r{Patient(visit)}";

    private static string Patient(string visit) =>
        $"PID|1||48213^^^HP^MR||Okafor-Sample^Lena||19510322|F\rPV1|1|I|5W^512^A^HP||||||||||||||||{visit}^^^HP|||||||||||||||||HOME\r";

    private static async Task Until(Func<Task<bool>> condition, string what)
    {
        using var giveUp = new CancellationTokenSource(Patience);
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await condition())
        {
            try
            {
                await again.WaitForNextTickAsync(giveUp.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"Expected {what} within {Patience}, but it did not come");
            }
        }
    }
}
