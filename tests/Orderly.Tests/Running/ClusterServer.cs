using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Orderly.Hosting;
using Orderly.Journal.Sealing;

namespace Orderly.Tests.Running;

/// <summary>
/// One of several servers on one PostgreSQL, each a process with its own folder and one key among them, and a worker that
/// speaks to it by HTTP and asks again where it is told that the answer is not known.
/// </summary>
internal sealed class ClusterServer : IAsyncDisposable
{
    private const string Token = "a-token-of-the-worker";
    private static readonly Lock KeyGate = new();
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(100);

    private readonly ServerFolder folder;
    private readonly HttpClient client;
    private int turnedAway;

    private ClusterServer(ServerFolder folder, ServerProcess process)
    {
        (this.folder, Process) = (folder, process);
        client = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false }) { BaseAddress = process.Http, Timeout = Patience };
        client.DefaultRequestHeaders.Authorization = new("Bearer", Token);
    }

    public ServerProcess Process { get; }

    /// <summary>How often a request was answered that the instance's node does not answer.</summary>
    public int TurnedAway => turnedAway;

    public static async Task<ClusterServer> StartAsync(string root, string node, string pack, string postgres, string? secrets = null)
    {
        secrets ??= Path.Combine(root, "secrets");
        var key = Path.Combine(secrets, StoreOpening.KeySecret);
        lock (KeyGate)
        {
            Directory.CreateDirectory(secrets);
            if (!File.Exists(key)) KeyEncryptionKey.Create(key);
        }
        var folder = ServerFolder.Write(Path.Combine(root, node), [pack], new Uri("http://127.0.0.1:9/"), FreePort.Take(), postgres);
        File.Copy(key, Path.Combine(folder.At("secrets"), StoreOpening.KeySecret));
        File.WriteAllText(Path.Combine(folder.At("secrets"), "worker-token"), Token);
        File.WriteAllText(folder.At("clients.yaml"), "clients:\n  - { client: worker, kind: Worker, token: secret:worker-token }\n");
        File.AppendAllText(folder.Configuration, $$"""
            clients: clients.yaml
            cluster: { node: {{node}}, address: 127.0.0.1, port: {{FreePort.Take()}} }

            """);
        return new ClusterServer(folder, await ServerProcess.StartAsync(folder));
    }

    public async Task<Guid> StartInstance(string process)
    {
        using var started = await Sent("/api/v1/instances", new { process, facility = 1 }, Guid.CreateVersion7().ToString("N"));
        return started.RootElement.GetProperty("instance").GetGuid();
    }

    public async Task<IReadOnlyList<Guid>> ActivateJobs(string type, int most)
    {
        using var activated = await Sent("/api/v1/jobs/activate", new { type, worker = "worker", most, lease = 120, wait = 5 });
        return [.. activated.RootElement.GetProperty("jobs").EnumerateArray().Select(job => job.GetProperty("id").GetGuid())];
    }

    public async Task CompleteJob(Guid job) => (await Sent($"/api/v1/jobs/{job}/complete", new { variables = new { done = true } })).Dispose();

    public string Said => ServerProcess.Tail(folder);

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await Process.DisposeAsync();
    }

    private async Task<JsonDocument> Sent<T>(string path, T body, string? key = null)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
            if (key is not null) request.Headers.Add("Idempotency-Key", key);
            using var answer = await client.SendAsync(request, limit.Token);
            var text = await answer.Content.ReadAsStringAsync(limit.Token);
            if (answer.IsSuccessStatusCode) return JsonDocument.Parse(text.Length == 0 ? "{}" : text);
            if (answer.StatusCode is not (HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests))
                throw new InvalidOperationException($"Expected {path} to succeed, but: {(int)answer.StatusCode} {text}");
            Interlocked.Increment(ref turnedAway);
            await Task.Delay(Again, limit.Token);
        }
    }
}
