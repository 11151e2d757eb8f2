using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orderly.Journal;
using Orderly.Web;
using Orderly.Web.Security.Authentication;

namespace Orderly.Bench.Beds;

/// <summary>The HTTP API over a bed's node on a free loopback port, and its clients in the same process: HTTP/1.1, one connection a request under way.</summary>
internal sealed class ApiBed : IAsyncDisposable
{
    public const int JobsAtOnce = 32;
    private const string WorkerToken = "token-of-the-worker";
    private const string NurseToken = "token-of-the-nurse";

    private readonly WebApplication web;
    private readonly HttpClient worker;
    private readonly HttpClient nurse;

    private ApiBed(WebApplication web, Uri address)
    {
        this.web = web;
        (worker, nurse) = (Client(address, WorkerToken), Client(address, NurseToken));
    }

    public static async Task<ApiBed> Start(NodeBed bed)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSingleton<IStore>(bed.Store);
        builder.Services.AddSingleton(bed.Node);
        builder.Services.AddOrderlyWeb(new OrderlyWebOptions
        {
            RequireHttps = false,
            // All clients of the measurement are one subject; the limiter is asked as ever, but lets them.
            ApiRequestsPerSecond = 1_000_000,
            Clients =
            [
                new ApiClient("bench", ApiClient.Hash(WorkerToken), ApiClientKind.Worker),
                new ApiClient("bench-nurse", ApiClient.Hash(NurseToken), ApiClientKind.Person, Models.Nurse),
            ],
        });
        var web = builder.Build();
        web.MapOrderlyWeb();
        await web.StartAsync();
        return new ApiBed(web, new Uri(web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()));
    }

    public async Task<Guid> StartJob()
    {
        using var request = Post("/api/v1/instances", new { process = Models.OneJob, facility = Models.Site });
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString("N"));
        using var answer = await Sent(worker, request);
        using var started = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync());
        return started.RootElement.GetProperty("instance").GetGuid();
    }

    public async Task<IReadOnlyList<(Guid Job, Guid Instance)>> ActivateJobs(CancellationToken cancel)
    {
        using var request = Post("/api/v1/jobs/activate", new { type = Models.JobType, worker = "bench", most = JobsAtOnce, lease = 60, wait = 1 });
        using var answer = await Sent(worker, request, cancel);
        using var activated = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(cancel), cancellationToken: cancel);
        return [.. activated.RootElement.GetProperty("jobs").EnumerateArray().Select(job => (job.GetProperty("id").GetGuid(), job.GetProperty("instance").GetGuid()))];
    }

    public async Task CompleteJob(Guid job)
    {
        using var request = Post($"/api/v1/jobs/{job}/complete", new { variables = new { done = true } });
        using var answer = await Sent(worker, request);
    }

    public async Task CompleteTask(OpenTask task)
    {
        using var request = Post($"/api/v1/tasks/{task.Id}/complete", new { variables = new { done = true } });
        request.Headers.IfMatch.Add(new($"\"{task.Version}\""));
        using var answer = await Sent(nurse, request);
    }

    public async ValueTask DisposeAsync()
    {
        worker.Dispose();
        nurse.Dispose();
        await web.DisposeAsync();
    }

    private static HttpClient Client(Uri address, string token)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false }) { BaseAddress = address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return client;
    }

    private static HttpRequestMessage Post<T>(string path, T body) => new(HttpMethod.Post, path) { Content = JsonContent.Create(body) };

    private static async Task<HttpResponseMessage> Sent(HttpClient client, HttpRequestMessage request, CancellationToken cancel = default)
    {
        var answer = await client.SendAsync(request, cancel);
        if (answer.IsSuccessStatusCode) return answer;
        throw new InvalidOperationException($"Expected {request.RequestUri} to succeed, but: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancel)}");
    }
}
