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

    public static Option<bool> Json() => new("--json") { Description = "JSON on standard output" };
}
