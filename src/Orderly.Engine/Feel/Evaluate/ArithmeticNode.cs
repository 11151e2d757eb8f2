using Orderly.Engine.Feel.Values;

namespace Orderly.Engine.Feel.Evaluate;

internal enum ArithmeticOperator
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
}

internal sealed class ArithmeticNode(int at, ArithmeticOperator op, Node left, Node right) : Node(at)
{
    public ArithmeticOperator Operator { get; } = op;

    public Node Left { get; } = left;

    public Node Right { get; } = right;

    public override FeelValue Evaluate(Evaluation run, Scope scope)
    {
        var a = run.Eval(Left, scope);
        var b = run.Eval(Right, scope);
        if (a is FeelNumber x && b is FeelNumber y)
            return Number(run, x.Value, y.Value);
        if (Operator == ArithmeticOperator.Add && a is FeelString s && b is FeelString t)
        {
            run.CheckText(At, (long)s.Value.Length + t.Value.Length);
            return new FeelString(s.Value + t.Value);
        }
        if (a.IsNull || b.IsNull)
            return run.Fail(this, FeelIssueCode.Type, $"Expected two operands of '{Sign}', but one is null", a, b);
        var value = Operator switch
        {
            ArithmeticOperator.Add => TemporalArithmetic.Add(run, a, b),
            ArithmeticOperator.Subtract => TemporalArithmetic.Subtract(run, a, b),
            ArithmeticOperator.Multiply => TemporalArithmetic.Multiply(a, b),
            ArithmeticOperator.Divide => TemporalArithmetic.Divide(a, b),
            _ => null,
        };
        return value ?? Refuse(run, a, b);
    }

    private FeelValue Refuse(Evaluation run, FeelValue a, FeelValue b)
    {
        if (TemporalArithmetic.Combines(Operator, a, b))
            return run.Fail(this, FeelIssueCode.Arithmetic, $"Expected '{a.ToBrief()} {Sign} {b.ToBrief()}' to have a value within FEEL's years and durations, but it has none");
        var zones = Operator == ArithmeticOperator.Subtract && TemporalArithmetic.AreMoments(a, b) ? ", of which one has a time zone and one has not" : "";
        return run.Fail(this, FeelIssueCode.Type, $"Expected operands that '{Sign}' combines, but they are {a.TypeName} and {b.TypeName}{zones}");
    }

    private string Sign => Operator switch
    {
        ArithmeticOperator.Add => "+",
        ArithmeticOperator.Subtract => "-",
        ArithmeticOperator.Multiply => "*",
        ArithmeticOperator.Divide => "/",
        _ => "**",
    };

    private FeelValue Number(Evaluation run, Decimal34 x, Decimal34 y)
    {
        var value = Operator switch
        {
            ArithmeticOperator.Add => Decimal34.Add(x, y),
            ArithmeticOperator.Subtract => Decimal34.Subtract(x, y),
            ArithmeticOperator.Multiply => Decimal34.Multiply(x, y),
            ArithmeticOperator.Divide => Decimal34.Divide(x, y),
            _ => Decimal34Functions.Power(x, y),
        };
        return value is { } number
            ? new FeelNumber(number)
            : run.Fail(this, FeelIssueCode.Arithmetic, $"Expected '{Brief.Number(x)} {Sign} {Brief.Number(y)}' to have a value, but it has none");
    }
}

internal sealed class NegationNode(int at, Node operand) : Node(at)
{
    public Node Operand { get; } = operand;

    public override FeelValue Evaluate(Evaluation run, Scope scope) => run.Eval(Operand, scope) switch
    {
        FeelNumber number => new FeelNumber(number.Value.Negate()),
        FeelDayTimeDuration duration => new FeelDayTimeDuration(-duration.Nanoseconds),
        FeelYearMonthDuration duration => new FeelYearMonthDuration(-duration.Months),
        var other => run.Fail(this, FeelIssueCode.Type, $"Expected a number or duration after '-', but it is {other.TypeName}", other),
    };
}
