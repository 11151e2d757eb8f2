using CsCheck;
using Orderly.Engine.Dmn;
using Orderly.Engine.Feel;
using Orderly.Engine.Tests.Feel;

namespace Orderly.Engine.Tests.Dmn;

public sealed class RuleIndexTests
{
    /// <summary>Columns of one type are looked up; the last kind is a mixture, which is not.</summary>
    private static readonly string[][] Kinds =
    [
        ["-", "1", "2, 3", "not(2)", "< 2", ">= 2", "[1..3]", "(1..3)", "not([1..3))", "!= 2", "> 1, < 0", "-1", "[3..1]"],
        ["-", "\"a\"", "\"a\", \"b\"", "not(\"a\")", "not(\"a\", \"b\")", "\"c\""],
        ["-", "true", "false", "not(true)", "true, false"],
        ["-", "@\"2026-01-01\"", ">= @\"2026-01-01\"", "< @\"2026-01-01\""],
        ["-", "@\"08:00:00\"", "< @\"08:00:00\"", ">= @\"09:30:00\"", "not(@\"08:00:00\")"],
        ["-", "@\"2026-01-01T08:00:00\"", "< @\"2026-01-01T08:00:00\"", "not(@\"2026-01-01T08:00:00\")", "> @\"2025-12-31T00:00:00\""],
        ["-", "@\"2026-01-01T08:00:00Z\"", "< @\"2026-01-01T10:00:00+02:00\"", "not(@\"2026-01-01T10:00:00+02:00\")", ">= @\"2026-01-01T09:00:00Z\""],
        ["-", "1", "\"a\"", "true", "null", "@\"P1M\"", "< @\"P1D\""],
    ];

    private static readonly string[] Inputs = ["0", "1", "1.5", "2", "3", "-1", "\"a\"", "\"b\"", "\"c\"", "true", "false", "null", "@\"2026-01-01\"", "@\"2025-12-31\"", "@\"P1M\"", "@\"PT1H\"", "@\"08:00:00\"", "@\"10:00:00\"", "@\"08:00:00Z\"", "@\"2026-01-01T08:00:00\"",
        "@\"2026-01-01T08:00:00Z\"", "@\"2026-01-01T10:00:00+02:00\"", "@\"2026-01-01T09:00:00@Europe/Paris\"", "[1]", "[]", "{}"];

    private static readonly Gen<string> AnyInput = Gen.Int[0, Inputs.Length - 1].Select(index => Inputs[index]);

    private static readonly Gen<Gen<string>> Column = Gen.Int[0, Kinds.Length - 1].Select(kind => Gen.Int[0, Kinds[kind].Length - 1].Select(cell => Kinds[kind][cell]));

    [Fact]
    public void The_index_finds_the_rules_that_evaluating_finds() => Compare(1, 6, iterations: 300);

    [Fact]
    public void The_index_of_a_large_table_finds_the_rules_that_evaluating_finds() => Compare(65, 120, iterations: 40);

    [Fact]
    public void Ten_thousand_rules_with_a_key_are_looked_up_within_few_steps()
    {
        var rules = Enumerable.Range(0, 10_000).Select(rule => $"\"{rule}\" | - | {rule}").ToArray();
        var model = DmnText.Read(DmnText.Input("x") + DmnText.Input("y") + DmnText.Table("hitPolicy=\"FIRST\"", ["x", "y"], ["name=\"n\""], rules));
        var environment = Evaluating.Environment with { Limits = new FeelLimits { Steps = 50 } };
        var outcome = model.Evaluate("answer", Evaluating.Scope(("x", FeelValue.Of("9999")), ("y", FeelValue.Null)), environment);
        outcome.Value.ShouldBe(FeelValue.Of(9999));
        outcome.Trace[0].Tables[0].RuleCount.ShouldBe(10_000);
        outcome.Trace[0].Tables[0].Rules.ShouldHaveSingleItem().Number.ShouldBe(10_000);
    }

    private static void Compare(int least, int most, int iterations) =>
        Gen.Select(Column, Column).SelectMany((first, second) => Gen.Select(Gen.Select(first, second).Array[least, most], AnyInput, AnyInput)).Sample((cells, x, y) =>
        {
            var indexed = Matches(cells, x, y);
            // A cell that speaks of '?' is always evaluated.
            var evaluated = Matches([.. cells.Select(pair => (Evaluated(pair.Item1), Evaluated(pair.Item2)))], x, y);
            indexed.ShouldBe(evaluated, $"for {x} and {y} of {string.Join("; ", cells)}");
        }, iter: iterations);

    private static string Evaluated(string cell) => cell is "-" ? cell : cell.StartsWith("not(", StringComparison.Ordinal) ? $"{cell[..^1]}, ? = ? and false)" : $"{cell}, ? = ? and false";

    private static string Matches((string X, string Y)[] cells, string x, string y)
    {
        var rules = cells.Select((pair, number) => $"{pair.X} | {pair.Y} | {number}").ToArray();
        var model = DmnText.Read(DmnText.Input("x") + DmnText.Input("y") + DmnText.Table("hitPolicy=\"COLLECT\"", ["x", "y"], ["name=\"n\""], rules));
        var inputs = Evaluating.Scope(("x", Evaluating.Run(x).Value), ("y", Evaluating.Run(y).Value));
        var answer = model.Evaluate("answer", inputs, Evaluating.Environment).Value.ToString();
        model.Evaluate("answer", inputs, Evaluating.Environment, isTraced: false).Value.ToString().ShouldBe(answer, "without a trace");
        return answer;
    }
}
