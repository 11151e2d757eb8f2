namespace Orderly.Engine.Feel;

/// <summary>An interval; a null end is open to that side without limit.</summary>
public sealed class FeelRange(FeelValue start, bool startIncluded, FeelValue end, bool endIncluded) : FeelValue
{
    public FeelValue Start { get; } = start;

    public bool StartIncluded { get; } = startIncluded;

    public FeelValue End { get; } = end;

    public bool EndIncluded { get; } = endIncluded;

    public override string TypeName => "range";

    public override bool Equals(FeelValue? other) => other is FeelRange that
        && that.StartIncluded == StartIncluded && that.EndIncluded == EndIncluded
        && that.Start.Equals(Start) && that.End.Equals(End);

    public override int GetHashCode() => HashCode.Combine(Start, StartIncluded, End, EndIncluded);

    public override string ToString()
    {
        if (Start.IsNull && !End.IsNull)
            return $"({(EndIncluded ? "<=" : "<")} {End.ToLiteral()})";
        if (End.IsNull && !Start.IsNull)
            return $"({(StartIncluded ? ">=" : ">")} {Start.ToLiteral()})";
        return $"{(StartIncluded ? '[' : '(')}{Start.ToLiteral()}..{End.ToLiteral()}{(EndIncluded ? ']' : ')')}";
    }
}
