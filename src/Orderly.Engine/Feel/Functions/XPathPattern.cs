using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.RegularExpressions;

namespace Orderly.Engine.Feel.Functions;

/// <summary>
/// Translates a regular expression of XPath and XQuery Functions 3.1 (5.6.1) into the platform's. Matching takes time linear in the
/// input (no backtracking); therefore back-references are refused with a message.
/// </summary>
internal static class XPathPattern
{
    /// <summary>Under flag x, space outside classes is taken out before anything else is read, even after a backslash.</summary>
    private static string WithoutSpace(string pattern)
    {
        var text = new StringBuilder(pattern.Length);
        var classes = 0;
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            if (c == '\\' && i + 1 < pattern.Length && pattern[i + 1] is '[' or ']' or '\\')
            {
                text.Append(c).Append(pattern[++i]);
                continue;
            }
            classes += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (classes > 0 || c is not (' ' or '\t' or '\n' or '\r'))
                text.Append(c);
        }
        return text.ToString();
    }

    public static bool TryCompile(string pattern, string flags, [NotNullWhen(true)] out Regex? regex, [NotNullWhen(false)] out string? fault)
    {
        regex = null;
        fault = null;
        var options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;
        foreach (var flag in flags)
        {
            switch (flag)
            {
                case 's':
                    options |= RegexOptions.Singleline;
                    break;
                case 'm':
                    options |= RegexOptions.Multiline;
                    break;
                case 'i':
                    options |= RegexOptions.IgnoreCase;
                    break;
                case 'x' or 'q':
                    break;
                default:
                    fault = $"the flag '{flag}' is not one of s, m, i, x, q";
                    return false;
            }
        }
        try
        {
            var translated = flags.Contains('q', StringComparison.Ordinal)
                ? Regex.Escape(pattern)
                : new XPathTranslation(flags.Contains('x', StringComparison.Ordinal) ? WithoutSpace(pattern) : pattern, options).Translate();
            regex = new Regex(translated, options);
            return true;
        }
        catch (Exception failure) when (failure is ArgumentException or NotSupportedException)
        {
            fault = failure.Message;
            return false;
        }
    }
}

/// <summary>One translation: what XPath writes differently, construct by construct.</summary>
internal sealed class XPathTranslation(string pattern, RegexOptions options)
{
    private readonly StringBuilder output = new(pattern.Length + 8);
    private int at;

    public string Translate()
    {
        while (at < pattern.Length)
        {
            var c = pattern[at];
            switch (c)
            {
                case '\\':
                    Escape(inClass: false);
                    break;
                case '[':
                    Class();
                    break;
                case '.' when !options.HasFlag(RegexOptions.Singleline):
                    // XPath's dot leaves out carriage returns too.
                    output.Append(@"[^\n\r]");
                    at++;
                    break;
                case '$' when !options.HasFlag(RegexOptions.Multiline):
                    output.Append(@"\z");
                    at++;
                    break;
                case '(' when at + 1 < pattern.Length && pattern[at + 1] == '?' && !(at + 2 < pattern.Length && pattern[at + 2] == ':'):
                    throw new ArgumentException("groups beginning with '(?' other than '(?:' are not part of XPath");
                default:
                    output.Append(c is ' ' or '#' ? "\\" + c : c.ToString());
                    at++;
                    break;
            }
        }
        return output.ToString();
    }

    private void Escape(bool inClass)
    {
        if (at + 1 >= pattern.Length)
            throw new ArgumentException("it ends in '\\'");
        var c = pattern[at + 1];
        switch (c)
        {
            case 'n' or 'r' or 't' or '\\' or '|' or '.' or '?' or '*' or '+' or '(' or ')' or '{' or '}' or '-' or '[' or ']' or '^' or '$':
            case 's' or 'S' or 'd' or 'D' or 'w' or 'W':
                output.Append('\\').Append(c);
                at += 2;
                break;
            case 'i':
                output.Append(inClass ? @"\p{L}_:" : @"[\p{L}_:]");
                at += 2;
                break;
            case 'I' when !inClass:
                output.Append(@"[^\p{L}_:]");
                at += 2;
                break;
            case 'c':
                output.Append(inClass ? @"\p{L}\p{Nd}\-._:\u00B7" : @"[\p{L}\p{Nd}\-._:\u00B7]");
                at += 2;
                break;
            case 'C' when !inClass:
                output.Append(@"[^\p{L}\p{Nd}\-._:\u00B7]");
                at += 2;
                break;
            case 'p' or 'P':
                var close = pattern.IndexOf('}', at);
                if (close < 0 || at + 2 >= pattern.Length || pattern[at + 2] != '{')
                    throw new ArgumentException($"'\\{c}' needs a category in braces");
                output.Append(pattern, at, close + 1 - at);
                at = close + 1;
                break;
            case >= '1' and <= '9' when !inClass:
                throw new NotSupportedException("back-references are not supported");
            default:
                throw new ArgumentException($"'\\{c}' is no escape of XPath");
        }
    }

    /// <summary>A character class, where XPath writes a subtraction as the platform does.</summary>
    private void Class()
    {
        output.Append('[');
        at++;
        if (at < pattern.Length && pattern[at] == '^')
        {
            output.Append('^');
            at++;
        }
        for (var isFirst = true; at < pattern.Length; isFirst = false)
        {
            var c = pattern[at];
            if (c == ']' && !isFirst)
            {
                output.Append(']');
                at++;
                return;
            }
            if (c == '\\')
                Escape(inClass: true);
            else if (c == '-' && at + 1 < pattern.Length && pattern[at + 1] == '[')
            {
                output.Append('-');
                at++;
                Class();
            }
            else if (c == '[')
                throw new ArgumentException("'[' inside a class must be escaped");
            else
            {
                output.Append(c);
                at++;
            }
        }
        throw new ArgumentException("a '[' is not closed");
    }
}
