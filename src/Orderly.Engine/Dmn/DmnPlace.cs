using Orderly.Engine.Feel.Values;

namespace Orderly.Engine.Dmn;

/// <summary>Where in a model something stands, in its author's words; ids are optional there, names are not.</summary>
/// <param name="Kind">What it belongs to: <c>decision</c>, <c>knowledge model</c>, …</param>
/// <param name="Name">Its name.</param>
/// <param name="Table">The id of the decision table, empty where that has none; null outside of tables.</param>
/// <param name="Rule">1-based row; 0 where it is not about one.</param>
/// <param name="Column">1-based input column; 0 where it is not about one.</param>
/// <param name="Output">1-based output column; 0 where it is not about one.</param>
public sealed record DmnPlace(string Kind, string Name, string? Table = null, int Rule = 0, int Column = 0, int Output = 0)
{
    internal const string Decision = "decision";
    internal const string KnowledgeModel = "knowledge model";
    internal const string Service = "decision service";
    internal const string Input = "input";
    internal const string ItemDefinition = "item definition";

    /// <summary><c>decision 'Age band', table 'bands', rule 2, column 1</c>.</summary>
    public override string ToString() => string.Join(", ", new[]
    {
        $"{Kind} '{Brief.Cut(Name)}'",
        Table switch { null => "", "" => "its table", _ => $"table '{Brief.Cut(Table)}'" },
        Rule > 0 ? $"rule {Rule}" : "",
        Column > 0 ? $"column {Column}" : "",
        Output > 0 ? $"output {Output}" : "",
    }.Where(part => part.Length > 0));
}
