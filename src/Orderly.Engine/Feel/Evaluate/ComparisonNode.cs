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

    public static FeelValue Apply(Evaluation run, Node node, ComparisonOperator op, FeelValue a, FeelValue b)
    {
        bool? holds;
        if (op is ComparisonOperator.Equal or ComparisonOperator.NotEqual)
        {
            holds = Order.AreEqual(run, a, b);
            if (op == ComparisonOperator.NotEqual)
                holds = !holds;
        }
        else
        {
            holds = Order.Compare(run, a, b) is not { } order ? null : op switch
            {
                ComparisonOperator.Less => order < 0,
                ComparisonOperator.LessOrEqual => order <= 0,
                ComparisonOperator.Greater => order > 0,
                _ => order >= 0,
            };
        }
        return holds is { } value
            ? FeelBoolean.Of(value)
            : run.Fail(node, FeelIssueCode.Type, $"Expected two values that compare, but they are {a.TypeName} and {b.TypeName}", a, b);
    }
}

internal sealed class BetweenNode(int at, Node operand, Node low, Node high) : Node(at)
{
    public Node Operand { get; } = operand;

    public Node Low { get; } = low;

    public Node High { get; } = high;

    public override FeelValue Evaluate(Evaluation run, Scope scope)
    {
        var value = run.Eval(Operand, scope);
        var above = ComparisonNode.Apply(run, this, ComparisonOperator.GreaterOrEqual, value, run.Eval(Low, scope));
        var below = ComparisonNode.Apply(run, this, ComparisonOperator.LessOrEqual, value, run.Eval(High, scope));
        return LogicNode.And(above, below);
    }
}
