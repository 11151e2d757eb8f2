using System.Globalization;
using System.Text;
using Orderly.Engine.Feel.Evaluate;
using Orderly.Engine.Feel.Syntax;
using Orderly.Engine.Feel.Values;

namespace Orderly.Engine.Feel.Functions;

/// <summary>Conversions to number and string (DMN 1.5, table 72).</summary>
internal static class ConversionFunctions
{
    public static readonly Signature[] All =
    [
        new("number", [Expects.Number("from")], call => call[0]),
        new("number", [Expects.Text("from")], call => Number(call, call.Text(0))),
        new("number", [Expects.Text("from"), Expects.Text("grouping separator").OrNull(), Expects.Text("decimal separator").OrNull()], Separated),
        new("string", [Expects.Any("from")], Text),
        new("range", [Expects.Text("from")], Range),
    ];

    private static FeelValue Text(Call call) => call[0] switch
    {
        FeelNull nothing => nothing,
        FeelString same => same,
        var other => call.Run.Text(call.At, other.ToString()),
    };

    /// <summary>
    /// The text of a range whose ends are literals, or calls that make dates and durations of literals. An end that is not written, beside
    /// a round bracket, is without limit.
    /// </summary>
    private static FeelValue Range(Call call)
    {
        var text = call.Text(0).Trim();
        if (text.Length < 5 || text[0] is not ('[' or ']' or '(') || text[^1] is not (']' or '[' or ')') || ReadRange(text) is not { HasConstantEnds: true } range)
            return call.Fail("a range between two literals", $"the text is {new FeelString(text).ToBrief()}");
        if (call.Run.Eval(range, new EntriesScope(null)) is not FeelRange value)
            return FeelNull.Instance;
        return value.Start.IsNull || value.End.IsNull || Order.Compare(call.Run, value.Start, value.End) <= 0
            ? value
            : call.Fail("a range that does not run backwards", $"the text is {new FeelString(text).ToBrief()}");
    }

    private static RangeNode? ReadRange(string text)
    {
        var inside = text[1..^1].Trim();
        if (inside.StartsWith("..", StringComparison.Ordinal))
            return text[0] == '(' && ReadEnd(inside[2..]) is { } end ? new RangeNode(0, null, false, end, text[^1] == ']') : null;
        if (inside.EndsWith("..", StringComparison.Ordinal))
            return text[^1] == ')' && ReadEnd(inside[..^2]) is { } start ? new RangeNode(0, start, text[0] == '[', null, false) : null;
        return FeelExpression.Parse(text, FeelGrammar.Expression, ParseNames.Of([])).Expression?.Root as RangeNode;
    }

    private static Node? ReadEnd(string text) => FeelExpression.Parse(text, FeelGrammar.Expression, ParseNames.Of([])).Expression?.Root;

    private static FeelValue Number(Call call, string text) => Decimal34.Parse(text) is { } value
        ? new FeelNumber(value)
        : call.Fail(Decimal34.IsTooLarge(text) ? $"a number below {Decimal34.Beyond}" : "a number", $"the text is {new FeelString(text).ToBrief()}");

    private static FeelValue Separated(Call call)
    {
        var text = call.Text(0);
        var grouping = call.Has(1) ? call.Text(1) : "";
        var point = call.Has(2) ? call.Text(2) : ".";
        if (call.Has(1) && grouping is not (" " or "," or "."))
            return call.Fail("a grouping separator ' ', ',' or '.'", $"it is {call[1].ToBrief()}");
        if (point is not ("." or ",") || grouping == point)
            return call.Fail("a decimal separator '.' or ',' that differs from the grouping", $"it is {call[2].ToBrief()}");
        var plain = new StringBuilder(text);
        if (grouping.Length > 0)
            plain.Replace(grouping, "");
        if (point == ",")
        {
            if (plain.ToString().Contains('.', StringComparison.Ordinal))
                return call.Fail("a number", $"the text is {new FeelString(text).ToBrief()}");
            plain.Replace(',', '.');
        }
        return Number(call, plain.ToString());
    }
}
