using Orderly.Engine.Dmn;

namespace Orderly.Engine.Tests.Dmn;

/// <summary>Writes small models for tests.</summary>
internal static class DmnText
{
    public static string Model(string content, string version = "https://www.omg.org/spec/DMN/20230324/MODEL/") =>
        $"<definitions xmlns=\"{version}\" name=\"m\" namespace=\"urn:m\" id=\"m\">{content}</definitions>";

    public static string Input(string name, string type = "Any") => $"<inputData id=\"i_{Slug(name)}\" name=\"{name}\"><variable name=\"{name}\" typeRef=\"{type}\"/></inputData>";

    public static string Literal(string name, string text, params string[] inputs) =>
        $"<decision id=\"d_{Slug(name)}\" name=\"{name}\"><variable name=\"{name}\"/>{Needs(inputs)}<literalExpression id=\"x_{Slug(name)}\"><text>{Escape(text)}</text></literalExpression></decision>";

    /// <param name="attributes">Of the decisionTable element.</param>
    /// <param name="inputs">Names of the inputs that are the columns.</param>
    /// <param name="outputs">The outputs' XML attributes and content: "name=\"a\"" or "name=\"a\"|&lt;outputValues&gt;…".</param>
    /// <param name="rules">Cells separated by " | ".</param>
    public static string Table(string attributes, string[] inputs, string[] outputs, params string[] rules)
    {
        var columns = string.Concat(inputs.Select(name => $"<input><inputExpression><text>{name}</text></inputExpression></input>"));
        var results = string.Concat(outputs.Select(output => output.Split('|') is [var head, var body] ? $"<output {head}>{body}</output>" : $"<output {output}/>"));
        var rows = string.Concat(rules.Select((rule, number) => Row(rule.Split(" | "), inputs.Length, number + 1)));
        return $"<decision id=\"d\" name=\"answer\"><variable name=\"answer\"/>{Needs(inputs)}<decisionTable id=\"t\" {attributes}>{columns}{results}{rows}</decisionTable></decision>";
    }

    public static string Needs(params string[] inputs) =>
        string.Concat(inputs.Select(name => $"<informationRequirement><requiredInput href=\"#i_{Slug(name)}\"/></informationRequirement>"));

    public static IReadOnlyList<ReadOnlyMemory<byte>> Bytes(params string[] documents) => [.. documents.Select(text => new ReadOnlyMemory<byte>(System.Text.Encoding.UTF8.GetBytes(text)))];

    public static DmnModel Read(string content)
    {
        var read = DmnReader.Read(Model(content));
        read.Issues.ShouldBeEmpty();
        return read.Model!;
    }

    public static DmnIssue Refused(string content)
    {
        var read = DmnReader.Read(Model(content));
        read.Model.ShouldBeNull();
        return read.Issues[0];
    }

    private static string Row(string[] cells, int inputs, int number) =>
        $"<rule id=\"r{number}\">{string.Concat(cells.Select((cell, i) => i < inputs
            ? $"<inputEntry><text>{Escape(cell)}</text></inputEntry>"
            : $"<outputEntry><text>{Escape(cell)}</text></outputEntry>"))}<annotationEntry><text>note {number}</text></annotationEntry></rule>";

    private static string Slug(string name) => name.Replace(' ', '_');

    private static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
