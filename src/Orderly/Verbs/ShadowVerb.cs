using System.CommandLine;
using System.Globalization;
using Orderly.Cli;
using Orderly.Hosting;
using Orderly.Packs;
using Orderly.Shadow;

namespace Orderly.Verbs;

/// <summary><c>orderly shadow</c>: a recorded day once more, sealed, with a report per task.</summary>
internal static class ShadowVerb
{
    public static Command Create()
    {
        var config = CommonOptions.Config();
        var from = Moment("--from", "first moment of the recording, with its offset: 2026-06-09T07:00-04:00");
        var until = Moment("--until", "the moment after the last, likewise");
        var json = CommonOptions.Json();
        var command = new Command("shadow", "Play a recorded day's messages again in an empty, sealed hospital with the configured packs, and say of each task whether a signal ends it, when, and how that compares with what people recorded. Reads the store and writes nothing to it; an embedded store must not be in use (take a backup's).\nExample: orderly shadow --config orderly.yaml --from 2026-06-09T00:00-04:00 --until 2026-06-10T00:00-04:00") { config, from, until, json };
        command.SetAction((parsed, cancel) => Run(parsed.GetValue(config), parsed.GetValue(from), parsed.GetValue(until), parsed.GetValue(json), cancel));
        return command;
    }

    private static Task<int> Run(string? config, DateTimeOffset? from, DateTimeOffset? until, bool json, CancellationToken cancel) => Failures.Told(async () =>
    {
        if (config is null || from is not { } start || until is not { } end || end <= start)
        {
            Terminal.Complain("Expected --config, --from and a later --until.");
            return ExitCode.Usage;
        }
        var options = OptionsFile.Read(config);
        var key = StoreOpening.Key(options, new HostSettings());
        RecordedDay day;
        await using (var store = await StoreOpening.Open(options, key, cancel)) day = await RecordedDay.Read(store, start, end, cancel);
        Show(await ShadowRun.Of(day, [.. options.Packs.Select(PackFolder.Read)], key), json);
        return ExitCode.Done;
    });

    private static void Show(ShadowReport report, bool json)
    {
        foreach (var line in report.Lines)
            if (json) Terminal.Data(new { line.Case, line.Task, line.Role, line.Opened, line.Signal, line.SignalAt, line.Recorded, line.MinutesApart, line.Finding });
            else Terminal.Data(string.Create(CultureInfo.InvariantCulture, $"{line.Opened:u}  {line.Case,-24} {line.Task,-28} {line.Finding}{(line.MinutesApart is { } apart ? $" ({apart:+0.0;-0.0} min)" : "")}"));
        foreach (var sum in report.Sums)
            if (json) Terminal.Data(sum);
            else Terminal.Data(string.Create(CultureInfo.InvariantCulture, $"SUM  {sum.Task,-28} {sum.Made} made, {sum.BySignal} by a signal, {sum.ByPerson} by a person alone, {sum.Withdrawn} withdrawn, {sum.NotReached} not reached{(sum.MedianApart is { } apart ? $", median {apart:+0.0;-0.0} min apart" : "")}"));
        Terminal.Say($"{report.Messages} messages, {report.Lines.Count} tasks. {report.KeptBack} effects were written and none was sent.");
    }

    private static Option<DateTimeOffset?> Moment(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)) return moment;
            result.AddError($"Expected {name} to be a moment with its offset such as 2026-06-09T07:00-04:00, but it is '{text}'.");
            return null;
        },
    };
}
