using System.Collections.Immutable;

namespace Orderly.Engine.Bpmn;

/// <summary>How an activity repeats.</summary>
public abstract record Loop
{
    private protected Loop()
    {
    }
}

/// <summary>An activity done once for each item of a collection, or a number of times.</summary>
/// <param name="Sequential">One after the other, else all at once.</param>
/// <param name="Items">The collection; null when there is a cardinality.</param>
/// <param name="Cardinality">How many times; null when there is a collection.</param>
/// <param name="ItemName">The variable that holds the item.</param>
/// <param name="OutputCollection">The variable that receives the results, in the order of the items.</param>
/// <param name="OutputItem">What each repetition contributes.</param>
/// <param name="CompletionCondition">When true after a repetition, the rest is cancelled.</param>
public sealed record MultiInstance(
    bool Sequential,
    Expression? Items,
    Expression? Cardinality,
    string? ItemName,
    string? OutputCollection,
    Expression? OutputItem,
    Expression? CompletionCondition) : Loop
{
    /// <summary>What is thrown from the activity as its repetitions complete: behaviours None, One and Complex. Nothing for All.</summary>
    public ImmutableArray<LoopThrow> Throws { get; init; } = [];
}

/// <param name="FirstOnly">After the first repetition (One), or after each (None, Complex).</param>
/// <param name="Condition">Asked after the repetition, with its counts; always when null.</param>
/// <param name="Event">A message, signal or escalation; a boundary event of the activity itself may catch it.</param>
public sealed record LoopThrow(bool FirstOnly, Expression? Condition, EventDefinition Event);

/// <summary>An activity repeated while a condition holds.</summary>
/// <param name="TestBefore">Whether the condition is asked before the first time, too.</param>
/// <param name="Maximum">The most repetitions; null for no limit.</param>
/// <param name="Condition">Null repeats up to the maximum.</param>
public sealed record StandardLoop(bool TestBefore, int? Maximum, Expression? Condition) : Loop;
