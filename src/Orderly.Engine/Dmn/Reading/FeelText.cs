using System.Xml.Linq;
using Orderly.Engine.Feel;
using Orderly.Engine.Feel.Evaluate;
using Orderly.Engine.Feel.Values;

namespace Orderly.Engine.Dmn.Reading;

/// <summary>Reads the FEEL texts of a model; what does not read is reported, and in a draft evaluates to null.</summary>
internal static class FeelText
{
    public static Node Expression(XElement element, NameScope names, IssueLog issues)
    {
        if (element.One("importedValues") is { } imported)
            issues.Report(imported, DmnRule.Unsupported, "Expected an expression in the model, but imported values are not executed");
        return Read(element, FeelGrammar.Expression, names, issues);
    }

    public static Node Tests(XElement element, NameScope names, IssueLog issues)
    {
        // An empty cell is read as a dash: editors write both for "any".
        if (string.IsNullOrWhiteSpace(element.TextOf()) || element.TextOf().Trim() == "-")
            return new AnyTestNode(0);
        return Read(element, FeelGrammar.UnaryTests, names, issues);
    }

    /// <summary>An expression, or a range as <c>1..n</c>.</summary>
    public static Node Domain(XElement element, NameScope names, IssueLog issues) => Read(element, text => FeelExpression.ParseDomain(text, names.ForParsing()), names, issues);

    private static Node Read(XElement element, FeelGrammar grammar, NameScope names, IssueLog issues) =>
        Read(element, text => FeelExpression.Parse(text, grammar, names.ForParsing()), names, issues);

    private static Node Read(XElement element, Func<string, FeelParse> read, NameScope names, IssueLog issues)
    {
        var language = element.Get("expressionLanguage") ?? element.Document?.Root?.Get("expressionLanguage");
        if (language is not null && !language.Contains("FEEL", StringComparison.OrdinalIgnoreCase))
            issues.Report(element, DmnRule.Unsupported, $"Expected an expression in FEEL, but its language is '{language}'");
        var text = element.TextOf();
        var parse = string.IsNullOrWhiteSpace(text)
            ? new FeelParse(null, [new FeelIssue(FeelIssueCode.Syntax, "Expected an expression, but the text is empty", 0)])
            : read(text);
        foreach (var issue in parse.Expression is null ? [] : parse.Issues)
            issues.Report(element, DmnRule.Unsupported, issue.Message);
        foreach (var name in parse.Expression is { } whole ? names.Unknown(whole) : [])
            issues.NoteUnknownName(element, $"Expected names that are required or built in, but '{name}' in \"{Brief.Cut(text)}\" is neither{Hint(name, text)}");
        if (parse.Expression is { } expression)
            return issues.Marks.Set(expression.Root is not LiteralNode && element.Id() is { Length: > 0 } id ? new TextNode(id, expression.Root) : expression.Root, element);
        issues.Report(element, DmnRule.Expression, $"{parse.Issues[0].Message} in \"{Brief.Cut(text)}\"");
        return new FailedLiteralNode(parse.Issues[0].Position, parse.Issues[0].Message);
    }

    /// <summary>Authors leave out quotes where a name is all there is, alone or in a list of tests.</summary>
    private static string Hint(string name, string text) =>
        text.Split(',').Any(part => part.Trim() == name) ? $"; if the text is meant, it is written \"{name}\"" : "";
}
