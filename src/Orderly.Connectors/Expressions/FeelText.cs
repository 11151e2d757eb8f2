using System.Collections.Immutable;
using Orderly.Connectors.Configuration;
using Orderly.Engine.Feel;

namespace Orderly.Connectors.Expressions;

/// <summary>FEEL in configuration files: read once, with issues at the file and line of the text.</summary>
internal static class FeelText
{
    /// <summary>Null, with the issues reported, when the text is no FEEL or uses names that are not there.</summary>
    public static FeelExpression? Read(YamlText text, ImmutableArray<string> names, ImmutableArray<string> functions)
    {
        var parse = FeelExpression.Parse(text.Value, FeelGrammar.Expression, [.. names, .. functions]);
        foreach (var issue in parse.Issues)
            text.Report($"{issue.Message} (character {issue.Position + 1} of '{text.Value}')");
        if (parse.Expression is not { } expression)
            return null;
        foreach (var name in expression.References.Where(name => !names.Contains(name) && !functions.Contains(name)))
            text.Report($"Expected one of {string.Join(", ", names)}, but '{text.Value}' uses '{name}'");
        return expression;
    }

    /// <summary>Where an evaluation failed, in words without the data it failed on.</summary>
    public static string Explain(FeelExpression expression, FeelResult result) =>
        result.Issues.Length == 0
            ? $"'{expression.Text}' gives {result.Value.TypeName}"
            : $"'{expression.Text}' fails at character {result.Issues[0].Position + 1} ({result.Issues[0].Code})";
}
