using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orderly.Web.Security.Authentication;

namespace Orderly.Web.Tests.Security;

/// <summary>The product's session on a clock of the test's own, over real cookies.</summary>
public sealed class UnattendedWallTests : IAsyncLifetime
{
    private const string Wall = "/board/wall";

    private readonly MovedTime time = new();
    private readonly HttpClientHandler handler = new() { AllowAutoRedirect = false };
    private WebApplication app = null!;
    private HttpClient client = null!;

    public async ValueTask InitializeAsync()
    {
        var options = new OrderlyWebOptions { Demo = true, RequireHttps = false };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton(options);
        builder.Services.AddAuthorization();
        builder.Services.AddSessionAndTokens(options);
        app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/in", (HttpContext http) => http.SignInAsync(Session.SchemeName, Session.Principal("k-moreau")));
        app.MapGet(Wall, () => "wall").RequireAuthorization();
        app.MapGet("/worklist", () => "names").RequireAuthorization();
        await app.StartAsync();
        client = new HttpClient(handler) { BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()) };
        (await client.GetAsync("/in")).EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        handler.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task Wall_that_nobody_touches_goes_on_for_days_and_opens_nothing_else()
    {
        await Hang(TimeSpan.FromDays(2));

        (await Fetch(Wall, byItself: false)).ShouldBe(HttpStatusCode.OK);
        (await Fetch("/worklist", byItself: false)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Hand_that_comes_back_in_time_goes_on_as_if_it_had_never_left()
    {
        await Hang(TimeSpan.FromMinutes(14));

        (await Fetch("/worklist", byItself: false)).ShouldBe(HttpStatusCode.OK);
        time.Move(TimeSpan.FromMinutes(10));
        (await Fetch("/worklist", byItself: false)).ShouldBe(HttpStatusCode.OK);
        time.Move(TimeSpan.FromMinutes(10));
        (await Fetch("/worklist", byItself: false)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Another_page_that_fetches_by_itself_keeps_nobody_signed_in()
    {
        for (var minutes = 0; minutes < 14; minutes += 2)
        {
            time.Move(TimeSpan.FromMinutes(2));
            (await Fetch("/worklist", byItself: true)).ShouldBe(HttpStatusCode.OK);
        }
        time.Move(TimeSpan.FromMinutes(2));

        (await Fetch("/worklist", byItself: true)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    private async Task Hang(TimeSpan howLong)
    {
        for (var hung = TimeSpan.Zero; hung < howLong; hung += TimeSpan.FromMinutes(2))
        {
            time.Move(TimeSpan.FromMinutes(2));
            (await Fetch(Wall, byItself: true)).ShouldBe(HttpStatusCode.OK, $"after {hung}");
        }
    }

    private async Task<HttpStatusCode> Fetch(string path, bool byItself)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (byItself) request.Headers.Add(Session.BackgroundHeader, "1");
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }

    private sealed class MovedTime : TimeProvider
    {
        private DateTimeOffset now = new(2026, 6, 9, 16, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => now;

        public void Move(TimeSpan by) => now += by;
    }
}
