using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;

namespace Orderly.Engine.Bpmn;

/// <summary>Reads the drawing. What cannot be drawn is left out: a diagram does not change what runs.</summary>
internal static class DiagramReader
{
    public static Diagram Read(XElement root, XElement process)
    {
        var drawn = new Dictionary<string, XElement>(StringComparer.Ordinal);
        foreach (var xml in root.Descendants())
        {
            if (xml.Name.Namespace == BpmnNames.Model && xml.Id() is { } id)
                drawn.TryAdd(id, xml);
        }
        var shapes = ImmutableArray.CreateBuilder<DiagramShape>();
        var edges = ImmutableArray.CreateBuilder<DiagramEdge>();
        foreach (var xml in root.Descendants(BpmnNames.Drawing + "BPMNShape"))
        {
            if (Drawn(xml, drawn, process) is { } element && Bounds(xml) is { } bounds)
                shapes.Add(new(element.Id()!, element.Name.LocalName, Text(element), bounds, Label(xml), xml.Flag("isExpanded", otherwise: true), xml.Flag("isHorizontal", otherwise: true)));
        }
        foreach (var xml in root.Descendants(BpmnNames.Drawing + "BPMNEdge"))
        {
            if (Drawn(xml, drawn, process) is { } element)
                edges.Add(new(element.Id()!, element.Name.LocalName, Text(element), [.. xml.Elements(BpmnNames.Interchange + "waypoint").Select(point => new Waypoint(Number(point, "x"), Number(point, "y")))], Label(xml)));
        }
        return new(shapes.ToImmutable(), edges.ToImmutable());
    }

    private static XElement? Drawn(XElement shape, Dictionary<string, XElement> drawn, XElement process)
    {
        if (BpmnNames.Reference(shape.Text("bpmnElement")) is not { } id || !drawn.TryGetValue(id, out var element))
            return null;
        var inProcess = element.AncestorsAndSelf().Contains(process);
        return inProcess || element.Ancestors(BpmnNames.Model + "collaboration").Any() ? element : null;
    }

    private static string? Text(XElement element) => element.Text("name") ?? element.Element(BpmnNames.Model + "text")?.Value.Trim();

    private static Bounds? Label(XElement xml) => xml.Element(BpmnNames.Drawing + "BPMNLabel") is { } label ? Bounds(label) : null;

    private static Bounds? Bounds(XElement xml) =>
        xml.Element(BpmnNames.Bounds + "Bounds") is { } bounds ? new(Number(bounds, "x"), Number(bounds, "y"), Number(bounds, "width"), Number(bounds, "height")) : null;

    private static double Number(XElement xml, string attribute) =>
        double.TryParse(xml.Text(attribute), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : 0;
}
