using System.Globalization;
using System.Text;
using Orderly.Engine.Feel.Evaluate;

namespace Orderly.Engine.Feel.Functions;

/// <summary>String functions without patterns (DMN 1.5, table 74). Positions count code points from 1, or from the end when negative.</summary>
internal static class StringFunctions
{
    public static readonly Signature[] All =
    [
        new("substring", [Expects.Text("string"), Expects.Number("start position"), Expects.Number("length").Optional().OrNull()], Substring),
        new("string length", [Expects.Text("string")], call => FeelValue.Of((long)((FeelString)call[0]).Length)),
        new("upper case", [Expects.Text("string")], call => call.Run.Text(call.At, LetterCase.Upper(call.Text(0)))),
        new("lower case", [Expects.Text("string")], call => call.Run.Text(call.At, LetterCase.Lower(call.Text(0)))),
        new("substring before", [Expects.Text("string"), Expects.Text("match")], Before),
        new("substring after", [Expects.Text("string"), Expects.Text("match")], After),
        new("contains", [Expects.Text("string"), Expects.Text("match")], call => FeelBoolean.Of(call.Text(0).Contains(call.Text(1), StringComparison.Ordinal))),
        new("starts with", [Expects.Text("string"), Expects.Text("match")], call => FeelBoolean.Of(call.Text(0).StartsWith(call.Text(1), StringComparison.Ordinal))),
        new("ends with", [Expects.Text("string"), Expects.Text("match")], call => FeelBoolean.Of(call.Text(0).EndsWith(call.Text(1), StringComparison.Ordinal))),
        new("string join", [Expects.List("list"), Expects.Text("delimiter").Optional().OrNull()], Join),
    ];

    private static FeelValue Substring(Call call)
    {
        var text = (FeelString)call[0];
        var length = text.Length;
        if (!call.TryWhole(1, out var start) || start == 0)
            return call.Fail("a start position that is not 0", $"it is {call[1].ToBrief()}");
        var count = (long)length;
        if (call.Has(2) && (!call.TryWhole(2, out count) || count < 1))
            return call.Fail("a length of at least 1", $"it is {call[2].ToBrief()}");
        var from = start > 0 ? start - 1 : length + start;
        if (from < 0 || from >= length)
            return from == 0 && !call.Has(2) ? text : call.Fail($"a start position within the {length} characters", $"it is {start}");
        return new FeelString(Slice(text.Value, (int)from, (int)Math.Min(count, length - from)));
    }

    private static string Slice(string text, int from, int count)
    {
        var start = Skip(text, 0, from);
        return text[start..Skip(text, start, count)];
    }

    private static int Skip(string text, int at, int points)
    {
        for (; points > 0; points--)
            at += char.IsSurrogatePair(text, at) ? 2 : 1;
        return at;
    }

    private static FeelString Before(Call call)
    {
        var at = call.Text(0).IndexOf(call.Text(1), StringComparison.Ordinal);
        return new FeelString(at < 0 ? "" : call.Text(0)[..at]);
    }

    private static FeelString After(Call call)
    {
        var at = call.Text(0).IndexOf(call.Text(1), StringComparison.Ordinal);
        return new FeelString(at < 0 ? "" : call.Text(0)[(at + call.Text(1).Length)..]);
    }

    /// <summary>Nulls are left out; anything else but strings has no join.</summary>
    private static FeelValue Join(Call call)
    {
        var text = new StringBuilder();
        var delimiter = call.Has(1) ? call.Text(1) : "";
        var isFirst = true;
        foreach (var item in call.List(0).Items)
        {
            if (item is FeelNull)
                continue;
            if (item is not FeelString part)
                return call.Fail("a list of strings", string.Create(CultureInfo.InvariantCulture, $"it has an item of type {item.TypeName}"));
            text.Append(isFirst ? "" : delimiter).Append(part.Value);
            call.Run.CheckText(call.At, text.Length);
            isFirst = false;
        }
        return new FeelString(text.ToString());
    }
}
