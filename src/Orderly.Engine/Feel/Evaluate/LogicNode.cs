namespace Orderly.Engine.Feel.Evaluate;

/// <summary>Conjunction and disjunction in three-valued logic; what is no boolean counts as null.</summary>
internal sealed class LogicNode(int at, bool isAnd, Node left, Node right) : Node(at)
{
    public bool IsAnd { get; } = isAnd;

    public Node Left { get; } = left;

    public Node Right { get; } = right;

    public override FeelValue Evaluate(Evaluation run, Scope scope)
    {
        var a = run.Eval(Left, scope);
        // One false decides "and", one true decides "or", whatever stands on the other side.
        if (a is FeelBoolean first && first.Value != IsAnd)
            return a;
        var b = run.Eval(Right, scope);
        var value = IsAnd ? And(a, b) : Or(a, b);
        if (value.IsNull && !(Fits(a) && Fits(b)))
            run.Fail(this, FeelIssueCode.Type, $"Expected booleans around '{(IsAnd ? "and" : "or")}', but they are {a.TypeName} and {b.TypeName}");
        return value;
    }

    public static FeelValue And(FeelValue a, FeelValue b)
    {
        if (a == FeelBoolean.False || b == FeelBoolean.False)
            return FeelBoolean.False;
        return a == FeelBoolean.True && b == FeelBoolean.True ? FeelBoolean.True : FeelNull.Instance;
    }

    public static FeelValue Or(FeelValue a, FeelValue b)
    {
        if (a == FeelBoolean.True || b == FeelBoolean.True)
            return FeelBoolean.True;
        return a == FeelBoolean.False && b == FeelBoolean.False ? FeelBoolean.False : FeelNull.Instance;
    }

    private static bool Fits(FeelValue value) => value is FeelBoolean or FeelNull;
}
