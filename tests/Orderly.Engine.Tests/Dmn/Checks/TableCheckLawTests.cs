using CsCheck;
using Orderly.Engine.Dmn.Checks;
using Orderly.Engine.Feel;
using Orderly.Engine.Tests.Feel;

namespace Orderly.Engine.Tests.Dmn.Checks;

/// <summary>What the check says of random tables against what their rules match, for inputs on every side of every number and text in a cell.</summary>
public sealed class TableCheckLawTests
{
    private static readonly string[] Numbers =
        ["-", "< 3", "<= 3", "> 3", ">= 5", "[1..5)", "3", "1, 5", "not(3)", "not([1..3])", "null", "not(null)", "? > 3", "? between 1 and 3", "? >= 1 and ? < 5", "? in (< 3, > 5)", "1 + 2", "[1, 5]", "even(?)"];

    private static readonly string[] Texts = ["-", "\"a\"", "not(\"a\")", "\"a\", \"b\"", "? = \"b\"", "? != \"b\"", "null, \"c\"", "starts with(?, \"a\")"];

    private static readonly FeelValue[] SomeNumbers = [.. Enumerable.Range(0, 7).Select(FeelValue (number) => FeelValue.Of(number))];
    private static readonly FeelValue[] SomeTexts = [FeelValue.Of("a"), FeelValue.Of("b"), FeelValue.Of("c"), FeelValue.Of("d")];

    [Fact]
    public void Every_gap_overlap_and_idle_rule_that_is_told_is_there_and_none_is_missed_where_all_cells_are_known() =>
        Gen.Select(Gen.Int[0, Numbers.Length - 1], Gen.Int[0, Texts.Length - 1]).Array[1, 4].Select(Gen.Bool).Sample((cells, isFirst) =>
        {
            var rows = cells.Select((cell, number) => $"{Numbers[cell.Item1]} | {Texts[cell.Item2]} | {number + 1}").ToArray();
            var shown = string.Join("; ", rows);
            // The answer of COLLECT names every rule that matched; the check is asked of the policy that looks for gaps and overlaps.
            var found = DmnCheck.Of(DmnText.Read(Content(isFirst ? "hitPolicy=\"FIRST\"" : "hitPolicy=\"UNIQUE\"", rows)));
            var model = DmnText.Read(Content("hitPolicy=\"COLLECT\"", rows));
            var seen = (from x in Grid(SomeNumbers, rows, 0) from y in Grid(SomeTexts, rows, 1) select Matched(model, x, y)).ToList();

            var isKnown = !found.Any(finding => finding.Kind == DmnFindingKind.Unchecked);
            var hasGap = seen.Exists(rules => rules.Count == 0);
            var saysGap = found.Any(finding => finding.Kind == DmnFindingKind.Gap);
            if (saysGap ? !hasGap : hasGap && isKnown)
                throw new InvalidOperationException($"{shown}: a gap is {(hasGap ? "there" : "not there")}, but {(saysGap ? "is told" : "is not told")}");
            foreach (var finding in found.Where(finding => finding.Kind is DmnFindingKind.Unreachable or DmnFindingKind.Masked))
            {
                if (finding.Kind == DmnFindingKind.Masked ? seen.Exists(rules => rules.Count > 0 && rules[0] == finding.Rule) : seen.Exists(rules => rules.Contains(finding.Rule)))
                    throw new InvalidOperationException($"{shown}: {finding.Message}, but it speaks");
            }
            if (isFirst)
                return;
            for (var b = 2; b <= rows.Length; b++)
            {
                for (var a = 1; a < b; a++)
                {
                    var told = found.Any(finding => finding.Kind == DmnFindingKind.Overlap && finding.Message.Contains($"rules {a} and {b} match", StringComparison.Ordinal));
                    var meet = seen.Exists(rules => rules.Contains(a) && rules.Contains(b));
                    if (told ? !meet : meet && isKnown)
                        throw new InvalidOperationException($"{shown}: rules {a} and {b} {(meet ? "meet" : "do not meet")}, but that {(told ? "is told" : "is not told")}");
                }
            }
        }, iter: 2_000);

    private static IEnumerable<FeelValue> Grid(FeelValue[] values, string[] rows, int column) =>
        rows.Any(row => row.Split(" | ")[column].Contains("null", StringComparison.Ordinal)) ? values.Append(FeelValue.Null) : values;

    private static List<int> Matched(Engine.Dmn.DmnModel model, FeelValue x, FeelValue y) =>
        model.Evaluate("answer", FeelContext.Empty.With("x", x).With("y", y), Evaluating.Environment).Value is FeelList rules ? [.. rules.Items.Select(rule => int.Parse(rule.ToString(), System.Globalization.CultureInfo.InvariantCulture))] : [];

    private static string Content(string policy, string[] rows) => DmnText.Input("x", "number") + DmnText.Input("y", "string") + DmnText.Table(policy, ["x", "y"], ["name=\"o\""], rows);
}
