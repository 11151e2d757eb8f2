namespace Orderly.Engine.Bpmn;

/// <summary>An activity done once for each item of a collection.</summary>
/// <param name="Sequential">One after the other, else all at once.</param>
/// <param name="Items">The collection.</param>
/// <param name="ItemName">The variable that holds the item.</param>
/// <param name="OutputCollection">The variable that receives the results, in the order of the items.</param>
/// <param name="OutputItem">What each repetition contributes.</param>
/// <param name="CompletionCondition">When true after a repetition, the rest is cancelled.</param>
public sealed record MultiInstance(
    bool Sequential,
    Expression Items,
    string? ItemName,
    string? OutputCollection,
    Expression? OutputItem,
    Expression? CompletionCondition);
