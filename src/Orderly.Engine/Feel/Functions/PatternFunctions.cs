using System.Text;
using Orderly.Engine.Feel.Patterns;

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

    private static FeelValue Matches(Call call) =>
        Compile(call, 1, 2) is { } program ? FeelBoolean.Of(Matcher(call, program).Find(0) is not null) : FeelNull.Instance;

    private static FeelValue Replace(Call call)
    {
        if (Compile(call, 1, 3) is not { } program)
            return FeelNull.Instance;
        var (input, replacement) = (call.Text(0), call.Text(2));
        if (MatchesNothing(call, program))
            return call.Fail("a pattern that does not match the empty string", $"{call[1].ToBrief()} does");
        var text = new StringBuilder();
        var at = 0;
        var matcher = Matcher(call, program);
        for (var match = matcher.Find(0); match is { } found; match = matcher.Find(at))
        {
            text.Append(input, at, found.Start - at);
            if (program.Flags.IsLiteral)
                text.Append(replacement);
            else if (!Expand(text, input, program, found, replacement))
                return call.Fail("a replacement in which '$' is followed by a digit and '\\' by '$' or '\\'", $"it is {call[2].ToBrief()}");
            call.Run.CheckText(call.At, text.Length);
            at = found.End;
        }
        return call.Run.Text(call.At, text.Append(input, at, input.Length - at).ToString());
    }

    /// <summary>$N is the N-th group, of as many digits as there are groups; a group that did not match is empty.</summary>
    private static bool Expand(StringBuilder text, string input, PatternProgram program, PatternMatch match, string replacement)
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
            while (i + 1 < replacement.Length && char.IsAsciiDigit(replacement[i + 1]) && (group * 10) + replacement[i + 1] - '0' <= program.Groups)
                group = (group * 10) + replacement[++i] - '0';
            if (group <= program.Groups)
                text.Append(match.Group(input, group));
        }
        return true;
    }

    private static FeelValue Split(Call call)
    {
        if (Compile(call, 1, int.MaxValue) is not { } program)
            return FeelNull.Instance;
        if (MatchesNothing(call, program))
            return call.Fail("a delimiter that does not match the empty string", $"{call[1].ToBrief()} does");
        var input = call.Text(0);
        var parts = new List<FeelValue>();
        var at = 0;
        var matcher = Matcher(call, program);
        for (var match = matcher.Find(0); match is { } found; match = matcher.Find(at))
        {
            parts.Add(new FeelString(input[at..found.Start]));
            at = found.End;
        }
        parts.Add(new FeelString(input[at..]));
        return call.Run.List(call.At, [.. parts]);
    }

    /// <summary>XPath leaves no meaning to replacing or splitting at nothing (error FORX0003).</summary>
    private static bool MatchesNothing(Call call, PatternProgram program) => new PatternMatcher(program, "", Spend(call)).Find(0) is not null;

    private static PatternMatcher Matcher(Call call, PatternProgram program) => new(program, call.Text(0), Spend(call));

    private static Action<int> Spend(Call call) => steps => call.Run.Step(call.At, steps);

    private static PatternProgram? Compile(Call call, int pattern, int flags)
    {
        var text = call.Text(pattern);
        try
        {
            call.Run.Step(call.At, 1 + (text.Length / 16));
            return new PatternProgram(text, call.Has(flags) ? call.Text(flags) : "");
        }
        catch (PatternFault fault)
        {
            call.Fail("a regular expression", $"{call[pattern].ToBrief()} is none: {fault.Message}");
            return null;
        }
    }
}
