using System.Xml.Linq;
using Orderly.Engine.Feel;

namespace Orderly.Engine.Bpmn;

/// <summary>Reads attribute values that are FEEL when they begin with <c>=</c>, and FEEL that needs no sign.</summary>
internal static class ExpressionReader
{
    public static Expression Read(XObject at, string text, string place, IssueLog issues) =>
        text.StartsWith('=') ? Feel(at, text, text[1..], place, issues)
        : Juel.Is(text) ? Translated(at, text, place, issues)
        : Expression.Text(text);

    /// <summary>Null when the attribute is absent or empty.</summary>
    public static Expression? Attribute(XElement xml, string name, IssueLog issues) =>
        xml.Text(name) is { } text ? Read(xml.Attribute(name)!, text, $"'{name}'", issues) : null;

    /// <summary>As <see cref="Attribute"/>, and an error when absent.</summary>
    public static Expression? Required(XElement xml, string name, IssueLog issues)
    {
        if (Attribute(xml, name, issues) is { } expression)
            return expression;
        issues.Error(xml, "missing-attribute", $"Expected '{xml.Name.LocalName}' to have '{name}', but it has none");
        return null;
    }

    /// <summary>A place where only FEEL makes sense; the leading sign may be left out.</summary>
    public static Expression? Condition(XElement xml, IssueLog issues)
    {
        var text = xml.Value.Trim();
        if (xml.Text("language") is { } language && !language.Contains("feel", StringComparison.OrdinalIgnoreCase) && !Juel.Is(text))
            issues.Error(xml, "expression-language", $"Expected FEEL, but the language is '{language}'");
        else if (text.Length == 0)
            issues.Error(xml, "expression", "Expected a condition, but it is empty");
        else if (Juel.Is(text))
            return Translated(xml, text, "condition", issues);
        else
            return Feel(xml, text, text.StartsWith('=') ? text[1..] : text, "condition", issues);
        return null;
    }

    private static Expression Translated(XObject at, string text, string place, IssueLog issues)
    {
        if (Juel.ToFeel(text) is { } feel)
            return Feel(at, text, feel, place, issues);
        issues.Error(at, "expression-language", $"Expected {place} to be FEEL, or names and comparisons that mean the same there, but was '{text}'");
        return Expression.Text(text);
    }

    public static Expression Feel(XObject at, string source, string feel, string place, IssueLog issues)
    {
        var parse = FeelExpression.Parse(feel);
        if (parse.Expression is { } expression)
            return Expression.Of(source, expression);
        issues.Error(at, "expression", $"Expected {place} to be FEEL, but {string.Join("; ", parse.Issues.Select(issue => issue.Message))} at {parse.Issues.FirstOrDefault()?.Position}");
        return Expression.Text(source);
    }
}
