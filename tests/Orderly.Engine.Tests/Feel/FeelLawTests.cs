using System.Globalization;
using CsCheck;
using Orderly.Engine.Feel;

namespace Orderly.Engine.Tests.Feel;

public sealed class FeelLawTests
{
    private static readonly string[] Truths = ["true", "false", "null"];

    private static readonly string[] Words =
    [
        "1", "2.5", "\"a\"", "a", "b c", "null", "true", "+", "-", "*", "/", "**", "(", ")", "[", "]", "{", "}", ",", ":", ".", "..", "<", ">=", "=", "!=",
        " in ", " and ", " or ", " between ", " instance of ", "if ", " then ", " else ", "for x in ", " return ", "some y in ", " satisfies ", "function(", "not(", "?",
        "@\"2026-01-01\"", "@\"P1D\"", "date(", "count(", "list<", "number", "//", "/*", "*/", "\\", "\"", "'", "@", "\u0000", "é", "😀",
    ];

    private static readonly Gen<string> Scraps = Gen.Int[0, Words.Length - 1].Select(index => Words[index]);

    private static readonly Gen<string> Interval = Gen.Select(Gen.Int[0, 6], Gen.Int[1, 4], Gen.Bool, Gen.Bool)
        .Select((from, length, low, high) => $"{(low ? '[' : '(')}{from}..{from + length}{(high ? ']' : ')')}");

    [Fact]
    public void De_morgan_holds_in_three_valued_logic()
    {
        foreach (var a in Truths)
        {
            foreach (var b in Truths)
            {
                Evaluating.Show($"not({a} and {b})").ShouldBe(Evaluating.Show($"not({a}) or not({b})"));
                Evaluating.Show($"{a} and {b}").ShouldBe(Evaluating.Show($"{b} and {a}"));
                Evaluating.Show($"{a} or {b}").ShouldBe(Evaluating.Show($"{b} or {a}"));
            }
        }
    }

    [Theory]
    [InlineData("not({0} or {1})", "not({0}) and not({1})")]
    [InlineData("not(not({0}))", "{0}")]
    [InlineData("{0} and {0}", "{0} or {0}")]
    [InlineData("({0} and {1}) and {2}", "{0} and ({1} and {2})")]
    [InlineData("({0} or {1}) or {2}", "{0} or ({1} or {2})")]
    [InlineData("{0} and ({1} or {2})", "({0} and {1}) or ({0} and {2})")]
    [InlineData("{0} or ({1} and {2})", "({0} or {1}) and ({0} or {2})")]
    [InlineData("{0} and ({0} or {1})", "{0}")]
    [InlineData("{0} and true", "{0} or false")]
    [InlineData("{0} and false", "not({0} or true)")]
    [InlineData("every v in [{0}, {1}, {2}] satisfies v", "not(some v in [{0}, {1}, {2}] satisfies not(v))")]
    [InlineData("all([{0}, {1}, {2}])", "{0} and {1} and {2}")]
    [InlineData("any([{0}, {1}, {2}])", "{0} or {1} or {2}")]
    public void A_law_of_three_valued_logic_holds_for_all_truths(string left, string right)
    {
        foreach (var a in Truths)
            foreach (var b in Truths)
                foreach (var c in Truths)
                    Evaluating.Show(string.Format(CultureInfo.InvariantCulture, left, a, b, c)).ShouldBe(Evaluating.Show(string.Format(CultureInfo.InvariantCulture, right, a, b, c)), $"{left} and {right} for {a}, {b}, {c}");
    }

