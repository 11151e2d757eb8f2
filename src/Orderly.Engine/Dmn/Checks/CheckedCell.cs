using Orderly.Engine.Dmn.Reading;
using Orderly.Engine.Dmn.Tables;
using Orderly.Engine.Feel;
using Orderly.Engine.Feel.Evaluate;

namespace Orderly.Engine.Dmn.Checks;

/// <summary>What is known of a cell before there are inputs.</summary>
/// <param name="Shape">Which inputs other than null it accepts; null where that has to be evaluated.</param>
/// <param name="AcceptsNull">Whether it accepts null; only where the shape is known.</param>
/// <param name="SpeaksOfNull">Whether its author wrote <c>null</c>, so that null is a value of its own in this column.</param>
internal sealed record CheckedCell(CellShape? Shape, bool AcceptsNull, bool SpeaksOfNull)
{
    public static CheckedCell Of(Node test) => ShapeOf(test) is { } shape
        ? new CheckedCell(shape, Constants.Test(test, FeelNull.Instance) == true, NamesNull(test))
        : new CheckedCell(null, false, false);

    /// <summary>The single tests of a cell that are separated by commas; none of a negated one.</summary>
    public static IEnumerable<Node> Parts(Node test) => test switch
    {
        TextNode text => Parts(text.Inner),
        TestsNode { IsNegated: false } all => all.Tests,
        _ => [],
    };

    /// <summary>As <see cref="CellShape.Of"/>, and also where constants have to be worked out or the test is written with <c>?</c>.</summary>
    public static CellShape? ShapeOf(Node test) => test switch
    {
        TextNode text => ShapeOf(text.Inner),
        AnyTestNode => CellShape.Any,
        TestsNode all => Union(all.Tests.Select(ShapeOf)) is { } union ? all.IsNegated ? union.Complement() : union : null,
        ComparisonTestNode comparison => Compared(comparison.Operator, comparison.Operand),
        ExpressionTestNode { MentionsInput: true } condition => Condition(condition.Expression),
        ExpressionTestNode one => Constants.Of(one.Expression) is { } value ? Accepting(value) : null,
        _ => null,
    };

    private static CellShape? Condition(Node node) => node switch
    {
        ComparisonNode { Left: NameNode { Name: Scope.Input } } comparison => Compared(comparison.Operator, comparison.Right),
        ComparisonNode { Right: NameNode { Name: Scope.Input } } comparison => Compared(Mirrored(comparison.Operator), comparison.Left),
        BetweenNode { Operand: NameNode { Name: Scope.Input } } between => Both(Compared(ComparisonOperator.GreaterOrEqual, between.Low), Compared(ComparisonOperator.LessOrEqual, between.High)),
        InNode { Operand: NameNode { Name: Scope.Input } } membership => ShapeOf(membership.Test),
        LogicNode { IsAnd: true } logic => Both(Condition(logic.Left), Condition(logic.Right)),
        LogicNode logic => Union([Condition(logic.Left), Condition(logic.Right)]),
        _ => null,
    };

    private static CellShape? Both(CellShape? a, CellShape? b) => a is null || b is null ? null : a.Complement().Or(b.Complement())?.Complement();

    private static CellShape? Compared(ComparisonOperator op, Node operand) => Constants.Of(operand) switch
    {
        null => null,
        FeelNull => op == ComparisonOperator.Equal ? new NoneShape() : op == ComparisonOperator.NotEqual ? CellShape.Any : null,
        var value => CellShape.Compared(op, value),
    };

    private static CellShape? Accepting(FeelValue value) => value switch
    {
        FeelNull => new NoneShape(),
        FeelList list => Union(list.Items.Select(Accepting)),
        _ => CellShape.Accepting(value),
    };

    private static CellShape? Union(IEnumerable<CellShape?> shapes) => shapes.Aggregate((CellShape?)new NoneShape(), (all, one) => all is null || one is null ? null : all.Or(one));

    private static bool NamesNull(Node test) => test switch
    {
        TextNode text => NamesNull(text.Inner),
        TestsNode all => all.Tests.Any(NamesNull),
        ComparisonTestNode comparison => comparison.Operand is LiteralNode { Value.IsNull: true },
        ExpressionTestNode one => NamesNull(one.Expression),
        LiteralNode literal => literal.Value.IsNull,
        ComparisonNode comparison => NamesNull(comparison.Left) || NamesNull(comparison.Right),
        LogicNode logic => NamesNull(logic.Left) || NamesNull(logic.Right),
        ListNode list => list.Items.Any(NamesNull),
        _ => false,
    };

    private static ComparisonOperator Mirrored(ComparisonOperator op) => op switch
    {
        ComparisonOperator.Less => ComparisonOperator.Greater,
        ComparisonOperator.LessOrEqual => ComparisonOperator.GreaterOrEqual,
        ComparisonOperator.Greater => ComparisonOperator.Less,
        ComparisonOperator.GreaterOrEqual => ComparisonOperator.LessOrEqual,
        _ => op,
    };
}
