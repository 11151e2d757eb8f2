using System.CommandLine;

namespace Orderly.Verbs;

/// <summary>Options that several verbs share, spelled the same everywhere.</summary>
internal static class CommonOptions
{
    public static Option<string?> Config() => new("--config", "-c") { Description = "the configuration file (orderly.yaml)" };

    /// <summary>An http or https address; anything else is refused with what was expected.</summary>
    public static Option<Uri?> Address(string name, string description, string? otherwise = null) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => otherwise is null ? null : new Uri(otherwise),
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https") return address;
            result.AddError($"Expected {name} to be an address such as http://127.0.0.1:5080, but it is '{text}'.");
            return null;
        },
    };

    /// <param name="objection">What is wrong with a value that could be read; null when nothing is.</param>
    public static void MustHold<T>(this Option<T> option, Func<T, string?> objection) => option.Validators.Add(result =>
    {
        try
        {
            if (result.GetValueOrDefault<T>() is { } given && objection(given) is { } words) result.AddError(words);
        }
        catch (InvalidOperationException)
        {
            // What cannot be read at all is told as it is, and has no value to look at.
        }
    });

    public static Option<bool> Json() => new("--json") { Description = "JSON on standard output" };
}
