namespace Orderly.Web.Flow;

/// <summary>A model's diagram with one instance's state laid over it, in the model's own coordinates.</summary>
public sealed record FlowPicture(string Title)
{
    public IReadOnlyList<FlowLane> Lanes { get; init; } = [];

    /// <summary>Containers come before what they contain, so that drawing in order paints inner over outer.</summary>
    public IReadOnlyList<FlowNode> Nodes { get; init; } = [];

    public IReadOnlyList<FlowEdge> Edges { get; init; } = [];

    public IReadOnlyList<FlowNote> Notes { get; init; } = [];

    /// <summary>One sentence: where the tokens stand.</summary>
    public string Summary { get; init; } = "";
}

/// <summary>A rectangle; x to the right, y down.</summary>
public readonly record struct FlowBox(double X, double Y, double Width, double Height)
{
    public double Right => X + Width;

    public double Bottom => Y + Height;

    public double CentreX => X + (Width / 2);

    public double CentreY => Y + (Height / 2);
}

public readonly record struct FlowPoint(double X, double Y);

public sealed record FlowLane(string Name, FlowBox Box);

public sealed record FlowNote(string Text, FlowBox Box);

/// <summary>A connection; <paramref name="Taken"/> when this instance went along it.</summary>
public sealed record FlowEdge(string Id, IReadOnlyList<FlowPoint> Points, bool Taken)
{
    public string? Name { get; init; }

    /// <summary>Where the modeler put the name; null = at the middle.</summary>
    public FlowBox? NameBox { get; init; }

    /// <summary>A dotted line to a note, without an arrow.</summary>
    public bool IsAssociation { get; init; }
}
