namespace Orderly.Engine.Bpmn;

/// <summary>A data object, property or data input: a variable that its scope has from the beginning.</summary>
/// <param name="Name">The variable's.</param>
/// <param name="IsCollection">It begins as an empty list, else as null.</param>
public sealed record DataItem(string Name, bool IsCollection);
