using System.Collections;
using System.Reflection;
using CsCheck;
using Orderly.Engine.Feel;
using Orderly.Engine.Feel.Evaluate;

namespace Orderly.Engine.Tests.Feel;

public sealed class PrintTests
{
    private static readonly FeelContext Scope = Evaluating.Scope(("x", FeelValue.Of(3)), ("y z", FeelValue.Of("word")), ("flags", FeelValue.Of([FeelValue.Of(true), FeelValue.Null])));

    [Theory]
    [InlineData("(a+b)*c", "(a + b) * c")]
    [InlineData("a+(b*c)", "a + b * c")]
    [InlineData("a-(b-c)", "a - (b - c)")]
    [InlineData("( 2 ** 3 ) ** -1", "2 ** 3 ** -1")]
    [InlineData("(-5)[1]", "(-5)[1]")]
    [InlineData("-(x)", "-x")]
    [InlineData("(a or b) and not(c)", "(a or b) and not(c)")]
    [InlineData("x in (>5)", "x in (> 5)")]
    [InlineData("x in ((>5))", "x in ((> 5))")]
    [InlineData("x in [1..2[", "x in [1..2)")]
    [InlineData("{ a : 1 , b c : a }", "{\"a\": 1, \"b c\": a}")]
    [InlineData("(if a then b else c) + 1", "(if a then b else c) + 1")]
    [InlineData("for i in 1..(2) return i // all", "for i in 1..2 return i")]
    [InlineData("x instance of function", "x instance of function")]
    [InlineData("@\"nonsense\"", "@\"nonsense\"")]
    public void An_expression_has_one_spelling(string text, string printed) => Read(text, FeelGrammar.Expression, null).Print().ShouldBe(printed);

    [Theory]
    [InlineData(" < 5,[ 1 .. 2 ] ", "< 5, [1..2]")]
    [InlineData("not( \"a\" , \"b\" )", "not(\"a\", \"b\")")]
    [InlineData("(not(? > 3))", "(not(? > 3))")]
    [InlineData(" - ", "-")]
    public void A_cell_has_one_spelling(string text, string printed) => Read(text, FeelGrammar.UnaryTests, null).Print().ShouldBe(printed);

    [Fact]
    public void A_function_in_another_language_has_no_spelling() =>
        Read("function(a) external {java: {class: \"c\", \"method signature\": \"m\"}}", FeelGrammar.Expression, null).Print().ShouldBeNull();

    [Fact]
    public void What_is_printed_reads_as_the_same_expression() => RandomExpressions.Expression.Sample(text => Same(text, FeelGrammar.Expression), iter: 5_000);

    [Fact]
    public void Tests_that_are_printed_read_as_the_same_tests() => RandomExpressions.Tests.Sample(text => Same(text, FeelGrammar.UnaryTests), iter: 3_000);

    [Fact]
    public void Evaluating_twice_and_what_was_printed_gives_the_same() => RandomExpressions.Expression.Sample(text =>
    {
        var read = Read(text, FeelGrammar.Expression, Scope.Names);
        var first = read.Evaluate(Scope, Evaluating.Environment);
        var again = read.Evaluate(Scope, Evaluating.Environment);
        again.Value.ToString().ShouldBe(first.Value.ToString(), text);
        again.Issues.ShouldBe(first.Issues, text);
        var printed = Read(read.Print()!, FeelGrammar.Expression, Scope.Names).Evaluate(Scope, Evaluating.Environment);
        printed.Value.ToString().ShouldBe(first.Value.ToString(), text);
        printed.Issues.Select(issue => issue.Message).ShouldBe(first.Issues.Select(issue => issue.Message), text);
    }, iter: 3_000);

    private static void Same(string text, FeelGrammar grammar)
    {
        var read = Read(text, grammar, Scope.Names);
        var printed = read.Print().ShouldNotBeNull(text);
        var again = Read(printed, grammar, Scope.Names);
        Difference(read.Root, again.Root).ShouldBeNull($"{text} printed as {printed}");
        again.Print().ShouldBe(printed);
    }

    private static FeelExpression Read(string text, FeelGrammar grammar, IEnumerable<string>? names)
    {
        var parse = FeelExpression.Parse(text, grammar, names);
        return parse.Expression.ShouldNotBeNull($"{text}: {string.Join("; ", parse.Issues.Select(issue => issue.Message))}");
    }

    /// <summary>The first place where two trees are not of the same nodes; positions in the text do not count.</summary>
    private static string? Difference(object? a, object? b)
    {
        if (a is null || b is null || a.GetType() != b.GetType())
            return Equals(a, b) ? null : $"{a} is not {b}";
        if (a is FeelType)
            return a.ToString() == b.ToString() ? null : $"{a} is not {b}";
        if (a is IEnumerable and not string && a is not FeelValue)
        {
            var (left, right) = (((IEnumerable)a).Cast<object>().ToList(), ((IEnumerable)b).Cast<object>().ToList());
            return left.Count != right.Count ? $"{left.Count} is not {right.Count}" : left.Zip(right, Difference).FirstOrDefault(difference => difference is not null);
        }
        if (a is FeelValue || a.GetType().Namespace?.StartsWith("Orderly", StringComparison.Ordinal) != true && !a.GetType().Name.StartsWith("KeyValuePair", StringComparison.Ordinal))
            return Equals(a, b) ? null : $"{a} is not {b}";
        if (a.GetType().IsEnum)
            return Equals(a, b) ? null : $"{a} is not {b}";
        return a.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.Name != nameof(Node.At))
            .Select(property => Difference(property.GetValue(a), property.GetValue(b)) is { } difference ? $"{a.GetType().Name}.{property.Name}: {difference}" : null)
            .FirstOrDefault(difference => difference is not null);
    }
}
