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
    public override FeelValue Evaluate(Evaluation run, Scope scope) =>
        Apply(run, this, op, run.Eval(left, scope), run.Eval(right, scope));

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
            : run.Fail(node, FeelIssueCode.Type, $"Expected two values that compare, but they are {a.TypeName} and {b.TypeName}");
    }
}

internal sealed class BetweenNode(int at, Node operand, Node low, Node high) : Node(at)
{
    public override FeelValue Evaluate(Evaluation run, Scope scope)
    {
        var value = run.Eval(operand, scope);
        var above = ComparisonNode.Apply(run, this, ComparisonOperator.GreaterOrEqual, value, run.Eval(low, scope));
        var below = ComparisonNode.Apply(run, this, ComparisonOperator.LessOrEqual, value, run.Eval(high, scope));
        return LogicNode.And(above, below);
    }
}
