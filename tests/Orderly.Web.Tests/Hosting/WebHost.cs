using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orderly.Canonical.Inbound;
using Orderly.Engine.Work;
using Orderly.Journal;
using Orderly.Journal.Sealing;
using Orderly.Runtime.Deployment;
using Orderly.Runtime.Nodes;
using Orderly.Runtime.Submission;
using Orderly.Web.Security.Authentication;

namespace Orderly.Web.Tests.Hosting;

/// <summary>The pages and the API on a real Kestrel at a free loopback port, over a real node on an embedded store of its own.</summary>
public sealed class WebHost : IAsyncLifetime
{
    public const string WorkerToken = "worker-token-of-the-tests";
    public const string OperatorToken = "operator-token-of-the-tests";

    private readonly string directory = Directory.CreateTempSubdirectory("orderly-web").FullName;
    private Store store = null!;
    private WebApplication app = null!;
    private int messages;

    public RuntimeNode Node { get; private set; } = null!;

    public IStore Store => store;

    public IServiceProvider Services => app.Services;

    public Uri Address { get; private set; } = null!;

    internal LineMapper Mapper { get; } = new();

    internal SilentErp Erp { get; } = new();

    public async ValueTask InitializeAsync()
    {
        store = await Journal.Store.OpenSqlite(Path.Combine(directory, "orderly.db"), new StoreOptions { Key = new KeyEncryptionKey(new byte[32]) });
        Node = await RuntimeNode.StartAsync(new NodeSettings(store) { Name = "web-tests", Mapper = Mapper, Connectors = [Erp] });
        (await Node.Deployments.DeployAsync(Bundle(), Caller.Operator("tests"))).ShouldBeOfType<DeploymentOutcome.Deployed>();

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSingleton<IStore>(store);
        builder.Services.AddSingleton(Node);
        builder.Services.AddOrderlyWeb(new OrderlyWebOptions
        {
            Demo = true,
            RequireHttps = false,
            Clients =
            [
                new ApiClient("worker-1", ApiClient.Hash(WorkerToken), ApiClientKind.Worker),
                new ApiClient("operator-1", ApiClient.Hash(OperatorToken), ApiClientKind.Operator),
                .. DemoOrganisation.Directory.Persons.Select(person => new ApiClient($"token-{person.Id}", ApiClient.Hash($"token-of-{person.Id}"), ApiClientKind.Person, person.Id)),
            ],
        });
        app = builder.Build();
        app.MapOrderlyWeb();
        await app.StartAsync();
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await Node.DisposeAsync();
        await store.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }

    /// <summary>A browser without a session.</summary>
    public Browser Browser() => new(Address);

    public async Task<Browser> SignedIn(string person)
    {
        var browser = Browser();
        await browser.SignIn(person);
        return browser;
    }

    public HttpClient Api(string token)
    {
        var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return client;
    }

    public HttpClient ApiOf(string person) => Api($"token-of-{person}");

    /// <summary>A discharge order arrives as a message; returns the case once its tasks stand on the lists.</summary>
    public async Task<Guid> Discharge(string visit, string unit = "5W", string family = "Okafor", string given = "Lena", string mrn = "HP-0048213", string kind = "DIS")
    {
        await Receive(visit, unit, family, given, mrn, kind);
        return await CaseOf(visit);
    }

    public async Task<Guid> Receive(string visit, string unit = "5W", string family = "Okafor", string given = "Lena", string mrn = "HP-0048213", string kind = "DIS")
    {
        var control = $"C{Interlocked.Increment(ref messages):0000}{visit}";
        var raw = Encoding.UTF8.GetBytes($"MSH|^~\\&|EHR|HP|ORDERLY|HP|20260609123104||OMG^O19|{control}|P|2.5.1\r{kind}|{visit}|{unit}|512|A|{mrn}|{family}|{given}|19510322\rPID|1||{mrn}^^^HP^MR||{family}^{given}||19510322|F");
        var acceptance = await Node.Inbound.AcceptAsync(
            new InboundMessage
            {
                Source = "EHR|HP",
                ControlId = control,
                Hash = SHA256.HashData(raw),
                Type = "OMG^O19",
                Route = "tests",
                Facility = 1,
                OrderKey = $"HP|HP|{visit}",
                Raw = raw,
                Ack = Encoding.UTF8.GetBytes($"MSH|^~\\&|ORDERLY|HP|EHR|HP|20260609123104||ACK|{control}|P|2.5.1\rMSA|AA|{control}"),
                ReceivedAt = DateTimeOffset.UtcNow,
            },
            CancellationToken.None);
        return acceptance.ShouldBeOfType<Acceptance.Stored>().InboxId;
    }

    public async Task<Guid> CaseOf(string visit) =>
        (await Eventually.Get(async () => await Store.Read.Instances.ByBusinessKey($"HP|{visit}") is [var first, ..] ? first : null, $"a case of visit {visit}")).Id;

    /// <summary>The open task of a case at an element.</summary>
    public async Task<Journal.Rows.TaskRow> TaskOf(Guid instance, string name) =>
        await Eventually.Get(async () => (await Store.Read.Work.OfInstances([instance])).FirstOrDefault(row => Runtime.Projection.TaskView.Read(row.View).Name == name), $"a task '{name}'");

    /// <summary>Turns one byte of a stored body, as a failing disk would.</summary>
    public async Task Damage(string table, string column, string key, Guid id)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(directory, "orderly.db")}");
        await connection.OpenAsync();
        var bytes = id.ToByteArray(bigEndian: true);
        await using var read = connection.CreateCommand();
        read.CommandText = $"select {column} from {table} where {key} = $id";
        read.Parameters.AddWithValue("$id", bytes);
        var body = (byte[])(await read.ExecuteScalarAsync())!;
        body[^1] ^= 1;
        await using var write = connection.CreateCommand();
        write.CommandText = $"update {table} set {column} = $body where {key} = $id";
        write.Parameters.AddWithValue("$body", body);
        write.Parameters.AddWithValue("$id", bytes);
        (await write.ExecuteNonQueryAsync()).ShouldBe(1);
    }

    private static DeploymentBundle Bundle() => new()
    {
        Resources =
        [
            new Resource("discharge-small.bpmn", ResourceKind.Bpmn, ModelFile.Bytes("discharge-small.bpmn")),
            new Resource("late.bpmn", ResourceKind.Bpmn, ModelFile.Bytes("late.bpmn")),
            new Resource("posting.bpmn", ResourceKind.Bpmn, ModelFile.Bytes("posting.bpmn")),
            new Resource("purchase.bpmn", ResourceKind.Bpmn, ModelFile.Bytes("purchase.bpmn")),
            new Resource("meds.form", ResourceKind.Form, ModelFile.Bytes("meds.form")),
        ],
        Ladders =
        [
            new EscalationLadder("at-once", [new Rung(2, 0, TimeSpan.Zero, [new RungAudience("unit-coordinator"), new RungAudience("owner")], "page")]),
            new EscalationLadder("standard",
            [
                new Rung(0, 75, TimeSpan.Zero, [new RungAudience("owner")], "in-app"), new Rung(1, 100, TimeSpan.Zero, [new RungAudience("owner"), new RungAudience("shift-lead")], "secure-message"),
                new Rung(2, 100, TimeSpan.FromMinutes(15), [new RungAudience("unit-coordinator")], "secure-message"),
            ]),
        ],
        Organisation = DemoOrganisation.Directory,
    };
}
