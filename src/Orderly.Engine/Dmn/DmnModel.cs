using System.Collections.Immutable;
using Orderly.Engine.Dmn.Drg;
using Orderly.Engine.Feel;
using Orderly.Engine.Feel.Evaluate;

namespace Orderly.Engine.Dmn;

/// <summary>A decision model that has been read, with all its expressions parsed. Immutable; may be evaluated from any thread.</summary>
public sealed class DmnModel
{
    private readonly Dictionary<string, DrgElement> byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DrgElement> byName = new(StringComparer.Ordinal);

    // Asked for with each evaluation over the API.
    private readonly Dictionary<DrgElement, ImmutableArray<string>> taken;

    internal DmnModel(string name, string @namespace, ImmutableArray<DrgElement> elements, Reading.ItemTypes types)
    {
        (Name, Namespace, Elements, Types) = (name, @namespace, elements, types);
        foreach (var element in elements)
        {
            byId.TryAdd(element.Id, element);
            byName.TryAdd(element.Name, element);
        }
        taken = elements.Where(element => element is Decision or DecisionService).ToDictionary(element => element, TakenBy);
        Decisions = [.. elements.OfType<Decision>().Select(decision => new DmnDecision(decision.Id, decision.Name, InputsOf(decision)))];
        Services = [.. elements.OfType<DecisionService>().Select(service => new DmnDecision(service.Id, service.Name, taken[service]))];
    }

    public string Name { get; }

    public string Namespace { get; }

    public ImmutableArray<DmnDecision> Decisions { get; }

    /// <summary>Its decision services, with the input data and decisions they take.</summary>
    public ImmutableArray<DmnDecision> Services { get; }

    /// <summary>Namespaces of the models it imports.</summary>
    public ImmutableArray<string> Imports { get; init; } = [];

    internal ImmutableArray<DrgElement> Elements { get; }

    internal ImmutableArray<Checks.DmnFinding> UnknownNames { get; init; } = [];

    /// <summary>Every decision table, wherever it stands in an element's logic.</summary>
    internal ImmutableArray<(DrgElement Owner, Tables.DecisionTableNode Table)> Tables { get; init; } = [];

    internal Reading.ItemTypes Types { get; }

    internal Reading.Marks Marks { get; init; } = new();

    /// <summary>Evaluates a decision and all it requires, each once.</summary>
    /// <param name="decision">Its id or name.</param>
    /// <param name="inputs">Values of the input data, by name; other names are not seen.</param>
    /// <param name="environment">The moment, zones, host functions and limits.</param>
    /// <param name="isTraced">Whether the outcome says how it came about.</param>
    /// <exception cref="KeyNotFoundException">The model has no decision of that id or name.</exception>
    public DmnOutcome Evaluate(string decision, IFeelScope inputs, FeelEnvironment environment, bool isTraced = true)
    {
        if (Find<Decision>(decision) is not { } found)
            throw new KeyNotFoundException($"Expected a decision of the model '{Name}', but there is none with the id or name '{decision}'");
        return Run(new DecisionNode(found, inputs), environment, isTraced);
    }

    /// <summary>Evaluates a decision service with values for its input data and input decisions, by name.</summary>
    /// <exception cref="KeyNotFoundException">The model has no decision service of that id or name.</exception>
    public DmnOutcome EvaluateService(string service, IFeelScope inputs, FeelEnvironment environment)
    {
        if (Find<DecisionService>(service) is not { } found)
            throw new KeyNotFoundException($"Expected a decision service of the model '{Name}', but there is none with the id or name '{service}'");
        return Run(
            new GraphNode(inputs, graph =>
            {
                foreach (var input in found.Inputs)
                    graph.Give(input, inputs.TryGet(input.Name, out var value) ? value : FeelNull.Instance);
                return graph.Outputs(found);
            }),
            environment, isTraced: true);
    }

