using System.CommandLine;
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
        var decision = new Argument<string>("decision") { Description = "id or name of the decision or decision service" };
        var inputs = new Option<string[]>("--input", "-i") { Description = "an input as name=FEEL expression, e.g. --input \"age=67\"; may be given again for others" };
        var from = new Option<string?>("--inputs") { Description = "a JSON file of inputs by name, of which the decision takes its own; '-' reads standard input" };
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
        if (Missing(file) is { } missing) return DecisionProblem.Refuse(json, ExitCode.NotFound, missing);
        var read = DecisionFiles.Read(Directory.EnumerateFiles(Path.GetDirectoryName(Path.GetFullPath(file))!, "*.dmn").Order(StringComparer.Ordinal)).Find(Path.GetFileName(file))
            ?? DecisionFiles.Read([file]).All[0].Read;
        if (read.Model is not { } model) return DecisionProblem.Refuse(json, ExitCode.Failed, [.. read.Issues.Select(issue => DecisionProblem.Of(file, issue))]);
        var isService = !Names(model.Decisions).Contains(decision) && Names(model.Services).Contains(decision);
        if (!isService && !Names(model.Decisions).Contains(decision)) return DecisionProblem.Refuse(json, ExitCode.NotFound, NoSuch(model, decision));
        var environment = new FeelEnvironment { Now = DateTimeOffset.Now };
        var asked = DecisionInputs.Read(inputs, from, model.InputsTaken(decision), environment);
        if (asked.Fault is { } fault) return DecisionProblem.Refuse(json, ExitCode.Usage, fault);
        if (!json && asked.Ignored.Count > 0) Terminal.Say($"Not taken by the decision and ignored: {string.Join(", ", asked.Ignored.Select(name => $"'{name}'"))}.");
        var outcome = isService ? model.EvaluateService(decision, asked.Values, environment) : model.Evaluate(decision, asked.Values, environment);
        if (json) Terminal.Data(DecisionPrinting.Document(outcome, trace, asked.Ignored));
        else foreach (var line in DecisionPrinting.Lines(outcome, trace)) Terminal.Data(line);
        return outcome.Failed ? ExitCode.Failed : ExitCode.Done;
    }

    private static IEnumerable<string> Names(IEnumerable<DmnDecision> decisions) => decisions.SelectMany(one => new[] { one.Id, one.Name });

    private static string? Missing(string file)
    {
        if (!Directory.Exists(file)) return File.Exists(file) ? null : $"Expected a decision model, but there is no file {file}.";
        var models = Directory.EnumerateFiles(file, "*.dmn").Select(Path.GetFileName).Order(StringComparer.Ordinal).ToList();
        return $"Expected a decision model, but {file} is a folder{(models.Count == 0 ? " without one" : $"; the models in it are {string.Join(", ", models)}")}.";
    }

    private static string NoSuch(DmnModel model, string decision)
    {
        var offered = model.Decisions.Concat(model.Services).Select(one => $"'{one.Name}'").ToList();
        return $"Expected a decision or decision service of the model '{model.Name}', but there is none with the id or name '{decision}'{(offered.Count == 0 ? "" : $"; it has {string.Join(", ", offered)}")}.";
    }
}
