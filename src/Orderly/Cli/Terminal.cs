using System.Text.Json;
using Spectre.Console;

namespace Orderly.Cli;

/// <summary>Data goes to standard output, talk to standard error; plain where the output is no terminal or NO_COLOR is set.</summary>
internal static class Terminal
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static void Say(string text) => Console.Error.WriteLine(text);

    /// <summary>A refusal or failure, in the house's form: what was expected, what was found, what is safe.</summary>
    public static void Complain(string text)
    {
        if (Console.IsErrorRedirected || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 })
        {
            Console.Error.WriteLine(text);
            return;
        }
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }).MarkupLineInterpolated($"[red]{text}[/]");
    }

    public static void Data(string line) => Console.Out.WriteLine(line);

    /// <summary>One JSON object a line, so that long reports stream.</summary>
    public static void Data<T>(T value) => Console.Out.WriteLine(JsonSerializer.Serialize(value, Json));
}
