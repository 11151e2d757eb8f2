using Orderly.Engine.Dmn.Tables;
using Orderly.Engine.Feel;
using Orderly.Engine.Feel.Values;

namespace Orderly.Engine.Dmn.Checks;

/// <summary>Values of a column that no cell tells apart.</summary>
internal abstract record Piece
{
    /// <summary>As a sentence names it beside the column's expression, such as <c>= "ICU"</c> or <c>&gt; 65</c>; empty for a piece that is all there is.</summary>
    public abstract string Words { get; }

    /// <summary>The value where there is only one, else null.</summary>
    public virtual FeelValue? Single => null;

    /// <summary>Whether a shape accepts it; other than null, which has no shape.</summary>
    public virtual bool IsIn(CellShape shape) => shape is AnyShape;
}

/// <summary>All there is: no cell of the column tells anything apart.</summary>
internal sealed record AnythingPiece : Piece
{
    public override string Words => "";
}

internal sealed record NullPiece : Piece
{
    public override string Words => "= null";

    public override FeelValue Single => FeelNull.Instance;
}

/// <summary>A text, or with null all that no cell names.</summary>
internal sealed record TextPiece(string? Text) : Piece
{
    public override string Words => Text is null ? "as any other text" : $"= {new FeelString(Text).ToBrief()}";

    public override FeelValue? Single => Text is null ? null : new FeelString(Text);

    public override bool IsIn(CellShape shape) => shape is AnyShape || (shape is TextShape texts && (Text is null ? texts.IsComplement : texts.Accepts(Text)));
}

internal sealed record FlagPiece(bool Flag) : Piece
{
    public override string Words => Flag ? "= true" : "= false";

    public override FeelValue Single => FeelBoolean.Of(Flag);

    public override bool IsIn(CellShape shape) => shape is AnyShape || (shape is FlagShape flags && (Flag ? flags.AcceptsTrue : flags.AcceptsFalse));
}

/// <summary>A stretch of a line that was cut at the ends of all cells' stretches, so that it lies wholly inside or outside of each.</summary>
internal sealed record LinePiece(PointKind Kind, Span Span) : Piece
{
    public override string Words => Span switch
    {
        { LowIncluded: true, HighIncluded: true, Low: { } at } => $"= {OrderedShape.Literal(Kind, at)}",
        { Low: null, High: null } => "",
        { Low: null, High: { } high } => $"< {OrderedShape.Literal(Kind, high)}",
        { Low: { } low, High: null } => $"> {OrderedShape.Literal(Kind, low)}",
        _ => $"in ({OrderedShape.Literal(Kind, Span.Low!.Value)}..{OrderedShape.Literal(Kind, Span.High!.Value)})",
    };

    public override FeelValue? Single => Kind == PointKind.Number && Span is { LowIncluded: true, HighIncluded: true, Low: { } at } ? new FeelNumber(at) : null;

    public override bool IsIn(CellShape shape) =>
        shape is AnyShape || (shape is OrderedShape line && line.Kind == Kind && line.Spans.Any(span => OrderedShape.Meet(span, Span) is { IsEmpty: false } met && met == Span));
}
