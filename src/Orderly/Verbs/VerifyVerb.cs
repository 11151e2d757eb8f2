using System.CommandLine;
using Orderly.Cli;
using Orderly.Hosting;
using Orderly.Packs;
using Orderly.Runtime.Verification;

namespace Orderly.Verbs;

/// <summary><c>orderly verify</c>: replays everything and compares it with what the store shows.</summary>
internal static class VerifyVerb
{
    public static Command Create()
    {
        var config = CommonOptions.Config();
        var data = new Option<string?>("--data") { Description = "folder of an embedded store that is not in use, such as a demo's or a backup's; instead of a configuration file" };
        var json = CommonOptions.Json();
        var command = new Command("verify", "Replay every instance from its journal and compare it with tasks, clocks, timers, subscriptions, incidents and effects; recompute the hash chains. Changes nothing.\nExample: orderly verify --data .orderly/demo") { config, data, json };
        command.SetAction((parsed, cancel) => Run(parsed.GetValue(config), parsed.GetValue(data), parsed.GetValue(json), cancel));
        return command;
    }

    private static Task<int> Run(string? config, string? data, bool json, CancellationToken cancel) => Failures.Told(async () =>
    {
        if (config is null == data is null)
        {
            Terminal.Complain("Expected either --config or --data.");
            return ExitCode.Usage;
        }
        var options = config is not null ? OptionsFile.Read(config) : new OrderlyOptions { Data = Path.GetFullPath(data!) };
        await using var store = await StoreOpening.Open(options, StoreOpening.Key(options, new HostSettings()), cancel);
        var report = await new Verification(store, OrderlyHost.SealedModeOf(options, options.Packs.Select(PackFolder.Read))).RunAsync(cancel);
        Show(report, json);
        return report.Holds ? ExitCode.Done : ExitCode.Failed;
    });

    private static void Show(VerifyReport report, bool json)
    {
        foreach (var difference in report.Differences)
            if (json) Terminal.Data(new { difference.Instance, difference.Table, difference.Row, difference.Finding });
            else Terminal.Data($"DIFFERS  instance {difference.Instance} {difference.Table} {difference.Row}: {difference.Finding}");
        foreach (var fault in report.Chains.Faults)
            if (json) Terminal.Data(new { chain = fault.ToString() });
            else Terminal.Data($"CHAIN    {fault}");
        Terminal.Say($"{report.Instances} instances, {report.Entries} entries replayed, {report.Rows} rows and {report.Snapshots} snapshots compared: {report.Differences.Count} differences, {report.Chains.Faults.Count} faults in the chains.");
    }
}
