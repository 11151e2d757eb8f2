namespace Orderly.Engine.Feel.Evaluate;

/// <summary><c>if … then … else …</c>: anything but true takes the else branch; a boxed conditional wants a boolean and has no value without.</summary>
internal sealed class ConditionalNode(int at, Node condition, Node then, Node otherwise) : Node(at)
{
    public Node Condition { get; } = condition;

    public Node Then { get; } = then;

    public Node Otherwise { get; } = otherwise;

    public bool IsBoxed { get; init; }

    public override FeelValue Evaluate(Evaluation run, Scope scope)
    {
        var holds = run.Eval(Condition, scope);
        if (holds is not (FeelBoolean or FeelNull))
        {
            run.Fail(this, FeelIssueCode.Type, $"Expected a boolean after 'if', but it is {holds.TypeName}");
            if (IsBoxed)
                return FeelNull.Instance;
        }
        return run.Eval(holds == FeelBoolean.True ? Then : Otherwise, scope);
    }
}
