using System.Collections.Immutable;
using Orderly.Engine.Dmn.Tables;
using Orderly.Engine.Feel.Values;

namespace Orderly.Engine.Dmn.Checks;

/// <summary>
/// One input column cut into pieces that no cell tells apart: what is true of one value of a piece is true of all. A table over such axes
/// is finite, so gaps and overlaps can be looked for exhaustively.
/// </summary>
/// <param name="Pieces">How each piece is named to a person, such as <c>&gt; 65</c>.</param>
/// <param name="Accepts">For each rule, the pieces its cell accepts.</param>
internal sealed record Axis(ImmutableArray<string> Pieces, ImmutableArray<ImmutableArray<bool>> Accepts)
{
    /// <summary>Null where a cell has to be evaluated, or cells are of several types.</summary>
    public static Axis? Of(ImmutableArray<CellShape?> cells, CellShape? allowed)
    {
        if (cells.Any(cell => cell is null))
            return null;
        return cells.FirstOrDefault(cell => cell is not AnyShape) switch
        {
            null => new Axis(["anything"], [.. cells.Select(_ => ImmutableArray.Create(true))]),
            TextShape when cells.All(cell => cell is AnyShape or TextShape) => Texts(cells, allowed as TextShape),
            FlagShape when cells.All(cell => cell is AnyShape or FlagShape) => Flags(cells),
            OrderedShape ordered when cells.All(cell => cell is AnyShape || (cell is OrderedShape other && other.Kind == ordered.Kind)) =>
                Line(ordered.Kind, cells, allowed is OrderedShape line && line.Kind == ordered.Kind ? line : null),
            _ => null,
        };
    }

    private static Axis Texts(ImmutableArray<CellShape?> cells, TextShape? allowed)
    {
        if (allowed is { IsComplement: false })
            return Made(cells, [.. allowed.Values.Order(StringComparer.Ordinal)], word => $"\"{word}\"", (cell, word) => ((TextShape)cell).Accepts(word));
        var words = cells.OfType<TextShape>().SelectMany(shape => shape.Values).Distinct().Order(StringComparer.Ordinal).ToList();
        return Made(cells, [.. words, null], word => word is null ? "any other text" : $"\"{word}\"", (cell, word) => word is null ? ((TextShape)cell).IsComplement : ((TextShape)cell).Accepts(word));
    }

    private static Axis Flags(ImmutableArray<CellShape?> cells) =>
        Made(cells, [true, false], flag => flag ? "true" : "false", (cell, flag) => flag ? ((FlagShape)cell).AcceptsTrue : ((FlagShape)cell).AcceptsFalse);

    private static Axis Line(PointKind kind, ImmutableArray<CellShape?> cells, OrderedShape? allowed)
    {
        var cuts = cells.OfType<OrderedShape>().Append(allowed).OfType<OrderedShape>().SelectMany(shape => shape.Spans)
            .SelectMany(span => (Decimal34?[])[span.Low, span.High]).OfType<Decimal34>().Distinct().Order().ToArray();
        var pieces = new List<Span>();
        for (var i = 0; i <= cuts.Length; i++)
        {
            pieces.Add(new Span(i == 0 ? null : cuts[i - 1], false, i == cuts.Length ? null : cuts[i], false));
            if (i < cuts.Length)
                pieces.Add(new Span(cuts[i], true, cuts[i], true));
        }
        // Between two neighbouring days, months or nanoseconds there is nothing.
        pieces.RemoveAll(piece => (kind != PointKind.Number && IsBetweenNeighbours(piece)) || (allowed is not null && !Holds(allowed, piece)));
        return Made(cells, [.. pieces], piece => Named(kind, piece), (cell, piece) => Holds((OrderedShape)cell, piece));
    }

    private static Axis Made<T>(ImmutableArray<CellShape?> cells, ImmutableArray<T> pieces, Func<T, string> name, Func<CellShape, T, bool> accepts) => new(
        [.. pieces.Select(name)],
        [.. cells.Select(cell => pieces.Select(piece => cell is AnyShape || accepts(cell!, piece)).ToImmutableArray())]);

    // A piece lies wholly inside or outside of every span, for it was cut at their ends.
    private static bool Holds(OrderedShape shape, Span piece) => shape.Spans.Any(span => OrderedShape.Meet(span, piece) is { IsEmpty: false } met && met == piece);

    private static bool IsBetweenNeighbours(Span piece) =>
        !piece.LowIncluded && piece.Low is { } low && piece.High is { } high && Decimal34.Add(low, 1) is { } next && next.CompareTo(high) >= 0;

    private static string Named(PointKind kind, Span piece) => piece switch
    {
        { LowIncluded: true, Low: { } at } => OrderedShape.Literal(kind, at),
        { Low: null, High: null } => "anything",
        { Low: null, High: { } high } => $"< {OrderedShape.Literal(kind, high)}",
        { Low: { } low, High: null } => $"> {OrderedShape.Literal(kind, low)}",
        _ => $"({OrderedShape.Literal(kind, piece.Low!.Value)}..{OrderedShape.Literal(kind, piece.High!.Value)})",
    };
}
