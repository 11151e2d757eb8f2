using System.Collections.Immutable;
using Orderly.Engine.Feel.Functions;

namespace Orderly.Engine.Feel.Evaluate;

/// <summary><c>f(a, b)</c> or <c>f(name: a)</c>.</summary>
internal sealed class InvocationNode(int at, Node target, ImmutableArray<Node> values, ImmutableArray<string> names) : Node(at)
{
    public Node Target { get; } = target;

    public ImmutableArray<Node> Values { get; } = values;

    /// <summary>The arguments' names; empty where they are passed by position.</summary>
    public ImmutableArray<string> Names { get; } = names.IsDefault ? [] : names;

    public override FeelValue Evaluate(Evaluation run, Scope scope)
    {
        var callee = run.Eval(Target, scope);
        // A variable may have a built-in function's name; invoked, the function is meant.
        if (callee is not FeelFunction && Target is NameNode { Name: var name } && BuiltIns.Find(name) is { } builtIn)
            callee = builtIn;
        if (callee is not FeelFunction function)
            return run.Fail(this, FeelIssueCode.Type, $"Expected a function to invoke, but it is {callee.TypeName}", callee);
        var arguments = new FeelValue[Values.Length];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = run.Eval(Values[i], scope);
        return run.Call(function, new Arguments(At, arguments, Names.IsEmpty ? null : Names));
    }
}

/// <summary>What a call passes: by position, or by name where <paramref name="Names"/> is there.</summary>
internal readonly record struct Arguments(int At, FeelValue[] Values, ImmutableArray<string>? Names)
{
    public int Count => Values.Length;

    /// <summary>The values in the order of the parameters; null with an issue when a name or the count does not fit.</summary>
    public FeelValue[]? Arrange(Evaluation run, string function, ImmutableArray<Parameter> parameters)
    {
        if (Names is not { } names)
        {
            if (Count == parameters.Length)
                return Values;
            run.Fail(At, FeelIssueCode.Argument, $"Expected {parameters.Length} arguments for {Title(function)}, but there are {Count}");
            return null;
        }
        var arranged = new FeelValue[parameters.Length];
        for (var i = 0; i < parameters.Length; i++)
        {
            var at = names.IndexOf(parameters[i].Name);
            if (at < 0)
            {
                run.Fail(At, FeelIssueCode.Argument, $"Expected an argument '{parameters[i].Name}' for {Title(function)}, but there is none");
                return null;
            }
            arranged[i] = Values[at];
        }
        if (names.Length != parameters.Length)
        {
            run.Fail(At, FeelIssueCode.Argument, $"Expected {parameters.Length} arguments for {Title(function)}, but there are {names.Length}");
            return null;
        }
        return arranged;
    }

    private static string Title(string function) => function.Length == 0 ? "the function" : $"'{function}'";
}

/// <summary>A formal parameter with the type its argument must conform to.</summary>
internal sealed record Parameter(string Name, FeelType Type);
