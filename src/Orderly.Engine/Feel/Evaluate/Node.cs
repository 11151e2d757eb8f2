using Orderly.Engine.Feel.Functions;
using Orderly.Engine.Feel.Values;

namespace Orderly.Engine.Feel.Evaluate;

/// <summary>A part of a read expression that has a value in a scope.</summary>
internal abstract class Node(int at)
{
    /// <summary>Where it stands in the text.</summary>
    public int At { get; } = at;

    /// <summary>Called through <see cref="Evaluation.Eval"/>, which counts steps and depth.</summary>
    public abstract FeelValue Evaluate(Evaluation run, Scope scope);
}

internal sealed class LiteralNode(int at, FeelValue value) : Node(at)
{
    public FeelValue Value { get; } = value;

    public override FeelValue Evaluate(Evaluation run, Scope scope) => Value;
}

/// <summary>A time in a named zone, which is checked against the zones the environment knows.</summary>
internal sealed class ZonedLiteralNode(int at, FeelValue value) : Node(at)
{
    public FeelValue Value { get; } = value;

    public override FeelValue Evaluate(Evaluation run, Scope scope) =>
        Zones.IsKnown(run, Value) ? Value : run.Fail(this, FeelIssueCode.Value, $"Expected a known time zone, but it is {Value}");
}

/// <summary>A literal that reads well but has no value, such as <c>@"foo"</c>.</summary>
internal sealed class FailedLiteralNode(int at, string message, string? text = null) : Node(at)
{
    /// <summary>What stands after the '@'; null where it is no such literal.</summary>
    public string? Text { get; } = text;

    public string Message => message;

    public override FeelValue Evaluate(Evaluation run, Scope scope) => run.Fail(this, FeelIssueCode.Value, Message);
}

internal sealed class NameNode(int at, string name) : Node(at)
{
    public string Name { get; } = name;

    public override FeelValue Evaluate(Evaluation run, Scope scope) =>
        scope.Find(Name) ?? BuiltIns.Find(Name) ?? run.Fail(this, FeelIssueCode.UnknownName, $"Expected a name in scope, but '{Brief.Cut(Name)}' is not known");
}
