using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orderly.Canonical.Census;
using Orderly.Journal;
using Orderly.Runtime.Nodes;
using Orderly.Web;

namespace Orderly.Hosting;

/// <summary>The web server: where it listens, what it logs, and pages and API put on it.</summary>
internal static class WebHosting
{
    public static ILoggerFactory Logging(HostSettings settings) => LoggerFactory.Create(logging => Configure(logging, settings));

    public static WebApplication Build(OrderlyOptions options, HostSettings settings, IStore store, RuntimeNode node, ICensusMending mending)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = typeof(OrderlyHost).Assembly.GetName().Name });
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.UseUrls(options.Listen.ToString());
        builder.Host.UseSystemd();
        Configure(builder.Logging, settings);
        builder.Services.AddSingleton(store);
        builder.Services.AddSingleton(node);
        builder.Services.AddSingleton(_ => mending);
        builder.Services.AddOrderlyWeb(new OrderlyWebOptions
        {
            Demo = settings.Demo,
            RequireHttps = options.Listen.Scheme == Uri.UriSchemeHttps,
            KeyDirectory = Path.Combine(options.Data, "cookie-keys"),
            Clients = ApiClients.Read(options),
        });
        var web = builder.Build();
        web.MapOrderlyWeb();
        return web;
    }

    private static void Configure(ILoggingBuilder logging, HostSettings settings) => logging
        .ClearProviders()
        .AddSimpleConsole(console => console.SingleLine = true)
        .SetMinimumLevel(settings.Quiet ? LogLevel.Error : LogLevel.Warning)
        // Both say at every page or start what is meant to be so: our caching is stricter, and keys lie in the data folder.
        // What stopped the start is told once, in words, by the verb.
        .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None)
        .AddFilter("Orleans.Runtime.Silo", LogLevel.None)
        // Takes the age of the machine for a stall at its first look, and a busy machine for one later.
        .AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error)
        .AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error)
        .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
}
