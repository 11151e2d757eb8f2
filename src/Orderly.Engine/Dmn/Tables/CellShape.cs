using System.Collections.Immutable;
using Orderly.Engine.Feel;
using Orderly.Engine.Feel.Evaluate;
using Orderly.Engine.Feel.Values;

namespace Orderly.Engine.Dmn.Tables;

/// <summary>
/// Which inputs a cell accepts, where that can be said without evaluating it: its tests are literals of one type. The index of a table and the
/// checks for gaps and overlaps are made of these.
/// </summary>
internal abstract record CellShape
{
    public static readonly CellShape Any = new AnyShape();

    /// <summary>Null where the cell has to be evaluated.</summary>
    public static CellShape? Of(Node test) => test switch
    {
        Reading.TextNode text => Of(text.Inner),
        AnyTestNode => Any,
        TestsNode all => Union(all.Tests) is { } union ? all.IsNegated ? union.Complement() : union : null,
        ComparisonTestNode { Literal: { } operand } comparison => Compared(comparison.Operator, operand),
        ExpressionTestNode { Literal: { } literal } => Accepting(literal),
        _ => null,
    };

    /// <summary>What is accepted by this or the other; null where they are of different types.</summary>
    public abstract CellShape? Or(CellShape other);

    public abstract CellShape Complement();

    private static CellShape? Union(ImmutableArray<Node> tests)
    {
        var union = Of(tests[0]);
        for (var i = 1; i < tests.Length && union is not null; i++)
            union = Of(tests[i]) is { } next ? union.Or(next) : null;
        return union;
    }

    /// <summary>What equals a value, or lies in a range; null for values of types without a shape.</summary>
    public static CellShape? Accepting(FeelValue literal) => literal switch
    {
        FeelString text => new TextShape([text.Value], isComplement: false),
        FeelBoolean flag => new FlagShape(flag.Value, !flag.Value),
        FeelRange range => OrderedShape.Of(range),
        _ => OrderedShape.Point(literal) is { } point ? new OrderedShape(point.Kind, [new Span(point.At, true, point.At, true)]) : null,
    };

    /// <summary>What compares so with a value; null for values of types without a shape.</summary>
    public static CellShape? Compared(ComparisonOperator op, FeelValue operand)
    {
        if (op is ComparisonOperator.Equal or ComparisonOperator.NotEqual)
            return Accepting(operand) is { } equal ? op == ComparisonOperator.Equal ? equal : equal.Complement() : null;
        return OrderedShape.Point(operand) is { } point ? new OrderedShape(point.Kind, [op switch
        {
            ComparisonOperator.Less => new Span(null, false, point.At, false),
            ComparisonOperator.LessOrEqual => new Span(null, false, point.At, true),
            ComparisonOperator.Greater => new Span(point.At, false, null, false),
            _ => new Span(point.At, true, null, false),
        }]) : null;
    }
}

/// <summary>A dash: every input.</summary>
internal sealed record AnyShape : CellShape
{
    public override CellShape? Or(CellShape other) => this;

    public override CellShape Complement() => new NoneShape();
}

/// <summary>No input but, as the case may be, null.</summary>
internal sealed record NoneShape : CellShape
{
    public override CellShape? Or(CellShape other) => other;

    public override CellShape Complement() => Any;
}

/// <summary>Some texts, or all but some.</summary>
internal sealed record TextShape(ImmutableHashSet<string> Values, bool IsComplement) : CellShape
{
    public TextShape(IEnumerable<string> values, bool isComplement)
        : this(values.ToImmutableHashSet(StringComparer.Ordinal), isComplement)
    {
    }

    public bool Accepts(string value) => Values.Contains(value) != IsComplement;

    public override CellShape? Or(CellShape other) => other switch
    {
        AnyShape => other,
        NoneShape => this,
        TextShape { IsComplement: false } that when !IsComplement => new TextShape(Values.Union(that.Values), false),
        TextShape { IsComplement: true } that when IsComplement => new TextShape(Values.Intersect(that.Values), true),
        TextShape that => IsComplement ? new TextShape(Values.Except(that.Values), true) : new TextShape(that.Values.Except(Values), true),
        _ => null,
    };

    public override CellShape Complement() => new TextShape(Values, !IsComplement);
}

internal sealed record FlagShape(bool AcceptsTrue, bool AcceptsFalse) : CellShape
{
    public override CellShape? Or(CellShape other) => other switch
    {
        AnyShape => other,
        NoneShape => this,
        FlagShape that => new FlagShape(AcceptsTrue || that.AcceptsTrue, AcceptsFalse || that.AcceptsFalse),
        _ => null,
    };

    public override CellShape Complement() => new FlagShape(!AcceptsTrue, !AcceptsFalse);
}
