using System.CommandLine;
using Orderly.Cli;
using Orderly.Formats.Hl7.V2;

namespace Orderly.Verbs;

/// <summary>
/// <c>orderly hl7 check</c>: reads messages as deeply as the product does and says so message by message. Sending is
/// <see cref="Hl7SendVerb"/>.
/// </summary>
internal static class Hl7Verb
{
    public static Command Create()
    {
        var check = CreateCheck();
        return new Command("hl7", "Work with HL7 v2 messages.") { check, Hl7SendVerb.Create() };
    }

    private static Command CreateCheck()
    {
        var paths = new Argument<string[]>("path") { Description = "files or folders of messages (single, several, batch or MLLP); '-' reads standard input", Arity = ArgumentArity.OneOrMore };
        var json = CommonOptions.Json();
        var quiet = new Option<bool>("--quiet", "-q") { Description = "only messages with an issue, and the count" };
        var command = new Command("check", "Parse each message, write it back, and say what was found.\nExample: orderly hl7 check messages/ --quiet") { paths, json, quiet };
        command.SetAction((parsed, _) => Failures.Told(() => Task.FromResult(Run(parsed.GetRequiredValue(paths), parsed.GetValue(json), parsed.GetValue(quiet)))));
        return command;
    }

    /// <summary>The files that arguments name; null, after a complaint, when one names nothing.</summary>
    internal static List<string>? FindFiles(string[] paths)
    {
        var files = new List<string>();
        foreach (var path in paths)
        {
            if (path == "-" || File.Exists(path)) files.Add(path);
            else if (Directory.Exists(path)) files.AddRange(Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Where(IsMessageFile).Order(StringComparer.Ordinal));
            else
            {
                Terminal.Complain($"Expected a file or a folder, but {path} is neither.");
                return null;
            }
        }
        if (files.Count > 0) return files;
        Terminal.Complain("Expected files ending in .hl7 or .txt in the folder, but found none.");
        return null;
    }

    internal static byte[] Read(string file) => file == "-" ? ReadInput() : File.ReadAllBytes(file);

    private static int Run(string[] paths, bool json, bool quiet)
    {
        if (FindFiles(paths) is not { } files) return ExitCode.NotFound;
        var tally = new Tally();
        foreach (var file in files) Check(file, json, quiet, tally);
        Terminal.Say($"{tally.Messages} messages in {files.Count} files: {tally.Exact} read and written back byte-exact, {tally.Messages - tally.Exact} not, {tally.Issues} issues.");
        return tally.Exact == tally.Messages ? ExitCode.Done : ExitCode.Failed;
    }

    private static bool IsMessageFile(string path) => Path.GetExtension(path).ToLowerInvariant() is ".hl7" or ".txt" && !Path.GetFileName(path).StartsWith("LICENSE", StringComparison.OrdinalIgnoreCase);

    private static void Check(string file, bool json, bool quiet, Tally tally)
    {
        var report = Hl7Check.File(Read(file));
        var name = file == "-" ? "(standard input)" : file;
        tally.Issues += report.Issues.Count;
        foreach (var issue in report.Issues)
        {
            if (json) Terminal.Data(new { file = name, kind = issue.Kind.ToString(), code = issue.Code.ToString(), issue.Offset, text = issue.Text });
            else Terminal.Data($"{"file",-10} {name} {issue.Kind} {issue.Code} at byte {issue.Offset}: {issue.Text}");
        }


        foreach (var message in report.Messages)
        {
            tally.Messages++;
            tally.Issues += message.Issues.Count;
            if (message is { IsReadable: true, IsByteExact: true }) tally.Exact++;
            if (quiet && message is { IsByteExact: true, Issues.Count: 0 }) continue;
            if (json) Terminal.Data(Describe(name, message));
            else Print(name, message);
        }
    }

    private static void Print(string file, Hl7CheckReport message)
    {
        var word = !message.IsReadable ? "UNREADABLE" : !message.IsByteExact ? "NOT EXACT" : "exact";
        Terminal.Data($"{word,-10} {file}#{message.Number} {message.Trigger} v{message.Version} id {message.ControlId} {message.Segments.Count} segments, {message.Length} bytes, {message.Charset}");
        foreach (var issue in message.Issues)
            Terminal.Data($"           {issue.Kind} {issue.Code} at segment {issue.Segment}, byte {issue.Offset}: {issue.Text}");
    }

    private static object Describe(string file, Hl7CheckReport message) => new
    {
        file,
        message.Number,
        message.Offset,
        message.Length,
        message.IsReadable,
        message.IsByteExact,
        message.Version,
        message.Trigger,
        message.Structure,
        message.ControlId,
        message.Charset,
        message.Segments,
        issues = message.Issues.Select(issue => new { kind = issue.Kind.ToString(), code = issue.Code.ToString(), issue.Segment, issue.Offset, issue.Text }),
    };

    private static byte[] ReadInput()
    {
        using var input = Console.OpenStandardInput();
        using var bytes = new MemoryStream();
        input.CopyTo(bytes);
        return bytes.ToArray();
    }

    private sealed class Tally
    {
        public int Messages { get; set; }

        public int Exact { get; set; }

        public int Issues { get; set; }
    }
}
