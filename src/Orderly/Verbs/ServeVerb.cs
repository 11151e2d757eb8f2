using System.CommandLine;
using Orderly.Cli;
using Orderly.Connectors.Configuration;
using Orderly.Hosting;
using Orderly.Journal;

namespace Orderly.Verbs;

/// <summary><c>orderly serve</c>: the product, as its configuration file says.</summary>
internal static class ServeVerb
{
    public static Command Create()
    {
        var config = CommonOptions.Config();
        config.Required = true;
        var demo = new Option<bool>("--demo-sign-in") { Description = "people sign in without proof; loopback and invented data only" };
        var command = new Command("serve", "Run the product.\nExample: orderly serve --config /etc/orderly/orderly.yaml") { config, demo };
        command.SetAction((parsed, cancel) => Run(parsed.GetRequiredValue(config)!, new HostSettings { Demo = parsed.GetValue(demo) }, cancel));
        return command;
    }

    private static Task<int> Run(string path, HostSettings settings, CancellationToken cancel) => Failures.Told(async () =>
    {
        var options = OptionsFile.Read(path);
        await using var host = await OrderlyHost.StartAsync(options, settings, cancel);
        Terminal.Say($"Orderly serves {host.Address}");
        foreach (var listener in host.Listeners) Terminal.Say($"MLLP listener '{listener.Name}' at {listener.EndPoint}");
        return await host.RunAsync(cancel);
    });
}
