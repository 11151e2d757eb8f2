using System.CommandLine;
using System.Text;
using Orderly.Cli;
using Orderly.Formats.X12;
using Orderly.Formats.X12.Acknowledgement;
using Orderly.Formats.X12.Envelope;
using Orderly.Formats.X12.Structure;

namespace Orderly.Verbs;

/// <summary><c>orderly x12 check</c>: reads interchanges as deeply as the product does, and shows the TA1 and 999 it would answer.</summary>
internal static class X12Verb
{
    private const int AnswerNumber = 1;

    public static Command Create()
    {
        var check = CreateCheck();
        return new Command("x12", "Work with X12 5010 interchanges.") { check };
    }

    private static Command CreateCheck()
    {
        var paths = new Argument<string[]>("path") { Description = "files or folders of interchanges; '-' reads standard input", Arity = ArgumentArity.OneOrMore };
        var json = CommonOptions.Json();
        var quiet = new Option<bool>("--quiet", "-q") { Description = "only interchanges with an issue, and the count" };
        var command = new Command("check", "Read each interchange, write it back, and show the TA1 and 999 it would be answered with.\nExample: orderly x12 check claims/ --quiet") { paths, json, quiet };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(paths), parsed.GetValue(json), parsed.GetValue(quiet)));
        return command;
    }

    private static int Run(string[] paths, bool json, bool quiet)
    {
        var files = new List<string>();
        foreach (var path in paths)
        {
            if (path == "-" || File.Exists(path)) files.Add(path);
            else if (Directory.Exists(path)) files.AddRange(Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Where(IsInterchangeFile).Order(StringComparer.Ordinal));
            else
            {
                Terminal.Complain($"Expected a file or a folder, but {path} is neither.");
                return ExitCode.NotFound;
            }
        }
        if (files.Count == 0)
        {
            Terminal.Complain("Expected files ending in .x12, .edi or .txt in the folder, but found none.");
            return ExitCode.NotFound;
        }

        var accepted = 0;
        foreach (var file in files)
            if (Check(file, json, quiet)) accepted++;
        Terminal.Say($"{files.Count} files: {accepted} read, written back byte-exact and accepted, {files.Count - accepted} not.");
        return accepted == files.Count ? ExitCode.Done : ExitCode.Failed;
    }

    private static bool IsInterchangeFile(string path) =>
        Path.GetExtension(path).ToLowerInvariant() is ".x12" or ".edi" or ".txt" && !Path.GetFileName(path).StartsWith("LICENSE", StringComparison.OrdinalIgnoreCase);

    private static bool Check(string path, bool json, bool quiet)
    {
        var file = X12Check.File(path == "-" ? ReadInput() : File.ReadAllBytes(path));
        var name = path == "-" ? "(standard input)" : path;
        var isExact = X12Check.IsByteExact(file);
        var isAccepted = isExact && file.IsReadable && file.Issues.Count == 0 && file.Interchanges.All(IsAccepted);
        if (quiet && isAccepted) return true;
        var at = TimeProvider.System.GetUtcNow();
        if (json) Terminal.Data(Describe(name, file, isExact, isAccepted, at));
        else Print(name, file, isExact, at);
        return isAccepted;
    }

    private static bool IsAccepted(X12Interchange interchange) => interchange.IsAccepted && interchange.Groups.All(group => group.Verdict == 'A');

    private static void Print(string name, X12File file, bool isExact, DateTimeOffset at)
    {
        Terminal.Data($"{(!file.IsReadable ? "UNREADABLE" : isExact ? "exact" : "NOT EXACT"),-10} {name} {file.Interchanges.Count} interchanges, {file.Bytes.Length} bytes");
        foreach (var issue in file.Issues) Terminal.Data($"           {issue}");
        if (file.Interchanges.Count == 0) Terminal.Data($"  answers  {string.Join('*', X12Answer.Ta1ForUnreadable(at))}~");
        foreach (var interchange in file.Interchanges)
        {
            var header = interchange.Header;
            Terminal.Data($"  {(IsAccepted(interchange) ? "accepted" : "REFUSED"),-8} interchange {header.ControlNumber} v{header.Version} {interchange.SegmentCount} segments, {interchange.Groups.Count} groups");
            foreach (var issue in interchange.Issues) Terminal.Data($"           {issue}");
            foreach (var group in interchange.Groups) Print(group);
            if (X12Answer.Write(interchange, at, AnswerNumber) is { } answer)
                foreach (var segment in Lines(answer)) Terminal.Data($"  answers  {segment}");
        }
    }

    private static void Print(X12Group group)
    {
        Terminal.Data($"    {group.Verdict} group {group.FunctionalId} {group.ControlNumber} {group.Version}, {group.TransactionSets.Count} transaction sets");
        foreach (var issue in group.Issues) Terminal.Data($"           {issue}");
        foreach (var set in group.TransactionSets)
        {
            Terminal.Data($"      {(set.IsAccepted ? 'A' : 'R')} {set.Id} {set.ControlNumber} {set.Convention}, {set.SegmentCount} segments");
            foreach (var issue in set.Issues) Terminal.Data($"           {issue}");
            foreach (var error in set.Errors)
            {
                Terminal.Data($"           IK3 {error.Code} {error.Segment} at {error.Position} in loop {(error.Loop.Length == 0 ? "-" : error.Loop)}: {error.Text}");
                foreach (var element in error.Elements) Terminal.Data($"             IK4 {element.Code} {error.Segment}{element.Element:00}{(element.Component > 0 ? $"-{element.Component}" : "")}: {element.Text}");
            }
        }
    }

    private static object Describe(string name, X12File file, bool isExact, bool isAccepted, DateTimeOffset at) => new
    {
        file = name,
        file.IsReadable,
        isByteExact = isExact,
        isAccepted,
        issues = file.Issues.Select(Describe),
        ta1 = file.Interchanges.Count == 0 ? string.Join('*', X12Answer.Ta1ForUnreadable(at)) : null,
        interchanges = file.Interchanges.Select(interchange => new
        {
            interchange.Header.ControlNumber,
            interchange.Header.Version,
            interchange.SegmentCount,
            isAccepted = IsAccepted(interchange),
            interchange.NoteCode,
            issues = interchange.Issues.Select(Describe),
            groups = interchange.Groups.Select(Describe),
            ta1 = X12Answer.Ta1(interchange) is { } ta1 ? string.Join('*', ta1) : null,
            answer = X12Answer.Write(interchange, at, AnswerNumber) is { } answer ? Lines(answer) : [],
        }),
    };

    private static object Describe(X12Group group) => new
    {
        group.FunctionalId,
        group.ControlNumber,
        group.Version,
        verdict = group.Verdict.ToString(),
        issues = group.Issues.Select(Describe),
        transactionSets = group.TransactionSets.Select(set => new
        {
            set.Id,
            set.ControlNumber,
            set.Convention,
            set.SegmentCount,
            set.IsAccepted,
            set.Codes,
            issues = set.Issues.Select(Describe),
            errors = set.Errors.Select(Describe),
        }),
    };

    private static object Describe(X12Issue issue) => new { level = issue.Level.ToString(), issue.Code, kind = issue.Kind.ToString(), issue.Offset, issue.Text };

    private static object Describe(SegmentError error) => new { error.Segment, error.Position, error.Loop, error.Code, error.Offset, error.Text, error.Elements };

    private static string[] Lines(byte[] answer) =>
        [.. Encoding.Latin1.GetString(answer).Split('~', StringSplitOptions.RemoveEmptyEntries).Select(segment => segment + "~")];

    private static byte[] ReadInput()
    {
        using var input = Console.OpenStandardInput();
        using var bytes = new MemoryStream();
        input.CopyTo(bytes);
        return bytes.ToArray();
    }
}
