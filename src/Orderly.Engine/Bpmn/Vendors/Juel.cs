using System.Text.RegularExpressions;

namespace Orderly.Engine.Bpmn;

/// <summary>The part of the unified expression language (<c>${…}</c>) that means the same in FEEL: names, paths, literals, comparisons, and, or, and not before a name.</summary>
internal static partial class Juel
{
    public static bool Is(string text) => (text.StartsWith("${", StringComparison.Ordinal) || text.StartsWith("#{", StringComparison.Ordinal)) && text.EndsWith('}');

    /// <summary>FEEL without a sign; null when it calls methods or does anything else that FEEL would do otherwise.</summary>
    public static string? ToFeel(string text)
    {
        var inner = text[2..^1].Trim();
        if (inner.Length == 0 || !Plain().IsMatch(inner))
            return null;
        return Words().Replace(inner, match => match.Value switch
        {
            "==" or "eq" => "=",
            "ne" => "!=",
            "gt" => ">",
            "ge" => ">=",
            "lt" => "<",
            "le" => "<=",
            "&&" => " and ",
            "||" => " or ",
            ['\'', .. var quoted, '\''] => $"\"{quoted}\"",
            ['!', .. var negated] => $"not({negated})",
            var other => other,
        });
    }

    [GeneratedRegex("""^(?:\s+|[A-Za-z_][A-Za-z0-9_.]*|[0-9]+(?:\.[0-9]+)?|'[^'"\\]*'|"[^"\\]*"|![A-Za-z_][A-Za-z0-9_.]*|==|!=|<=|>=|<|>|&&|\|\||\+|-|\*|/)+$""", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Plain();

    [GeneratedRegex("""'[^']*'|"[^"]*"|![A-Za-z_][A-Za-z0-9_.]*|==|&&|\|\||\b(?:eq|ne|gt|ge|lt|le)\b""", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Words();
}
