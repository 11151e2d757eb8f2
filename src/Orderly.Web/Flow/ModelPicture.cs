using Orderly.Engine.Bpmn;
using Orderly.Web.Design;

namespace Orderly.Web.Flow;

/// <summary>Where an instance stands with one element, for the picture.</summary>
internal readonly record struct FlowStanding(FlowMark Mark, StatusLook? Status, int Tokens);

/// <summary>Lays an instance's standing over a model's own drawing.</summary>
internal static class ModelPicture
{
    public static FlowPicture Of(ProcessModel model, string title, Func<Element, FlowStanding> standing, IReadOnlySet<string> taken)
    {
        var shapes = model.Diagram.Shapes;
        return new FlowPicture(title)
        {
            Lanes = [.. shapes.Where(shape => shape.Type == "lane").Select(shape => new FlowLane(shape.Text ?? "", Box(shape.Bounds)))],
            // The file may draw a container after what it contains.
            Nodes = [.. shapes
                .Select(shape => (Shape: shape, Element: model.Find(shape.Element)))
                .Where(one => one.Element is { Kind: not ElementKind.Process })
                .OrderBy(one => Depth(model, one.Element!))
                .Select(one => Node(one.Shape, one.Element!, standing(one.Element!)))],
            Edges = [.. model.Diagram.Edges.Select(edge => Edge(edge, taken))],
            Notes = [.. shapes.Where(shape => shape.Type == "textAnnotation").Select(shape => new FlowNote(shape.Text ?? "", Box(shape.Bounds)))],
        };
    }

    private static FlowNode Node(DiagramShape shape, Element element, FlowStanding standing) =>
        new(element.Id, element.Name ?? "", ShapeOf(element, shape), Box(shape.Bounds))
        {
            Trigger = element.Event switch
            {
                MessageDefinition => FlowTrigger.Message,
                TimerDefinition => FlowTrigger.Timer,
                ErrorDefinition => FlowTrigger.Error,
                TerminateDefinition => FlowTrigger.Terminate,
                _ => FlowTrigger.None,
            },
            Interrupts = element.Interrupting,
            IsMultiInstance = element.Loop is not null,
            NameBox = shape.Label is { } label ? Box(label) : null,
            Mark = standing.Mark,
            Status = standing.Status,
            Tokens = standing.Tokens,
        };

    private static FlowEdge Edge(DiagramEdge edge, IReadOnlySet<string> taken) =>
        new(edge.Element, [.. edge.Waypoints.Select(point => new FlowPoint(point.X, point.Y))], taken.Contains(edge.Element))
        {
            Name = edge.Type == "association" ? null : edge.Text,
            NameBox = edge.Label is { } label ? Box(label) : null,
            IsAssociation = edge.Type == "association",
        };

    private static FlowShape ShapeOf(Element element, DiagramShape shape) => element.Kind switch
    {
        ElementKind.StartEvent => FlowShape.StartEvent,
        ElementKind.EndEvent => FlowShape.EndEvent,
        ElementKind.IntermediateCatchEvent or ElementKind.IntermediateThrowEvent => FlowShape.IntermediateEvent,
        ElementKind.BoundaryEvent => FlowShape.BoundaryEvent,
        ElementKind.ExclusiveGateway => FlowShape.ExclusiveGateway,
        ElementKind.ParallelGateway => FlowShape.ParallelGateway,
        ElementKind.EventBasedGateway => FlowShape.EventGateway,
        ElementKind.InclusiveGateway => FlowShape.InclusiveGateway,
        ElementKind.SubProcess or ElementKind.Transaction or ElementKind.AdHocSubProcess => shape.IsExpanded ? FlowShape.SubProcess : FlowShape.CallActivity,
        ElementKind.EventSubProcess => FlowShape.EventSubProcess,
        ElementKind.CallActivity => FlowShape.CallActivity,
        _ => FlowShape.Task,
    };

    private static int Depth(ProcessModel model, Element element)
    {
        var depth = 0;
        for (var scope = element.Scope; scope > 0; scope = model.Elements[scope].Scope)
        {
            depth++;
        }

        return depth;
    }

    private static FlowBox Box(Bounds bounds) => new(bounds.X, bounds.Y, bounds.Width, bounds.Height);
}
