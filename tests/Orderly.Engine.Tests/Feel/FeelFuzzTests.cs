using CsCheck;
using Orderly.Engine.Dmn;
using Orderly.Engine.Dmn.Checks;
using Orderly.Engine.Feel;
using Orderly.Engine.Tests.Dmn;

namespace Orderly.Engine.Tests.Feel;

/// <summary>
/// Whatever the text, reading and evaluating end within their limits, in a value or in issues. Each runs for some seconds; a failure prints the
/// seed, and CsCheck_Seed=SEED repeats it. CsCheck_Time=SECONDS runs longer.
/// </summary>
public sealed class FeelFuzzTests
{
    private const int Steps = 2_000;
    private static readonly FeelEnvironment Tight = Evaluating.Environment with { Limits = new FeelLimits { Steps = Steps, Depth = 16, ListLength = 500, StringLength = 2_000 } };
    private static readonly FeelContext Scope = Evaluating.Scope(("x", FeelValue.Of(3)), ("y z", FeelValue.Of("word")), ("flags", FeelValue.Of([FeelValue.Of(true)])));
    private static readonly string Pieces = "()[]{},.:;<>=!?+-*/@\"'\\ \n0123456789eabxyz_\u00e9\ud83d";

    private static readonly string[] Greedy =
    [
        "for a in 1..1000, b in 1..1000, c in 1..1000 return a * b", "string join(for a in 1..400 return \"xxxxxxxxxx\", \"yyyyyyyyyy\")", "{f: function(n) f(n + 1), r: f(1)}.r",
        "replace(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\", \"(a+)+$\", \"b\")", "matches(\"aaaaaaaaaaaaaaaaaaaaaaaaaaab\", \"(a*)*c\")", "for a in 1..400 return partial", "9 ** 9 ** 9", "1e6000 * 1e6000",
    ];

    private static readonly Gen<string> Spoilt = Gen.Select(Gen.OneOf(RandomExpressions.Expression, RandomExpressions.Tests, Gen.Int[0, Greedy.Length - 1].Select(index => Greedy[index])), Gen.Select(Gen.Int[0, 3], Gen.Double[0, 1], Gen.Int[0, Pieces.Length - 1]).Array[0, 4])
        .Select((text, changes) => changes.Aggregate(text, (spoilt, change) => Changed(spoilt, change.Item1, (int)(change.Item2 * spoilt.Length), Pieces[change.Item3])));

    [Fact]
    public void Any_text_is_read_and_evaluated_within_the_limits() => Spoilt.Sample(text =>
    {
        foreach (var grammar in Enum.GetValues<FeelGrammar>())
        {
            var read = FeelExpression.Parse(text, grammar, Scope.Names);
            if (read.Expression is not { } expression)
            {
                read.Issues.ShouldNotBeEmpty();
                continue;
            }
            var result = expression.Test(FeelValue.Of(3), Scope, Tight);
            result.Issues.ShouldAllBe(issue => issue.Position >= 0 && issue.Position <= text.Length);
            expression.Print();
        }
    }, time: 3);

    [Fact]
    public void Any_model_is_read_checked_and_evaluated_within_the_limits()
    {
        var model = DmnText.Model(DmnText.Input("x") + DmnText.Input("y z") + DmnText.Literal("other", "sum([x, 1])", "x")
            + DmnText.Table("hitPolicy=\"COLLECT\" aggregation=\"SUM\"", ["x", "y z"], ["name=\"o\"|<outputValues><text>1, 2</text></outputValues>"], "< 3, [5..7) | \"word\" | 1", "not(4) | - | x", "? > 2 | - | 2"));
        Gen.Select(Gen.Int[0, 3], Gen.Double[0, 1], Gen.Int[0, Pieces.Length - 1]).Array[1, 4].Sample(changes =>
        {
            var spoilt = changes.Aggregate(model, (text, change) => Changed(text, change.Item1, (int)(change.Item2 * text.Length), Pieces[change.Item3]));
            foreach (var read in DmnReader.ReadAll(DmnText.Bytes(spoilt)))
            {
                (read.Model is null).ShouldBe(read.Issues.Length > 0);
                if (read.Draft is not { } draft)
                    continue;
                DmnCheck.Of(draft);
                foreach (var decision in draft.Decisions)
                    draft.Evaluate(decision.Id, Scope, Tight).ShouldNotBeNull();
            }
        }, time: 2);
    }

    private static string Changed(string text, int kind, int at, char piece) => kind switch
    {
        0 => text.Insert(at, piece.ToString()),
        1 => at < text.Length ? text.Remove(at, 1) : text,
        2 => text[..at] + text[(at / 2)..],
        _ => at < text.Length ? text.Remove(at, 1).Insert(at, piece.ToString()) : text,
    };
}
