using Orderly.Engine.Feel;

namespace Orderly.Engine.Tests.Feel;

/// <summary>Shorthand for tests: evaluate a text at a fixed moment.</summary>
internal static class Evaluating
{
    public static readonly FeelEnvironment Environment = new() { Now = new DateTimeOffset(2026, 11, 23, 14, 30, 0, TimeSpan.FromHours(-5)) };

    public static FeelResult Run(string text, FeelContext? scope = null)
    {
        var parse = FeelExpression.Parse(text, FeelGrammar.Expression, scope?.Names ?? []);
        parse.Expression.ShouldNotBeNull($"{text}: {string.Join("; ", parse.Issues.Select(issue => issue.Message))}");
        return parse.Expression.Evaluate(scope ?? FeelContext.Empty, Environment);
    }

    /// <summary>The value as the text of a FEEL literal.</summary>
    public static string Show(string text, FeelContext? scope = null) => Literal(Run(text, scope).Value);

    public static string Literal(FeelValue value) => new FeelList([value]).ToString()[1..^1];

    public static FeelContext Scope(params (string Name, FeelValue Value)[] entries) =>
        FeelContext.Of(entries.Select(entry => KeyValuePair.Create(entry.Name, entry.Value)));
}
