using System.CommandLine;
using System.Globalization;
using Orderly.Canonical.Erp;
using Orderly.Cli;
using Orderly.Hosting;
using Orderly.Runtime.Postings;
using Orderly.Simulator.Erp;

namespace Orderly.Verbs;

/// <summary><c>orderly erp tie-out</c>: what Orderly says it posted against what the ERP has.</summary>
internal static class TieOutVerb
{
    private const string TokenVariable = "ORDERLY_ERP_TOKEN";

    public static Command Create()
    {
        var command = new Command("erp", "The ERP side of what was posted.");
        command.Add(TieOutCommand());
        return command;
    }

    private static Command TieOutCommand()
    {
        var config = CommonOptions.Config();
        var data = new Option<string?>("--data") { Description = "folder of an embedded store that is not in use; instead of a configuration file" };
        var erp = CommonOptions.Address("--erp", $"the ERP's address; its token is read from {TokenVariable}");
        var day = new Option<DateOnly?>("--day") { Description = "a day in UTC by the ERP's booking time; without it, everything" };
        var json = CommonOptions.Json();
        var command = new Command("tie-out", "Compare Orderly's ledger of what it posted with the ERP's documents. Ends with 1 when they differ. Changes nothing.\nExample: orderly erp tie-out --data .orderly/demo --erp http://127.0.0.1:5081 --json") { config, data, erp, day, json };
        command.SetAction((parsed, cancel) => Run(parsed.GetValue(config), parsed.GetValue(data), parsed.GetValue(erp), parsed.GetValue(day), parsed.GetValue(json), cancel));
        return command;
    }

    private static Task<int> Run(string? config, string? data, Uri? erp, DateOnly? day, bool json, CancellationToken cancel) => Failures.Told(async () =>
    {
        if (config is null == data is null || erp is null)
        {
            Terminal.Complain("Expected either --config or --data, and --erp.");
            return ExitCode.Usage;
        }
        if (Environment.GetEnvironmentVariable(TokenVariable) is not { Length: > 0 } token)
        {
            Terminal.Complain($"Expected the ERP's token in {TokenVariable}, but it is empty.");
            return ExitCode.Usage;
        }
        var (from, to) = day is { } one
            ? (new DateTimeOffset(one, TimeOnly.MinValue, TimeSpan.Zero), new DateTimeOffset(one.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero))
            : (DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
        var options = config is not null ? OptionsFile.Read(config) : new OrderlyOptions { Data = Path.GetFullPath(data!) };
        await using var store = await StoreOpening.Open(options, StoreOpening.Key(options, new HostSettings()), cancel);
        var (lines, unanswered) = await new PostingLedger(store).Read(from, to, cancel);
        var documents = await ErpDocuments.Fetch(erp, token, cancel);
        var tieOut = TieOut.Of(lines, [.. documents.Where(document => document.BookedAt >= from && document.BookedAt < to)]);
        Show(tieOut, unanswered, json);
        return tieOut.Holds ? ExitCode.Done : ExitCode.Failed;
    });

    private static void Show(TieOut tieOut, int unanswered, bool json)
    {
        if (json)
        {
            Terminal.Data(new { tieOut.Documents, tieOut.Ours, tieOut.Theirs, unanswered, tieOut.Differences });
            return;
        }
        foreach (var difference in tieOut.Differences) Terminal.Data($"DIFFERS  {difference.Number}: {difference.Finding}");
        Terminal.Say(string.Create(CultureInfo.InvariantCulture, $"{tieOut.Documents} documents, {tieOut.Ours:0.00} in Orderly, {tieOut.Theirs:0.00} in the ERP, {unanswered} calls without an answer: {tieOut.Differences.Length} differences."));
    }
}
