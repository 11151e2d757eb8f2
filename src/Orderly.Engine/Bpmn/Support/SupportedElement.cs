namespace Orderly.Engine.Bpmn;

/// <summary>What the engine makes of one element of the standard.</summary>
/// <param name="Element">Its XML name.</param>
/// <param name="Note">How far, or why not.</param>
/// <param name="ShownBy">The test class that shows it.</param>
public sealed record SupportedElement(string Group, string Element, BpmnSupport Support, string Note, string ShownBy);

public enum BpmnSupport
{
    Executed,

    /// <summary>A model that has it does not deploy.</summary>
    Refused,

    /// <summary>Read over, because it cannot change what happens.</summary>
    Documentation,
}
