using System.CommandLine;
using System.Text.Json;
using Orderly.Cli;
using Orderly.Decisions;
using Orderly.Engine.Dmn;
using Orderly.Engine.Feel;

namespace Orderly.Verbs;

/// <summary><c>orderly decision run</c>: evaluates one decision of a file, and says how it came about.</summary>
internal static class DecisionRunVerb
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "the model (*.dmn); models it imports are looked for beside it" };
        var decision = new Argument<string>("decision") { Description = "id or name of the decision" };
        var inputs = new Option<string[]>("--input", "-i") { Description = "an input as name=FEEL expression, e.g. --input \"age=67\"; may be given again" };
        var from = new Option<string?>("--inputs") { Description = "a JSON file with all inputs; '-' reads standard input" };
        var trace = new Option<bool>("--trace") { Description = "also the rules that were tried, and why they did not match" };
        var json = CommonOptions.Json();
        var command = new Command("run", "Evaluate a decision.\nExample: orderly decision run transport.dmn \"Transport mode\" --input \"age=67\" --input 'mobility=\"bed\"'")
        {
            file, decision, inputs, from, trace, json,
        };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(file), parsed.GetRequiredValue(decision), parsed.GetValue(inputs) ?? [], parsed.GetValue(from), parsed.GetValue(trace), parsed.GetValue(json)));
        return command;
    }

    private static int Run(string file, string decision, string[] inputs, string? from, bool trace, bool json)
    {
        if (!File.Exists(file))
        {
            Terminal.Complain($"Expected a decision model, but there is no file {file}.");
            return ExitCode.NotFound;
        }
        var read = DecisionFiles.Read(Directory.EnumerateFiles(Path.GetDirectoryName(Path.GetFullPath(file))!, "*.dmn")).Find(Path.GetFileName(file))
            ?? DecisionFiles.Read([file]).All[0].Read;
        if (read.Model is not { } model)
        {
            foreach (var issue in read.Issues) Terminal.Complain($"{file}:{issue.Line}:{issue.Column} {issue.Rule} {issue.Message}");
            return ExitCode.Failed;
        }
        var environment = new FeelEnvironment { Now = DateTimeOffset.Now };
        if (!TryInputs(inputs, from, environment, out var values, out var fault))
        {
            Terminal.Complain(fault);
            return ExitCode.Usage;
        }
        DmnOutcome outcome;
        try
        {
            outcome = model.Evaluate(decision, values, environment);
        }
        catch (KeyNotFoundException missing)
        {
            Terminal.Complain($"{missing.Message}; it has {string.Join(", ", model.Decisions.Select(one => $"'{one.Name}'"))}.");
            return ExitCode.NotFound;
        }
        if (json) Terminal.Data(DecisionPrinting.Document(outcome, trace));
        else foreach (var line in DecisionPrinting.Lines(outcome, trace)) Terminal.Data(line);
        return outcome.Failed ? ExitCode.Failed : ExitCode.Done;
    }

    private static bool TryInputs(string[] inputs, string? from, FeelEnvironment environment, out FeelContext values, out string fault)
    {
        (values, fault) = (FeelContext.Empty, "");
        if (from is not null)
        {
            try
            {
                using var document = JsonDocument.Parse(from == "-" ? Console.In.ReadToEnd() : File.ReadAllText(from));
                if (FeelJson.FromPlain(document.RootElement) is not FeelContext all)
                {
                    fault = $"Expected {from} to hold a JSON object of inputs by name, but it holds something else.";
                    return false;
                }
                values = all;
            }
            catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
            {
                fault = $"Expected {from} to hold a JSON object of inputs by name, but: {e.Message}";
                return false;
            }
        }
        foreach (var input in inputs)
        {
            var split = input.IndexOf('=', StringComparison.Ordinal);
            var parse = split < 1 ? null : FeelExpression.Parse(input[(split + 1)..]);
            if (parse?.Expression is not { } expression)
            {
                fault = $"Expected an input as name=FEEL expression, but '{input}' is none{(parse is null ? "" : $": {parse.Issues[0].Message}")}.";
                return false;
            }
            values = values.With(input[..split].Trim(), expression.Evaluate(FeelContext.Empty, environment).Value);
        }
        return true;
    }
}
