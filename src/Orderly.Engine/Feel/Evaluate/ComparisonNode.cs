namespace Orderly.Engine.Feel.Evaluate;

internal enum ComparisonOperator
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

internal sealed class ComparisonNode(int at, ComparisonOperator op, Node left, Node right) : Node(at)
{
    public ComparisonOperator Operator { get; } = op;

    public Node Left { get; } = left;

    public Node Right { get; } = right;

    public override FeelValue Evaluate(Evaluation run, Scope scope) =>
        Apply(run, this, Operator, run.Eval(Left, scope), run.Eval(Right, scope));

    public static FeelValue Apply(Evaluation run, Node node, ComparisonOperator op, FeelValue a, FeelValue b) =>
        Holds(run, op, a, b) is { } holds ? FeelBoolean.Of(holds) : Refuse(run, node, a, b);

    /// <summary>Null where the two do not compare.</summary>
    public static bool? Holds(Evaluation run, ComparisonOperator op, FeelValue a, FeelValue b)
    {
        if (op is ComparisonOperator.Equal or ComparisonOperator.NotEqual)
        {
            var equal = Order.AreEqual(run, a, b);
            return op == ComparisonOperator.Equal ? equal : !equal;
        }
        return Order.Compare(run, a, b) is not { } order ? null : op switch
        {
            ComparisonOperator.Less => order < 0,
            ComparisonOperator.LessOrEqual => order <= 0,
            ComparisonOperator.Greater => order > 0,
            _ => order >= 0,
        };
    }

    public static FeelValue Refuse(Evaluation run, Node node, FeelValue a, FeelValue b) =>
        run.Fail(node, FeelIssueCode.Type, $"Expected two values that compare, but they are {a.TypeName} and {b.TypeName}", a, b);
}

internal sealed class BetweenNode(int at, Node operand, Node low, Node high) : Node(at)
{
    public Node Operand { get; } = operand;

    public Node Low { get; } = low;

    public Node High { get; } = high;

    public override FeelValue Evaluate(Evaluation run, Scope scope)
    {
        var (value, low, high) = (run.Eval(Operand, scope), run.Eval(Low, scope), run.Eval(High, scope));
        var above = ComparisonNode.Holds(run, ComparisonOperator.GreaterOrEqual, value, low);
        var below = ComparisonNode.Holds(run, ComparisonOperator.LessOrEqual, value, high);
        if (above == false || below == false)
            return FeelBoolean.False;
        return above is null ? ComparisonNode.Refuse(run, this, value, low) : below is null ? ComparisonNode.Refuse(run, this, value, high) : FeelBoolean.True;
    }
}
