using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Orderly.Tests.Packs.Scripted;

/// <summary>An ERP that speaks the sandbox's protocol and answers when the script says so, with what it says.</summary>
internal sealed class ScriptedErp : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, TaskCompletionSource<string>> held = [];
    private readonly ConcurrentQueue<(string Verb, string Key)> asked = [];

    private ScriptedErp(WebApplication app) => this.app = app;

    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>Requests that wait for the script.</summary>
    public int Held => held.Count;

    /// <summary>Every request with the idempotency key it came under, in order.</summary>
    public IReadOnlyList<(string Verb, string Key)> Asked => [.. asked];

    public static async Task<ScriptedErp> StartAsync(string token)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = [] });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var erp = new ScriptedErp(builder.Build());
        erp.app.MapPost("/operations/{verb}", (HttpContext http, string verb) => erp.Hold(http, http.Request.Query["preview"] == "true" ? $"Preview{verb}" : verb, token));
        await erp.app.StartAsync();
        return erp;
    }

    /// <summary>False when no such request has arrived.</summary>
    public bool Answer(string verb, string body) => held.TryRemove(verb, out var waiting) && waiting.TrySetResult(body);

    public async ValueTask DisposeAsync()
    {
        foreach (var waiting in held.Values) waiting.TrySetCanceled();
        await app.DisposeAsync();
    }

    private async Task<IResult> Hold(HttpContext http, string verb, string token)
    {
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        if (http.Request.Headers.Authorization.ToString() != $"Bearer {token}" || key.Length == 0) return Results.BadRequest();
        asked.Enqueue((verb, key));
        var waiting = held.GetOrAdd(verb, _ => new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously));
        try
        {
            return Results.Text(await waiting.Task.WaitAsync(http.RequestAborted), "application/json", statusCode: StatusCodes.Status201Created);
        }
        catch (OperationCanceledException)
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }
}
