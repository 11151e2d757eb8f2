using System.Collections.Immutable;
using Orderly.Engine.Feel;
using Orderly.Engine.Feel.Values;

namespace Orderly.Engine.Dmn.Kit;

/// <summary>What a test case evaluates.</summary>
public enum DmnTestSubject
{
    Decision,
    DecisionService,
    KnowledgeModel,
}

/// <summary>What a decision should give. An error is expected as null.</summary>
public sealed record DmnExpectation(string Name, FeelValue Value, bool IsError);

/// <summary>Where a result is not what was expected.</summary>
/// <param name="Name">The decision.</param>
/// <param name="Expected">As a FEEL literal.</param>
/// <param name="Found">As a FEEL literal, or why there is no result.</param>
/// <param name="Issues">What the evaluation said beside its value.</param>
public sealed record DmnDifference(string Name, string Expected, string Found, ImmutableArray<FeelIssue> Issues)
{
    private const int Longest = 400;

    public override string ToString() => Issues.Length == 0
        ? $"{Name}: Expected {Brief.Cut(Expected, Longest)}, but it is {Brief.Cut(Found, Longest)}"
        : $"{Name}: Expected {Brief.Cut(Expected, Longest)}, but it is {Brief.Cut(Found, Longest)} [{string.Join("; ", Issues.Take(5).Select(issue => issue.Message))}]";
}

/// <summary>One case: inputs by name, and what decisions should give for them.</summary>
/// <param name="Invocable">The decision service or knowledge model that is called; unused for decisions.</param>
public sealed record DmnTestCase(string Id, DmnTestSubject Subject, string? Invocable, FeelContext Inputs, ImmutableArray<DmnExpectation> Expectations)
{
    /// <summary>Why the case could not be read; it then fails.</summary>
    public string? Fault { get; init; }

    /// <summary>Empty when the case passes.</summary>
    public ImmutableArray<DmnDifference> Run(DmnModel model, FeelEnvironment environment) => Fault is not null
        ? [new DmnDifference(Id, "a case that reads", Fault, [])]
        : [.. Expectations.Select(expectation => Difference(model, environment, expectation)).OfType<DmnDifference>()];

    /// <summary>Names among the inputs that nothing this case evaluates takes; mostly a slip of the pen.</summary>
    public ImmutableArray<string> Ignored(DmnModel model)
    {
        var asked = Subject == DmnTestSubject.Decision || Invocable is null ? Expectations.Select(expectation => expectation.Name) : [Invocable];
        var taken = asked.SelectMany(name => Subject == DmnTestSubject.KnowledgeModel ? model.ParametersOf(name) : model.InputsTaken(name)).ToHashSet();
        return [.. Inputs.Names.Where(name => !taken.Contains(name))];
    }

    private DmnDifference? Difference(DmnModel model, FeelEnvironment environment, DmnExpectation expectation)
    {
        DmnOutcome outcome;
        try
        {
            outcome = Evaluate(model, environment, expectation.Name);
        }
        catch (KeyNotFoundException missing)
        {
            return new DmnDifference(expectation.Name, expectation.Value.ToLiteral(), $"not there: {missing.Message}", []);
        }
        var agrees = expectation.IsError ? outcome.Value.IsNull : DmnTestValue.AreSame(expectation.Value, outcome.Value);
        return agrees ? null : new DmnDifference(expectation.Name, expectation.IsError ? "null with an issue" : expectation.Value.ToLiteral(), outcome.Value.ToLiteral(), outcome.Issues);
    }

    private DmnOutcome Evaluate(DmnModel model, FeelEnvironment environment, string name)
    {
        switch (Subject)
        {
            case DmnTestSubject.DecisionService:
                var outcome = model.EvaluateService(Invocable ?? name, Inputs, environment);
                // A service of several outputs gives them by name; each result node asks for one of them.
                return outcome.Value is FeelContext outputs && outputs.TryGet(name, out var output) ? outcome with { Value = output } : outcome;
            case DmnTestSubject.KnowledgeModel:
                return model.EvaluateKnowledge(Invocable ?? name, Inputs, environment);
            default:
                return model.Evaluate(name, Inputs, environment);
        }
    }
}
