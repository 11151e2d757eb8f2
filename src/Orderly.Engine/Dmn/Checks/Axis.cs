using System.Collections.Immutable;
using Orderly.Engine.Dmn.Tables;
using Orderly.Engine.Feel.Evaluate;
using Orderly.Engine.Feel.Values;

namespace Orderly.Engine.Dmn.Checks;

/// <summary>
/// One input column cut into pieces that no cell tells apart: what is true of one value of a piece is true of all. A table over such axes
/// is finite, so gaps and overlaps can be looked for exhaustively. A cell that has to be evaluated may accept every piece and surely accepts
/// none, so that what is found is true whatever it says.
/// </summary>
/// <param name="Pieces">The values there may be.</param>
/// <param name="Surely">For each rule, the pieces its cell accepts whatever is evaluated.</param>
/// <param name="Maybe">For each rule, the pieces its cell may accept.</param>
/// <param name="Unknown">The rules, from 0, whose cell has to be evaluated.</param>
internal sealed record Axis(ImmutableArray<Piece> Pieces, ImmutableArray<PieceSet> Surely, ImmutableArray<PieceSet> Maybe, ImmutableArray<int> Unknown)
{
    /// <param name="tests">The column's cells.</param>
    /// <param name="types">What is known of the values it sees.</param>
    public static Axis Of(IReadOnlyList<Node> tests, ColumnTypes types)
    {
        var cells = tests.Select(CheckedCell.Of).Select(cell => Fits(cell.Shape, types.Type) ? cell : new CheckedCell(null, false, false)).ToList();
        // A flag accepts every value that is none, so beside tests of other types it tells nothing before there are inputs.
        if (cells.Any(cell => cell.Shape is FlagShape) && cells.Any(cell => cell.Shape is TextShape or OrderedShape))
            cells = [.. cells.Select(cell => cell.Shape is FlagShape ? new CheckedCell(null, false, false) : cell)];
        var allowed = types.Allowed.Select(test => (Test: test, Shape: CheckedCell.ShapeOf(test))).ToList();
        var shapes = cells.Select(cell => cell.Shape).OfType<CellShape>().ToList();
        var limits = allowed.Select(one => one.Shape).OfType<CellShape>().ToList();
        var pieces = Cut(shapes, limits).Where(piece => allowed.TrueForAll(one => IsAllowed(piece, one.Test, one.Shape))).ToList();
        if (cells.Exists(cell => cell.SpeaksOfNull))
            pieces.Add(new NullPiece());
        return new Axis(
            [.. pieces],
            [.. cells.Select(cell => new PieceSet(pieces, piece => Accepts(cell, piece) ?? false))],
            [.. cells.Select(cell => new PieceSet(pieces, piece => Accepts(cell, piece) ?? true))],
            [.. Enumerable.Range(0, cells.Count).Where(rule => cells[rule].Shape is null)]);
    }

    private static bool? Accepts(CheckedCell cell, Piece piece) => cell.Shape is not { } shape ? null : piece is NullPiece ? cell.AcceptsNull : piece.IsIn(shape);

    private static bool IsAllowed(Piece piece, Node test, CellShape? shape) => piece is AnythingPiece
        || (shape is not null ? piece.IsIn(shape) : piece.Single is not { } value || Constants.Test(test, value) != false);

    /// <summary>Whether a shape tells of values of the type what evaluating would; dates and moments compare with each other, which no shape says.</summary>
    private static bool Fits(CellShape? shape, FeelType type) => shape switch
    {
        null => false,
        AnyShape or NoneShape => true,
        _ when type is AnyType => true,
        _ when type is not SimpleType => false,
        OrderedShape { Kind: PointKind.Date } => type != FeelType.DateTime,
        OrderedShape { Kind: PointKind.DateTime or PointKind.Instant } => type != FeelType.Date,
        _ => true,
    };

    private static List<Piece> Cut(List<CellShape> cells, List<CellShape> limits)
    {
        // Only kinds of which a cell speaks, or where none does a limit, are told apart.
        var speaking = cells.Exists(IsTelling) ? cells : limits;
        var all = cells.Concat(limits).ToList();
        var pieces = new List<Piece>();
        if (speaking.OfType<TextShape>().Any())
            pieces.AddRange(all.OfType<TextShape>().SelectMany(shape => shape.Values).Distinct().Order(StringComparer.Ordinal).Append(null).Select(text => new TextPiece(text)));
        if (speaking.OfType<FlagShape>().Any())
            pieces.AddRange([new FlagPiece(true), new FlagPiece(false)]);
        foreach (var kind in speaking.OfType<OrderedShape>().Select(shape => shape.Kind).Distinct().Order())
            pieces.AddRange(Line(kind, all.OfType<OrderedShape>().Where(shape => shape.Kind == kind)));
        return pieces.Count == 0 ? [new AnythingPiece()] : pieces;
    }

    private static bool IsTelling(CellShape shape) => shape is TextShape or FlagShape or OrderedShape;

    private static IEnumerable<LinePiece> Line(PointKind kind, IEnumerable<OrderedShape> shapes)
    {
        var cuts = shapes.SelectMany(shape => shape.Spans).SelectMany(span => (Decimal34?[])[span.Low, span.High]).OfType<Decimal34>().Distinct().Order().ToArray();
        for (var i = 0; i <= cuts.Length; i++)
        {
            var between = new Span(i == 0 ? null : cuts[i - 1], false, i == cuts.Length ? null : cuts[i], false);
            if (!IsNothing(kind, between))
                yield return new LinePiece(kind, between);
            if (i < cuts.Length)
                yield return new LinePiece(kind, new Span(cuts[i], true, cuts[i], true));
        }
    }

    /// <summary>Between two neighbouring days, months or nanoseconds there is nothing, nor before the first nanosecond of a day or after its last.</summary>
    private static bool IsNothing(PointKind kind, Span piece) => kind switch
    {
        PointKind.Number => false,
        PointKind.Time when piece is { Low: null, High: { } high } => high.Sign <= 0,
        PointKind.Time when piece is { High: null, Low: { } low } => low.CompareTo((long)(CivilCalendar.NanosPerDay - 1)) >= 0,
        _ => piece.Low is { } low && piece.High is { } high && Decimal34.Add(low, 1) is { } next && next.CompareTo(high) >= 0,
    };
}
