using CsCheck;
using Orderly.Engine.Feel;
using Orderly.Engine.Feel.Evaluate;
using Orderly.Engine.Feel.Typing;

namespace Orderly.Engine.Tests.Feel;

/// <summary>What the typing knows of an expression is true of its value.</summary>
public sealed class TypingLawTests
{
    private static readonly (string Name, FeelValue Value)[] Given =
    [
        ("x", FeelValue.Of(3)), ("y z", FeelValue.Of("b")), ("flags", FeelValue.Of(new FeelValue[] { FeelValue.Of(true), FeelValue.Null })),
    ];

    [Fact]
    public void A_random_expression_has_a_value_of_its_type() => RandomExpressions.Expression.Sample(text => Hold(text, FeelGrammar.Expression), iter: 20_000);

    [Fact]
    public void A_random_test_that_can_never_hold_does_not() => RandomExpressions.Tests.Sample(text => Hold(text, FeelGrammar.UnaryTests), iter: 5_000);

    [Fact]
    public void Every_built_in_function_gives_what_its_type_says() => Array.ForEach(
        [
            "abs(@\"-P1D\")", "abs([@\"-P1D\"])", "sublist([1, 2], 1)[1]", "sublist(7, 1)", "index of([1], 1)", "split(\"a b\", \" \")", "mode([1, 1])", "stddev([1, 2])", "sum([@\"P1D\", @\"P2D\"])",
            "min(\"a\", \"b\")", "max([@\"2026-01-01\"])", "all([true])", "date(2026, 1, 1)", "time(1, 2, 3)", "date and time(@\"2026-01-01\", @\"10:00:00\")", "duration(\"P1D\")", "range(\"[1..2]\")",
            "years and months duration(@\"2026-01-01\", @\"2026-03-01\")", "day of week(@\"2026-01-01\")", "week of year(@\"2026-01-01\")", "string join([\"a\"])", "get entries({a: 1})", "get value({a: 1}, \"a\")",
            "sort([2, 1])", "sort(2)", "context([{key: \"a\", value: 1}])", "distinct values([1, 1])", "reverse([\"a\"])", "remove([1, 2], 1)", "flatten([[1]])", "not(true)", "is(1, 2)", "number(\"1\")", "now()", "today()",
            "before(1, 2)", "@\"P1DT2H\".hours", "@\"2026-01-01T10:00:00Z\".time offset", "[1..3].start", "[1, 2, 3][1]", "[1, 2, 3][item > 1]", "7[1]", "for i in @\"2026-01-01\"..@\"2026-01-03\" return i", "{a: {b: 1}}.a.b",
        ],
        text => Known(text, FeelGrammar.Expression).ShouldBe(true, text));

    private static void Hold(string text, FeelGrammar grammar) => Known(text, grammar);

    /// <summary>Whether anything is known; that it is so is asserted.</summary>
    private static bool Known(string text, FeelGrammar grammar)
    {
        if (FeelExpression.Parse(text, grammar, Given.Select(one => one.Name)).Expression is not { } expression)
            return false;
        var scope = new TypeScope(null);
        foreach (var (name, given) in Given)
            scope.Set(name, Types.Of(given));
        scope.Set(Scope.Input, FeelType.Number);
        var typing = new ExpressionTyping();
        if (grammar == FeelGrammar.UnaryTests)
        {
            var holds = expression.Test(FeelValue.Of(3), Evaluating.Scope(Given), Evaluating.Environment).Value;
            if (holds == FeelBoolean.True && !typing.MayHold(expression.Root, FeelType.Number, scope, static (_, _, _) => { }))
                throw new InvalidOperationException($"{text} can never hold, but it does");
            return true;
        }
        var type = typing.Of(expression.Root, scope);
        var value = expression.Evaluate(Evaluating.Scope(Given), Evaluating.Environment).Value;
        if (!value.IsNull && (type == Types.Never || !Types.MayBe(Types.Of(value), type)))
            throw new InvalidOperationException($"{text}: {Types.Title(type)}, but it is {value.ToLiteral()}");
        return Types.IsKnown(type) || text.StartsWith("duration", StringComparison.Ordinal) || text.StartsWith("get value", StringComparison.Ordinal);
    }
}
