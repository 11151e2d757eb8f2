using System.Text.Json;
using Orderly.Cli;
using Orderly.Engine.Feel;

namespace Orderly.Decisions;

/// <summary>What a decision is asked with: values from a JSON file, and single ones as FEEL, which count before the file's.</summary>
/// <param name="Values">By name.</param>
/// <param name="Ignored">Names in the file that the decision does not take; a file may be of a whole case.</param>
/// <param name="Fault">Why there are none; then the others are empty.</param>
internal sealed record DecisionInputs(FeelContext Values, IReadOnlyList<string> Ignored, string? Fault)
{
    /// <param name="named">As <c>name=FEEL expression</c>; a name that the decision does not take, or that is there twice, is a mistake.</param>
    /// <param name="file">A JSON file, "-" for standard input, or null.</param>
    /// <param name="taken">The names the decision takes.</param>
    /// <param name="environment">What the expressions may know.</param>
    public static DecisionInputs Read(IReadOnlyList<string> named, string? file, IReadOnlyCollection<string> taken, FeelEnvironment environment)
    {
        var values = FeelContext.Empty;
        if (file is not null)
        {
            var (read, fault) = FromFile(file);
            if (read is null) return Wrong(fault!);
            values = read;
        }
        var ignored = values.Names.Except(taken, StringComparer.Ordinal).ToList();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var input in named)
        {
            var split = input.IndexOf('=', StringComparison.Ordinal);
            if (split < 1) return Wrong($"Expected an input as name=FEEL expression, but '{input}' is none.");
            var name = input[..split].Trim();
            if (!taken.Contains(name)) return Wrong($"Expected {Names(taken)}, but '{name}' is none of them.");
            if (!seen.Add(name)) return Wrong($"Expected each input once, but '{name}' is given twice.");
            var (value, fault) = Evaluate(input[(split + 1)..], environment);
            if (value is null) return Wrong($"Expected the input '{name}' as a FEEL expression with a value, but: {fault}.");
            values = values.With(name, value);
        }
        return new DecisionInputs(values, ignored, null);
    }

    private static string Names(IReadOnlyCollection<string> taken) => taken.Count == 0 ? "no inputs, which the decision does not take" : $"inputs that the decision takes ({string.Join(", ", taken.Select(name => $"'{name}'"))})";

    private static (FeelValue? Value, string? Fault) Evaluate(string text, FeelEnvironment environment)
    {
        var parse = FeelExpression.Parse(text, FeelGrammar.Expression, []);
        if (parse.Expression is not { } expression) return (null, parse.Issues[0].Message);
        var result = expression.Evaluate(FeelContext.Empty, environment);
        if (result.Issues.IsEmpty) return (result.Value, null);
        // Shells take quotes away, so that a text arrives as a name.
        var hint = result.Issues[0].Code == FeelIssueCode.UnknownName ? $"; a text stands in quotes of its own, as in 'name=\"{text.Trim()}\"'" : "";
        return (null, result.Issues[0].Message + hint);
    }

    private static (FeelContext? Values, string? Fault) FromFile(string file)
    {
        var text = "";
        try
        {
            if (Directory.Exists(file)) return (null, $"Expected a JSON file of inputs by name, but {file} is a folder.");
            if (file != "-" && !File.Exists(file)) return (null, $"Expected a JSON file of inputs by name, but there is no file {file}.");
            text = file == "-" ? Console.In.ReadToEnd() : File.ReadAllText(file);
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? (FeelJson.ReadInputs(document.RootElement), null)
                : (null, $"Expected {file} to hold a JSON object of inputs by name, but it holds {JsonFault.Kind(document.RootElement)}.");
        }
        catch (JsonException fault)
        {
            return (null, $"Expected {file} to hold a JSON object of inputs by name, but {JsonFault.InWords(fault, text)}.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, $"Expected to read {file}, but this user may not, or the disk fails.");
        }
    }

    private static DecisionInputs Wrong(string fault) => new(FeelContext.Empty, [], fault);
}
