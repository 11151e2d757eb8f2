namespace Orderly.Engine.Bpmn;

/// <summary>A sequence flow; <see cref="Source"/> and <see cref="Target"/> are element indexes.</summary>
public sealed record SequenceFlow(int Index, string Id, string? Name, int Source, int Target, Expression? Condition);
