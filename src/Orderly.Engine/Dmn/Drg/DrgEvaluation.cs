using System.Collections.Immutable;
using Orderly.Engine.Feel;
using Orderly.Engine.Feel.Evaluate;
using Orderly.Engine.Feel.Values;

namespace Orderly.Engine.Dmn.Drg;

/// <summary>One evaluation of the requirements graph: each element is evaluated at most once.</summary>
internal sealed class DrgEvaluation(Evaluation run, IFeelScope inputs)
{
    private readonly ImportPlace root = new([]);
    private FewEntries<DrgElement, FeelValue> given;

    public FeelValue Value(DrgElement element) => Value(element, root);

    /// <summary>Sets a value before anything is evaluated: what a decision service is called with.</summary>
    public void Give(DrgElement element, FeelValue value) => given.Set(element, Conform(element, value));

    /// <summary>The values a service's outputs have: one value, or a context of several.</summary>
    public FeelValue Outputs(DecisionService service) => service.Outputs.Length == 1
        ? Value(service.Outputs[0])
        : FeelContext.Of(service.Outputs.Select(decision => KeyValuePair.Create(decision.Name, Value(decision))));

    /// <summary>The value a knowledge model gives for arguments by name; one that is not there is null.</summary>
    public FeelValue Call(BusinessKnowledgeModel model, IFeelScope arguments) => Value(model) is FeelFunction function
        ? run.Call(function, new Arguments(0, [.. model.Parameters.Select(parameter => arguments.TryGet(parameter.Name, out var value) ? value : FeelNull.Instance)], null))
        : FeelNull.Instance;

    private FeelValue Value(DrgElement element, ImportPlace place)
    {
        if (given.Find(element) is { } told)
            return told;
        if (place.Find(element) is { } before)
            return before;
        run.Step(0);
        var value = element switch
        {
            Decision { Logic: not null } decision => Decide(decision, place),
            InputData or Decision => Given(element, place),
            BusinessKnowledgeModel model => Function(model, place),
            DecisionService service => new DecisionServiceFunction(service),
            _ => FeelNull.Instance,
        };
        place.Set(element, value);
        return value;
    }

    private FeelValue Decide(Decision decision, ImportPlace place)
    {
        var scope = ScopeOf(decision, place);
        var outer = run.Enter(decision);
        run.Trace?.Enter();
        var value = Conform(decision, run.Eval(decision.Logic!, scope));
        run.Trace?.Leave(decision, value);
        (run.Element, run.Place) = outer;
        return value;
    }

    private FeelValue Given(DrgElement element, ImportPlace place) => place.Given(inputs, element.Name) is { } value
        ? Conform(element, value)
        : Fail(element, FeelIssueCode.UnknownName, $"Expected a value for '{Brief.Cut(element.Name)}', but none was given");

    private FeelValue Function(BusinessKnowledgeModel model, ImportPlace place)
    {
        if (model.Body is null)
            return run.Fail(0, FeelIssueCode.Value, $"Expected '{Brief.Cut(model.Name)}' to have logic, but it has none");
        var scope = ScopeOf(model, place);
        var function = new LambdaFunction(model.Name, model.Parameters, model.Type is FunctionType type ? type.Result : model.Type, new OwnedNode(model, model.Body), scope);
        // A knowledge model may call itself.
        if (!scope.Contains(model.Name))
            scope.Set(model.Name, function);
        return function;
    }

    /// <summary>What an element sees: the values of what it requires, and nothing else.</summary>
    private EntriesScope ScopeOf(DrgElement element, ImportPlace place)
    {
        var scope = new EntriesScope(new OuterScope(FeelContext.Empty, run), element.Requirements.Length);
        Dictionary<string, FeelContext>? imports = null;
        foreach (var (target, import) in element.Requirements)
        {
            var value = Value(target, place.In(import));
            if (import is null)
                scope.Set(target.Name, value);
            else
            {
                imports ??= [];
                imports[import] = imports.GetValueOrDefault(import, FeelContext.Empty).With(target.Name, value);
                scope.Set(import, imports[import]);
            }
        }
        return scope;
    }

    private FeelValue Conform(DrgElement element, FeelValue value) => Coercion.To(run, element.Type, value)
        ?? Fail(element, FeelIssueCode.Type, $"Expected '{Brief.Cut(element.Name)}' to be {element.Type}, but it is {value.ToBrief()}");

    private FeelValue Fail(DrgElement element, string code, string message)
    {
        var outer = run.Enter(element);
        var failed = run.Fail(0, code, message);
        (run.Element, run.Place) = outer;
        return failed;
    }

    /// <summary>A knowledge model's body, so that what fails in it is said of it and not of the decision that calls it.</summary>
    private sealed class OwnedNode(BusinessKnowledgeModel owner, Node body) : Node(0)
    {
        public override FeelValue Evaluate(Evaluation run, Scope scope)
        {
            var outer = run.Enter(owner);
            var value = body.Evaluate(run, scope);
            (run.Element, run.Place) = outer;
            return value;
        }
    }
}

/// <summary>A decision service as a value. Each call evaluates its decisions anew with what it is given.</summary>
internal sealed class DecisionServiceFunction(DecisionService service) : FeelFunction(service.Name)
{
    private readonly ImmutableArray<Parameter> parameters = [.. service.Inputs.Select(input => new Parameter(input.Name, input.Type))];

    internal override FeelValue Invoke(Evaluation run, in Arguments arguments)
    {
        if (arguments.Arrange(run, Name, parameters) is not { } values)
            return FeelNull.Instance;
        var inner = new DrgEvaluation(run, FeelContext.Empty);
        for (var i = 0; i < values.Length; i++)
        {
            if (Coercion.To(run, parameters[i].Type, values[i]) is null)
                return run.Fail(arguments.At, FeelIssueCode.Argument, $"Expected '{parameters[i].Name}' to be {parameters[i].Type}, but it is {values[i].TypeName}");
            inner.Give(service.Inputs[i], values[i]);
        }
        return inner.Outputs(service);
    }
}

/// <summary>Collects what decisions and tables did, for the explanation.</summary>
internal sealed class TraceLog
{
    private readonly List<DmnDecisionTrace> decisions = new(1);
    private readonly Stack<ImmutableArray<DmnTableTrace>> open = [];

    public ImmutableArray<DmnDecisionTrace> Decisions => [.. decisions];

    public void Enter() => open.Push([]);

    public void Add(DmnTableTrace table)
    {
        // A decision has one table, seldom several.
        if (open.TryPop(out var tables))
            open.Push(tables.Add(table));
    }

    public void Leave(Decision decision, FeelValue value) => decisions.Add(new DmnDecisionTrace(decision.Id, decision.Name, value, open.Pop()));
}
