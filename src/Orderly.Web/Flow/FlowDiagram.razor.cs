using Microsoft.AspNetCore.Components;

namespace Orderly.Web.Flow;

/// <summary>Draws a BPMN diagram with live tokens as SVG, on the server: no script, no style attribute, every word selectable.</summary>
public sealed partial class FlowDiagram
{
    [Parameter, EditorRequired]
    public FlowPicture Picture { get; set; } = null!;

    private FlowBox Extent { get; set; }

    private string ViewBox => $"{N(Extent.X)} {N(Extent.Y)} {N(Extent.Width)} {N(Extent.Height)}";

    protected override void OnParametersSet() => Extent = FlowDrawing.Extent(Picture);

    internal static string N(double value) => FlowDrawing.N(value);

    private static string? Tip(FlowEdge edge) => edge.IsAssociation ? null : edge.Taken ? "url(#tip-on)" : "url(#tip)";

    private static FlowBox EdgeName(FlowEdge edge)
    {
        if (edge.NameBox is { } box)
        {
            return box;
        }

        var middle = FlowDrawing.Middle(edge.Points);
        return new FlowBox(middle.X - 30, middle.Y - 16, 60, 12);
    }

    internal static RenderFragment Lines(IReadOnlyList<string> lines, double x, double y, string? css) => builder =>
    {
        // Razor reads <text> as its own element, so the SVG one is written by hand.
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "class", css);
        builder.AddAttribute(2, "x", N(x));
        builder.AddAttribute(3, "y", N(y));
        foreach (var (index, line) in lines.Index())
        {
            builder.OpenElement(4, "tspan");
            builder.AddAttribute(5, "x", N(x));
            builder.AddAttribute(6, "dy", index == 0 ? "0" : N(FlowDrawing.LineHeight));
            builder.AddContent(7, line);
            builder.CloseElement();
        }

        builder.CloseElement();
    };
}
