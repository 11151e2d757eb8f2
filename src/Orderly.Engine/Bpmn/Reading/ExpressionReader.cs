using System.Globalization;
using System.Xml.Linq;
using Orderly.Engine.Feel;

namespace Orderly.Engine.Bpmn;

/// <summary>Reads attribute values that are FEEL when they begin with <c>=</c>, and FEEL that needs no sign.</summary>
internal static class ExpressionReader
{
    private const string DefaultRetries = "3";

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

    /// <summary>How often a job is tried: a whole number, or FEEL that gives one; 3 when nothing is said.</summary>
    public static Expression Retries(XElement xml, IssueLog issues)
    {
        if (Attribute(xml, "retries", issues) is not { } retries)
            return Expression.Text(DefaultRetries);
        if (retries.Feel is null && !int.TryParse(retries.Source, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            issues.Error(xml.Attribute("retries")!, "retries", $"Expected 'retries' to be a whole number from 0 on, or FEEL after '=', but was '{retries.Source}'");
        return retries;
    }

    /// <summary>A place where only FEEL makes sense; the leading sign may be left out.</summary>
    public static Expression? Condition(XElement xml, IssueLog issues) => OnlyFeel(xml, "condition", issues);

    /// <summary>As <see cref="Condition"/>, of what is called otherwise.</summary>
    /// <param name="place">What the expression is, in messages.</param>
    public static Expression? OnlyFeel(XElement xml, string place, IssueLog issues)
    {
        var text = xml.Value.Trim();
        if (xml.Text("language") is { } language && !language.Contains("feel", StringComparison.OrdinalIgnoreCase) && !Juel.Is(text))
            issues.Error(xml, "expression-language", $"Expected FEEL, but the language is '{language}'");
        else if (text.Length == 0)
            issues.Error(xml, "expression", $"Expected {place} to be FEEL, but it is empty");
        else if (Juel.Is(text))
            return Translated(xml, text, place, issues);
        else
            return Feel(xml, text, text.StartsWith('=') ? text[1..] : text, place, issues);
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
