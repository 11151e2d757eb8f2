using System.Collections.Immutable;
using Orderly.Engine.Dmn.Drg;
using Orderly.Engine.Dmn.Reading;
using Orderly.Engine.Dmn.Tables;
using Orderly.Engine.Feel.Evaluate;

namespace Orderly.Engine.Dmn.Checks;

/// <summary>Checks a model that reads for what is probably a mistake in it.</summary>
public static class DmnCheck
{
    /// <summary>Tables are looked through where they are a decision's or a knowledge model's whole logic.</summary>
    public static ImmutableArray<DmnFinding> Of(DmnModel model) =>
        [.. model.Elements.SelectMany(element => TableOf(element) is { } table ? new TableCheck(table, element.Id).Run() : []), .. model.UnknownNames];

    private static DecisionTableNode? TableOf(DrgElement element) => Unwrapped(element switch
    {
        Decision decision => decision.Logic,
        BusinessKnowledgeModel model => model.Body,
        _ => null,
    });

    private static DecisionTableNode? Unwrapped(Node? node) => node switch
    {
        DecisionTableNode table => table,
        TypedNode typed => Unwrapped(typed.Inner),
        _ => null,
    };
}
