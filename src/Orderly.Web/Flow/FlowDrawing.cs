using System.Globalization;
using System.Text;

namespace Orderly.Web.Flow;

/// <summary>Geometry and words of the drawing, apart from its markup: extents, paths, wrapped names.</summary>
internal static class FlowDrawing
{
    public const double LineHeight = 14;

    // Average advance of the 12-unit semibold face the style asks for; a name is cut a little early rather than late.
    private const double LetterWidth = 6.5;
    private const double Margin = 12;

    public static FlowBox Extent(FlowPicture picture)
    {
        var boxes = picture.Lanes.Select(lane => lane.Box)
            .Concat(picture.Nodes.Select(node => node.Box))
            .Concat(picture.Nodes.Where(node => !node.IsActivity && node.Name.Length > 0).Select(NameBox))
            .Concat(picture.Notes.Select(note => note.Box))
            .Concat(picture.Edges.SelectMany(edge => edge.Points).Select(point => new FlowBox(point.X, point.Y, 0, 0)))
            .ToList();
        if (boxes.Count == 0)
        {
            return new FlowBox(0, 0, 1, 1);
        }

        var left = boxes.Min(box => box.X) - Margin;
        var top = boxes.Min(box => box.Y) - Margin;
        return new FlowBox(left, top, boxes.Max(box => box.Right) + Margin - left, boxes.Max(box => box.Bottom) + Margin - top);
    }

    /// <summary>Where the name of an event or gateway stands: where the modeler put it, or below the shape.</summary>
    public static FlowBox NameBox(FlowNode node) =>
        node.NameBox ?? new FlowBox(node.Box.CentreX - 45, node.Box.Bottom + 4, 90, LineHeight * Wrap(node.Name, 90, 3).Count);

    public static string Path(IReadOnlyList<FlowPoint> points)
    {
        var path = new StringBuilder();
        foreach (var point in points)
        {
            path.Append(path.Length == 0 ? 'M' : 'L').Append(N(point.X)).Append(' ').Append(N(point.Y));
        }

        return path.ToString();
    }

    public static FlowPoint Middle(IReadOnlyList<FlowPoint> points)
    {
        var half = Lengths(points).Sum() / 2;
        for (var i = 1; i < points.Count; i++)
        {
            var (from, to) = (points[i - 1], points[i]);
            var length = Length(from, to);
            if (half <= length && length > 0)
            {
                var share = half / length;
                return new FlowPoint(from.X + ((to.X - from.X) * share), from.Y + ((to.Y - from.Y) * share));
            }

            half -= length;
        }

        return points.Count > 0 ? points[^1] : default;
    }

    public static string Diamond(FlowBox box) => string.Create(
        CultureInfo.InvariantCulture,
        $"M{box.CentreX:0.##} {box.Y:0.##}L{box.Right:0.##} {box.CentreY:0.##}L{box.CentreX:0.##} {box.Bottom:0.##}L{box.X:0.##} {box.CentreY:0.##}z");

    /// <summary>Breaks a name between words into at most <paramref name="most"/> lines; what does not fit ends in an ellipsis.</summary>
    public static IReadOnlyList<string> Wrap(string text, double width, int most)
    {
        var letters = Math.Max(4, (int)(width / LetterWidth));
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > letters)
            {
                lines.Add(line);
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        if (line.Length > 0)
        {
            lines.Add(line);
        }

        if (lines.Count > most)
        {
            lines[most - 1] = $"{lines[most - 1]} {lines[most]}";
            lines.RemoveRange(most, lines.Count - most);
        }

        return [.. lines.Select(one => one.Length > letters ? string.Concat(one.AsSpan(0, letters - 1).TrimEnd(), "…") : one)];
    }

    public static string N(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static IEnumerable<double> Lengths(IReadOnlyList<FlowPoint> points) =>
        points.Zip(points.Skip(1), Length);

    private static double Length(FlowPoint from, FlowPoint to) => Math.Sqrt(((to.X - from.X) * (to.X - from.X)) + ((to.Y - from.Y) * (to.Y - from.Y)));
}
