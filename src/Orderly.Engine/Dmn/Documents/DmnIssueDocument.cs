using System.Text.Json.Serialization;
using Orderly.Engine.Feel;

namespace Orderly.Engine.Dmn.Documents;

/// <summary>Why a part of a decision is null, as a program reads it.</summary>
/// <param name="Code">Stable, such as <c>feel.type</c>.</param>
/// <param name="Element">Id of the model's element whose text is meant; null where that has none.</param>
/// <param name="Position">1-based, in that text.</param>
/// <param name="Place">The decision, and the table, rule and column where it is one.</param>
public sealed record DmnIssueDocument(
    string Code,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Element,
    int Position,
    string Message,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DmnPlaceDocument? Place)
{
    public static DmnIssueDocument Of(FeelIssue issue) =>
        new(issue.Code, issue.Element is { Length: > 0 } element ? element : null, issue.Position + 1, issue.Message, DmnPlaceDocument.Of(issue.Place));
}

/// <summary>Where in a model something stands; null is what it is not about, or what has no id.</summary>
/// <param name="Kind">What it belongs to: <c>decision</c>, <c>knowledge model</c>, …</param>
/// <param name="Name">Its name.</param>
/// <param name="Table">The decision table's id.</param>
/// <param name="Rule">1-based row.</param>
/// <param name="Column">1-based input column.</param>
/// <param name="Output">1-based output column.</param>
public sealed record DmnPlaceDocument(
    string Kind,
    string Name,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Table,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Rule,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Column,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Output)
{
    public static DmnPlaceDocument? Of(DmnPlace? place) => place is null ? null
        : new(place.Kind, place.Name, place.Table is { Length: > 0 } table ? table : null, Number(place.Rule), Number(place.Column), Number(place.Output));

    private static int? Number(int number) => number > 0 ? number : null;
}