    [Fact]
    public void Points_and_intervals_with_open_and_closed_ends_keep_their_laws() => Gen.Select(Interval, Interval, Gen.Int[0, 14]).Sample((x, y, half) =>
    {
        bool Holds(string text) => Evaluating.Show(text) switch { "true" => true, "false" => false, var other => throw new InvalidOperationException($"{text} is {other}") };
        var point = $"{half / 2}{(half % 2 == 0 ? "" : ".5")}";
        var (inX, inY) = (Holds($"{point} in {x}"), Holds($"{point} in {y}"));
        Holds($"includes({x}, {point})").ShouldBe(inX);
        Holds($"during({point}, {x})").ShouldBe(inX);
        (Holds($"before({point}, {x})") || Holds($"after({point}, {x})") || inX).ShouldBeTrue($"{point} and {x}");
        if (inX && inY)
            Holds($"overlaps({x}, {y})").ShouldBeTrue($"{point} is in {x} and {y}");
        if (inX && Holds($"includes({y}, {x})"))
            inY.ShouldBeTrue($"{y} includes {x}, which has {point}");
        if (Holds($"before({x}, {y})"))
            (inX && inY).ShouldBeFalse();
        Holds($"overlaps({x}, {y})").ShouldBe(Holds($"overlaps({y}, {x})"));
        Holds($"meets({x}, {y})").ShouldBe(Holds($"met by({y}, {x})"));
        Holds($"starts({x}, {y})").ShouldBe(Holds($"started by({y}, {x})"));
        Holds($"finishes({x}, {y})").ShouldBe(Holds($"finished by({y}, {x})"));
        Holds($"coincides({x}, {y})").ShouldBe(Holds($"includes({x}, {y}) and includes({y}, {x})"), $"{x} and {y}");
    }, iter: 3_000);

    [Fact]
    public void Two_intervals_stand_in_exactly_one_relation() => Gen.Select(Gen.Int[0, 6], Gen.Int[0, 6], Gen.Int[0, 6], Gen.Int[0, 6])
        .Where((a, b, c, d) => a < b && c < d).Sample((a, b, c, d) =>
    {
        var (x, y) = ($"[{a}..{b}]", $"[{c}..{d}]");
        string[] relations = ["before", "after", "coincides"];
        var held = relations.Count(relation => Evaluating.Show($"{relation}({x}, {y})") == "true");
        var touching = Evaluating.Show($"overlaps({x}, {y})") == "true";
        (held == 1 || touching).ShouldBeTrue();
        Evaluating.Show($"before({x}, {y})").ShouldBe(Evaluating.Show($"after({y}, {x})"));
        Evaluating.Show($"includes({x}, {y})").ShouldBe(Evaluating.Show($"during({y}, {x})"));
        Evaluating.Show($"overlaps before({x}, {y})").ShouldBe(Evaluating.Show($"overlaps after({y}, {x})"));
    });

    [Fact]
    public void Any_text_ends_in_a_value_or_in_issues_and_always_in_the_same() => Scraps.Array[1, 25].Sample(parts =>
    {
        var text = string.Concat(parts);
        var scope = Evaluating.Scope(("a", FeelValue.Of(1)), ("b c", FeelValue.Of([FeelValue.Of(2)])));
        foreach (var grammar in Enum.GetValues<FeelGrammar>())
        {
            var first = FeelExpression.Parse(text, grammar, scope.Names);
            if (first.Expression is null)
            {
                first.Issues[0].Position.ShouldBeInRange(0, text.Length);
                continue;
            }
            var result = first.Expression.Test(FeelValue.Of(1), scope, Evaluating.Environment);
            var again = FeelExpression.Parse(text, grammar, scope.Names).Expression!.Test(FeelValue.Of(1), scope, Evaluating.Environment);
            again.Value.ToString().ShouldBe(result.Value.ToString());
            again.Issues.ShouldBe(result.Issues);
        }
    }, iter: 20_000);

    [Fact]
    public void A_value_shown_as_a_literal_reads_back_as_itself()
    {
        string[] texts =
        [
            "1.50", "-3", "\"a\\\"\\\\b\n\"", "[1, [2, null]]", "{a: 1, \"b-c d!\": [true]}", "[1..2)", "(< 5)", "@\"-2021-01-01T10:00:00.000000001@Europe/Paris\"",
            "@\"P1Y2M\"", "@\"-PT0.5S\"", "@\"999999999-12-31\"", "10 ** 40", "1 / 3",
        ];
        foreach (var text in texts)
        {
            var value = Evaluating.Run(text).Value;
            Evaluating.Run(Evaluating.Literal(value)).Value.ShouldBe(value);
        }
    }
}
