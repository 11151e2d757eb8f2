using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Orderly.Canonical.Organisation;
using Orderly.Demo;
using Orderly.Hosting;
using Orderly.Journal;
using Orderly.Packs;
using Orderly.Runtime.Clocks;
using Orderly.Simulator.Erp;
using Orderly.Tests.Faults.Evidence;
using Orderly.Tests.Packs.Scripted;

namespace Orderly.Tests.Packs;

/// <summary>The product as it is served: HL7 by MLLP, people by the HTTP API with their own keys, the ERP sandbox by HTTP. Hospital time runs 600 times as fast.</summary>
internal sealed class SocketHospital : IAsyncDisposable
{
    private const int Rate = 600;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string folder;
    private readonly OrderlyOptions options;
    private readonly IReadOnlyDictionary<string, string> keys;
    private readonly ErpSandbox? erp;
    private IReadOnlyList<Person> people = [];
    private OrderlyHost? host;

    private SocketHospital(string folder, OrderlyOptions options, IReadOnlyDictionary<string, string> keys, ErpSandbox? erp, OrderlyHost host)
    {
        (this.folder, this.options, this.keys) = (folder, options, keys);
        (this.erp, this.host) = (erp, host);
    }

    public ErpSandbox Erp => erp ?? throw new InvalidOperationException("Expected a hospital with an ERP sandbox, but this one's ERP is the script's.");

    public DateTimeOffset Now => host!.Node.Clock.Now();

    public IStore Store => host!.Store;

    public StoreReading Oracle => options.Store is Orderly.Hosting.StoreOptions.Postgres postgres ? StoreReading.OfPostgres(postgres.Connection) : StoreReading.OfSqlite(Path.Combine(folder, "orderly.db"));

    public static async Task<SocketHospital> OpenAsync(IEnumerable<string> people, string? postgres)
    {
        var folder = Directory.CreateTempSubdirectory("orderly-sockets-").FullName;
        var token = DemoFolder.Prepare(folder);
        var erp = await ErpSandbox.StartAsync(new ErpSandboxOptions { Token = token });
        var (options, keys) = DemoFolder.WithKeys(DemoFolder.Configure(folder, new Uri("http://127.0.0.1:0"), 0, Rate, erp.Address), people);
        if (postgres is not null) options = options with { Store = new Orderly.Hosting.StoreOptions.Postgres(postgres, null) };
        return new SocketHospital(folder, options, keys, erp, await OrderlyHost.StartAsync(options, new HostSettings { Demo = true, Quiet = true }));
    }

    /// <summary>Hospital time stands still from <paramref name="start"/> until it is moved; the ERP answers when told to. Everyone of the pack has a key.</summary>
    public static async Task<(SocketHospital Hospital, ScriptedErp Erp)> OpenStillAsync(DateTimeOffset start, string? postgres)
    {
        var folder = Directory.CreateTempSubdirectory("orderly-sockets-").FullName;
        var erp = await ScriptedErp.StartAsync(DemoFolder.Prepare(folder));
        var people = PackFolder.Read(DemoFolder.ShippedPack("discharge")).Organisation!.Persons;
        var (options, keys) = DemoFolder.WithKeys(DemoFolder.Configure(folder, new Uri("http://127.0.0.1:0"), 0, 1, erp.Address), people.Select(person => person.Id));
        // An ERP that a script answers may take as long as the script.
        var connector = Path.Combine(options.Connectors!, "erp.yaml");
        await File.WriteAllTextAsync(connector, (await File.ReadAllTextAsync(connector)).Replace("timeout: PT5S", "timeout: PT5M", StringComparison.Ordinal));
        if (postgres is not null) options = options with { Store = new Orderly.Hosting.StoreOptions.Postgres(postgres, null) };
        var settings = new HostSettings { Demo = true, Quiet = true, HospitalStart = start, HospitalRate = HospitalClock.AlmostStill };
        return (new SocketHospital(folder, options, keys, null, await OrderlyHost.StartAsync(options, settings)) { people = people }, erp);
    }

    public void MoveTo(DateTimeOffset at) => host!.Node.MoveHospitalTime(at);

    public string PersonOf(string login) => people.Single(person => person.Login == login).Id;

