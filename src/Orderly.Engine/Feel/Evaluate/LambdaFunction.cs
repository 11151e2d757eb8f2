using System.Collections.Immutable;

namespace Orderly.Engine.Feel.Evaluate;

/// <summary>A function written in FEEL: its body sees the parameters, then the scope it was defined in.</summary>
internal sealed class LambdaFunction(string name, ImmutableArray<Parameter> parameters, FeelType result, Node body, Scope scope) : FeelFunction(name)
{
    public ImmutableArray<Parameter> Parameters { get; } = parameters;

    public FeelType Result { get; } = result;

    internal override FeelValue Invoke(Evaluation run, in Arguments arguments)
    {
        if (arguments.Arrange(run, Name, Parameters) is not { } values)
            return FeelNull.Instance;
        var inner = scope;
        for (var i = 0; i < values.Length; i++)
        {
            var value = Coercion.To(run, Parameters[i].Type, values[i]);
            if (value is null)
            {
                return run.Fail(arguments.At, FeelIssueCode.Argument,
                    $"Expected '{Parameters[i].Name}' to be {Parameters[i].Type}, but it is {values[i].TypeName}");
            }
            inner = new VariableScope(inner, Parameters[i].Name, value);
        }
        var answer = run.Eval(body, inner);
        return Coercion.To(run, Result, answer)
            ?? run.Fail(arguments.At, FeelIssueCode.Type, $"Expected the function to give {Result}, but it gave {answer.TypeName}");
    }
}

internal sealed class FunctionNode(int at, ImmutableArray<Parameter> parameters, Node body) : Node(at)
{
    public ImmutableArray<Parameter> Parameters { get; } = parameters;

    public Node Body { get; } = body;

    public override FeelValue Evaluate(Evaluation run, Scope scope) => new LambdaFunction("", Parameters, FeelType.Any, Body, scope);
}

/// <summary>A function in another language than FEEL, which is never executed.</summary>
internal sealed class ExternalFunction : FeelFunction
{
    public const string Refusal = "Expected a function in FEEL, but external functions are not executed";

    public static readonly ExternalFunction Instance = new();

    private ExternalFunction()
        : base("external")
    {
    }

    internal override FeelValue Invoke(Evaluation run, in Arguments arguments) => run.Fail(arguments.At, FeelIssueCode.External, Refusal);
}

/// <summary>A function of the host, called with its arguments in the order of its parameters.</summary>
internal sealed class HostFunction(string name, ImmutableArray<string> parameters, Func<ImmutableArray<FeelValue>, FeelValue> body) : FeelFunction(name)
{
    private readonly ImmutableArray<Parameter> parameters = [.. parameters.Select(parameter => new Parameter(parameter, FeelType.Any))];

    internal override FeelValue Invoke(Evaluation run, in Arguments arguments) =>
        arguments.Arrange(run, Name, parameters) is { } values ? body([.. values]) : FeelNull.Instance;
}
