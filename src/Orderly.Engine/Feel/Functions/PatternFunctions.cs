using System.Text;
using System.Text.RegularExpressions;
using Orderly.Engine.Feel.Evaluate;

namespace Orderly.Engine.Feel.Functions;

/// <summary>String functions with patterns (DMN 1.5, table 74), which are XPath's regular expressions.</summary>
internal static class PatternFunctions
{
    public static readonly Signature[] All =
    [
        new("matches", [Expects.Text("input"), Expects.Text("pattern"), Expects.Text("flags").Optional().OrNull()], Matches),
        new("replace", [Expects.Text("input"), Expects.Text("pattern"), Expects.Text("replacement"), Expects.Text("flags").Optional().OrNull()], Replace),
        new("split", [Expects.Text("string"), Expects.Text("delimiter")], Split),
    ];

    private static FeelValue Matches(Call call)
    {
        if (Compile(call, 1, 2) is not { } regex)
            return FeelNull.Instance;
        return FeelBoolean.Of(regex.IsMatch(call.Text(0)));
    }

    private static FeelValue Replace(Call call)
    {
        if (Compile(call, 1, 3) is not { } regex)
            return FeelNull.Instance;
        var input = call.Text(0);
        var replacement = call.Text(2);
        var isLiteral = call.Has(3) && call.Text(3).Contains('q', StringComparison.Ordinal);
        var text = new StringBuilder();
        var at = 0;
        for (var match = regex.Match(input); match.Success; match = match.NextMatch())
        {
            call.Run.Step(call.At);
            text.Append(input, at, match.Index - at);
            if (isLiteral)
                text.Append(replacement);
            else if (!Expand(text, match, replacement))
                return call.Fail("a replacement in which '$' is followed by a digit and '\\' by '$' or '\\'", $"it is \"{replacement}\"");
            call.Run.CheckText(call.At, text.Length);
            at = match.Index + match.Length;
        }
        return call.Run.Text(call.At, text.Append(input, at, input.Length - at).ToString());
    }

    /// <summary>$N is the N-th group, of as many digits as there are groups; a group that did not match is empty.</summary>
    private static bool Expand(StringBuilder text, Match match, string replacement)
    {
        for (var i = 0; i < replacement.Length; i++)
        {
            var c = replacement[i];
            if (c is not ('$' or '\\'))
            {
                text.Append(c);
                continue;
            }
            if (++i >= replacement.Length || (c == '\\' ? replacement[i] is not ('$' or '\\') : !char.IsAsciiDigit(replacement[i])))
                return false;
            if (c == '\\')
            {
                text.Append(replacement[i]);
                continue;
            }
            var group = replacement[i] - '0';
            while (i + 1 < replacement.Length && char.IsAsciiDigit(replacement[i + 1]) && (group * 10) + replacement[i + 1] - '0' < match.Groups.Count)
                group = (group * 10) + replacement[++i] - '0';
            if (group < match.Groups.Count)
                text.Append(match.Groups[group].ValueSpan);
        }
        return true;
    }

    private static FeelValue Split(Call call)
    {
        if (Compile(call, 1, int.MaxValue) is not { } regex)
            return FeelNull.Instance;
        var input = call.Text(0);
        var parts = new List<FeelValue>();
        var at = 0;
        for (var match = regex.Match(input); match.Success; match = match.NextMatch())
        {
            call.Run.Step(call.At);
            if (match.Length == 0)
                continue;
            parts.Add(new FeelString(input[at..match.Index]));
            at = match.Index + match.Length;
        }
        parts.Add(new FeelString(input[at..]));
        return call.Run.List(call.At, [.. parts]);
    }

    private static Regex? Compile(Call call, int pattern, int flags)
    {
        var text = call.Text(pattern);
        if (XPathPattern.TryCompile(text, call.Has(flags) ? call.Text(flags) : "", out var regex, out var fault))
            return regex;
        call.Fail("a regular expression", $"\"{text}\" is none: {fault}");
        return null;
    }
}