    /// <summary>Sends a message so many times over one connection; each is answered before the next is sent.</summary>
    public async Task Send(string message, int times = 1)
    {
        var port = host!.Listeners.Single(listener => listener.Name == DemoFolder.FeedListener).EndPoint.Port;
        using var tcp = new TcpClient();
        await tcp.ConnectAsync("127.0.0.1", port);
        var stream = tcp.GetStream();
        byte[] framed = [0x0B, .. Encoding.UTF8.GetBytes(message.ReplaceLineEndings("\r")), 0x1C, 0x0D];
        for (var sent = 0; sent < times; sent++)
        {
            await stream.WriteAsync(framed);
            (await Answer(stream)).ShouldContain("MSA|AA|");
        }
    }

    /// <summary>Claims and starts, where that is not done yet, and completes the first task of that element that the person may do.</summary>
    public async Task Complete(string person, string element, JsonObject answers)
    {
        using var client = Client(person);
        JsonElement task = default;
        await Until(async () => (task = await Find(client, element)).ValueKind != JsonValueKind.Undefined, $"{person} to see {element}");
        foreach (var deed in Deeds(task.GetProperty("state").GetString()!))
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"api/v1/tasks/{task.GetProperty("id").GetGuid()}/{deed}");
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{task.GetProperty("version").GetInt64()}\"");
            if (deed == "complete") request.Content = JsonContent.Create(new JsonObject { ["variables"] = answers.DeepClone() });
            using var answer = await client.SendAsync(request);
            answer.IsSuccessStatusCode.ShouldBeTrue($"{person} {deed} {element}: {await answer.Content.ReadAsStringAsync()}");
            if (deed != "complete") task = await client.GetFromJsonAsync<JsonElement>($"api/v1/tasks/{task.GetProperty("id").GetGuid()}");
        }
    }

    private static string[] Deeds(string state) => state switch { "offered" => ["claim", "start", "complete"], "claimed" => ["start", "complete"], _ => ["complete"] };

    public async Task<IReadOnlyList<string>> Open(string person)
    {
        using var client = Client(person);
        return [.. (await Tasks(client)).Select(task => task.GetProperty("element").GetString()!)];
    }

    /// <summary>Rungs the person has been told of, as "element L3".</summary>
    public async Task<IReadOnlyList<string>> Told(string person)
    {
        using var client = Client(person);
        var told = await client.GetFromJsonAsync<JsonElement>("api/v1/escalations");
        return [.. told.EnumerateArray().Select(one => $"{one.GetProperty("element").GetString()} L{one.GetProperty("level").GetInt32()}")];
    }

    public static async Task Until(Func<Task<bool>> holds, string what)
    {
        var until = DateTimeOffset.UtcNow + Patience;
        while (!await holds())
        {
            if (DateTimeOffset.UtcNow > until) throw new TimeoutException($"Expected {what} within {Patience}, but it did not come about.");
            await Task.Delay(50);
        }
    }

    /// <summary>Ends the product and opens its store for whoever judges it.</summary>
    public async Task<Store> Close()
    {
        await host!.DisposeAsync();
        host = null;
        return await StoreOpening.Open(options, StoreOpening.Key(options, new HostSettings { Demo = true }), CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
        if (erp is not null) await erp.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private HttpClient Client(string person)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false }) { BaseAddress = host!.Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", keys[person]);
        return client;
    }

    /// <summary>Undefined when the person sees none.</summary>
    private static async Task<JsonElement> Find(HttpClient client, string element)
    {
        foreach (var task in await Tasks(client))
            if (task.GetProperty("element").GetString() == element && task.GetProperty("state").GetString() is "offered" or "claimed" or "inProgress") return task;
        return default;
    }

    private static async Task<JsonElement[]> Tasks(HttpClient client) =>
        [.. (await client.GetFromJsonAsync<JsonElement>("api/v1/tasks?limit=50")).GetProperty("items").EnumerateArray()];

    private static async Task<string> Answer(NetworkStream stream)
    {
        var buffer = new byte[4096];
        var text = new StringBuilder();
        while (!text.ToString().Contains('\u001c', StringComparison.Ordinal))
        {
            var read = await stream.ReadAsync(buffer);
            if (read == 0) throw new IOException("Expected an acknowledgement, but the connection was closed.");
            text.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }
        return text.ToString();
    }
}
