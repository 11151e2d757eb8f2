namespace Orderly.Engine.Feel.Evaluate;

/// <summary>
/// A type of an item definition with its allowed values. <c>instance of</c> looks at the type alone; where a value is put in, the tests
/// must hold for it too.
/// </summary>
internal sealed class ConstrainedType(string name, FeelType type, Node tests) : FeelType
{
    public FeelType Type { get; } = type;

    public Node Tests { get; } = tests;

    public override bool HasInstance(FeelValue value) => Type.HasInstance(value);

    public override bool Admits(Evaluation run, FeelValue value) =>
        value.IsNull || (Type.Admits(run, value) && run.Eval(Tests, new VariableScope(new EntriesScope(null), Scope.Input, value)) == FeelBoolean.True);

    public override bool ConformsTo(FeelType other) => base.ConformsTo(other) || Type.ConformsTo(other);

    public override string ToString() => name;
}
