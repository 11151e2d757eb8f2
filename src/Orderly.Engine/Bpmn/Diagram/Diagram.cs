using System.Collections.Immutable;

namespace Orderly.Engine.Bpmn;

/// <summary>The drawing that came with a model (BPMN DI), in the file's own coordinates.</summary>
public sealed record Diagram(ImmutableArray<DiagramShape> Shapes, ImmutableArray<DiagramEdge> Edges)
{
    public static readonly Diagram Empty = new([], []);
}

/// <param name="Element">The id of what is drawn: an element, lane, participant, data object or text annotation.</param>
/// <param name="Type">The drawn thing's BPMN name, as in <c>userTask</c>.</param>
/// <param name="Text">Its name, or an annotation's text.</param>
/// <param name="Label">Where the name stands when it is not inside.</param>
public sealed record DiagramShape(string Element, string Type, string? Text, Bounds Bounds, Bounds? Label, bool IsExpanded, bool IsHorizontal);

/// <param name="Element">The id of what is drawn: a sequence flow, message flow or association.</param>
public sealed record DiagramEdge(string Element, string Type, string? Text, ImmutableArray<Waypoint> Waypoints, Bounds? Label);

public readonly record struct Bounds(double X, double Y, double Width, double Height);

public readonly record struct Waypoint(double X, double Y);
