using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orderly.Journal;
using Orderly.Runtime.Nodes;

namespace Orderly.Hosting;

/// <summary>The web server: where it listens, what it logs, how pages and API are put on it.</summary>
internal static class WebHosting
{
    public static ILoggerFactory Logging(HostSettings settings) => LoggerFactory.Create(logging => logging
        .AddSimpleConsole(console => console.SingleLine = true)
        .SetMinimumLevel(settings.Quiet ? LogLevel.Error : LogLevel.Warning));

    public static WebApplication Build(OrderlyOptions options, HostSettings settings, IStore store, RuntimeNode node)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = typeof(OrderlyHost).Assembly.GetName().Name });
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.UseUrls(options.Listen.ToString());
        builder.Host.UseSystemd();
        builder.Logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true);
        builder.Logging.SetMinimumLevel(settings.Quiet ? LogLevel.Error : LogLevel.Warning);
        return builder.Build();
    }
}
