namespace Orderly.Engine.Rehearsal;

/// <summary>One thing that happened in a rehearsal.</summary>
/// <param name="At">Time since the beginning.</param>
/// <param name="Instance">Counts the instances in the order they began, from 1.</param>
/// <param name="What">For example <c>entered</c>, <c>completed</c>, <c>cancelled</c>, <c>set</c>, <c>sent</c>.</param>
/// <param name="Subject">The element, or the name of what was thrown.</param>
/// <param name="Detail">Values and messages, for people.</param>
public sealed record TraceLine(TimeSpan At, int Instance, string Process, string What, string Subject, string? Detail = null);