    /// <summary>Calls a business knowledge model with arguments by its parameters' names.</summary>
    /// <exception cref="KeyNotFoundException">The model has no business knowledge model of that id or name.</exception>
    public DmnOutcome EvaluateKnowledge(string knowledge, IFeelScope arguments, FeelEnvironment environment)
    {
        if (Find<BusinessKnowledgeModel>(knowledge) is not { } found)
            throw new KeyNotFoundException($"Expected a business knowledge model of the model '{Name}', but there is none with the id or name '{knowledge}'");
        return Run(new GraphNode(FeelContext.Empty, graph => graph.Call(found, arguments)), environment, isTraced: true);
    }

    /// <summary>
    /// Names that a decision or decision service takes values under: those of its input data and of decisions without logic, required directly or
    /// through others, and those of the imports that such elements come from. Empty where there is none of that id or name.
    /// </summary>
    public ImmutableArray<string> InputsTaken(string decision) => (Find<Decision>(decision) ?? (DrgElement?)Find<DecisionService>(decision)) is { } found ? taken[found] : [];

    /// <summary>Names of the parameters of a business knowledge model; empty where there is none of that id or name.</summary>
    public ImmutableArray<string> ParametersOf(string knowledge) => Find<BusinessKnowledgeModel>(knowledge) is { } found ? [.. found.Parameters.Select(parameter => parameter.Name)] : [];

    internal DrgElement? Find(string idOrName) => byId.GetValueOrDefault(idOrName) ?? byName.GetValueOrDefault(idOrName);

    /// <summary>Ids are optional, and names of different kinds may be alike: what is of another kind is not taken for it.</summary>
    private T? Find<T>(string idOrName) where T : DrgElement =>
        Find(idOrName) as T ?? Elements.OfType<T>().FirstOrDefault(one => one.Id == idOrName) ?? Elements.OfType<T>().FirstOrDefault(one => one.Name == idOrName);

    internal DrgElement? FindById(string id) => byId.GetValueOrDefault(id);

    private static DmnOutcome Run(Node root, FeelEnvironment environment, bool isTraced)
    {
        var trace = isTraced ? new TraceLog() : null;
        var run = new Evaluation(environment) { Trace = trace };
        var value = run.Start(root, EntriesScope.Empty);
        return new DmnOutcome(value, run.Issues, trace?.Decisions ?? []);
    }

    private static ImmutableArray<string> InputsOf(Decision decision) =>
        [.. Required(decision).Select(one => one.Element).OfType<InputData>().Select(input => input.Name).Distinct()];

    private static ImmutableArray<string> TakenBy(DrgElement element) => element is DecisionService service
        ? [.. service.Inputs.Select(input => input.Name)]
        : [.. Required(element).Where(one => one.Element is InputData or Decision { Logic: null })
            .SelectMany(one => one.Import is null ? [one.Element.Name] : new[] { one.Element.Name, one.Import }).Distinct()];

    /// <summary>The element and what it requires, directly or through others, each with the name of the import it is seen through.</summary>
    private static List<(DrgElement Element, string? Import)> Required(DrgElement from)
    {
        var seen = new HashSet<(DrgElement, string?)>();
        var all = new List<(DrgElement, string?)>();
        Visit(from, null);
        return all;

        void Visit(DrgElement element, string? import)
        {
            if (!seen.Add((element, import)))
                return;
            all.Add((element, import));
            foreach (var requirement in element.Requirements)
                Visit(requirement.Target, import ?? requirement.Import);
        }
    }

    private sealed class DecisionNode(Decision decision, IFeelScope inputs) : Node(0)
    {
        public override FeelValue Evaluate(Evaluation run, Scope scope) => new DrgEvaluation(run, inputs).Value(decision);
    }

    private sealed class GraphNode(IFeelScope inputs, Func<DrgEvaluation, FeelValue> evaluate) : Node(0)
    {
        public override FeelValue Evaluate(Evaluation run, Scope scope) => evaluate(new DrgEvaluation(run, inputs));
    }
}

/// <summary>A decision that can be asked for, and the input data it needs, directly or through others.</summary>
public sealed record DmnDecision(string Id, string Name, ImmutableArray<string> Inputs);
