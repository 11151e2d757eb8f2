using System.Collections.Immutable;

namespace Orderly.Engine.Feel.Evaluate;

/// <summary>Unary tests separated by commas: true when one of them is.</summary>
internal sealed class TestsNode(int at, ImmutableArray<Node> tests, bool negated) : Node(at)
{
    public ImmutableArray<Node> Tests { get; } = tests;

    public bool IsNegated { get; } = negated;

    public override FeelValue Evaluate(Evaluation run, Scope scope)
    {
        FeelValue answer = FeelBoolean.False;
        foreach (var test in Tests)
        {
            answer = LogicNode.Or(answer, run.Eval(test, scope));
            if (answer == FeelBoolean.True)
                break;
        }
        if (!IsNegated)
            return answer;
        return answer is FeelBoolean holds ? FeelBoolean.Of(!holds.Value) : answer;
    }
}

/// <summary>The dash: holds for every input.</summary>
internal sealed class AnyTestNode(int at) : Node(at)
{
    public override FeelValue Evaluate(Evaluation run, Scope scope) => FeelBoolean.True;
}

/// <summary><c>&lt; 10</c>: the input compared with a value.</summary>
internal sealed class ComparisonTestNode(int at, ComparisonOperator op, Node operand) : Node(at)
{
    private readonly FeelValue? literal = (operand as LiteralNode)?.Value;

    public ComparisonOperator Operator { get; } = op;

    /// <summary>Null where the operand has to be evaluated.</summary>
    public FeelValue? Literal => literal;

    public Node Operand { get; } = operand;

    public override FeelValue Evaluate(Evaluation run, Scope scope) =>
        ComparisonNode.Apply(run, this, Operator, scope.Find(Scope.Input) ?? FeelNull.Instance, literal ?? run.Eval(Operand, scope));
}

/// <summary>
/// An expression as a test. One that speaks of <c>?</c> must be true; any other must equal the input, contain it, or be a
/// list with such an element.
/// </summary>
internal sealed class ExpressionTestNode(int at, Node expression, bool mentionsInput) : Node(at)
{
    private readonly FeelValue? literal = (expression as LiteralNode)?.Value ?? (expression as RangeNode)?.Literal;

    /// <summary>Null where the expression has to be evaluated.</summary>
    public FeelValue? Literal => MentionsInput ? null : literal;

    public Node Expression { get; } = expression;

    public bool MentionsInput { get; } = mentionsInput;

    public override FeelValue Evaluate(Evaluation run, Scope scope)
    {
        var value = literal ?? run.Eval(Expression, scope);
        if (MentionsInput)
            return value is FeelBoolean ? value : FeelNull.Instance;
        if (value.IsNull && Expression is RangeNode)
            return value;
        return Membership.Test(run, this, scope.Find(Scope.Input) ?? FeelNull.Instance, value);
    }
}

internal sealed class InNode(int at, Node operand, Node test) : Node(at)
{
    public Node Operand { get; } = operand;

    public Node Test { get; } = test;

    public override FeelValue Evaluate(Evaluation run, Scope scope) =>
        run.Eval(Test, new VariableScope(scope, Scope.Input, run.Eval(Operand, scope)));
}
