using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.InteropServices;
using Orderly.Engine.Feel;
using Orderly.Engine.Feel.Evaluate;
using Orderly.Engine.Feel.Values;

namespace Orderly.Engine.Dmn.Tables;

/// <summary>A column that is tested.</summary>
/// <param name="Text">Its expression as the author wrote it.</param>
/// <param name="Expression">Gives what is tested.</param>
/// <param name="Type">What the value must conform to.</param>
/// <param name="Allowed">Tests every value must pass, or null.</param>
internal sealed record InputColumn(string Text, Node Expression, FeelType Type, Node? Allowed);

/// <summary>A column of results.</summary>
/// <param name="Name">The entry's name where a table has several; empty where it has one.</param>
/// <param name="Type">What the value must conform to.</param>
/// <param name="Allowed">Tests every value must pass, or null.</param>
/// <param name="Ranking">The allowed values, best first, for the hit policies that rank; or null.</param>
/// <param name="Default">What counts when no rule matches, or null.</param>
internal sealed record OutputColumn(string Name, FeelType Type, Node? Allowed, Node? Ranking, Node? Default);

/// <param name="Id">May be empty.</param>
/// <param name="Texts">The tests as the author wrote them.</param>
/// <param name="Tests">One for each input column.</param>
/// <param name="Outputs">One for each output column.</param>
/// <param name="Annotations">The author's remarks.</param>
internal sealed record Rule(string Id, ImmutableArray<string> Texts, ImmutableArray<Node> Tests, ImmutableArray<Node> Outputs, ImmutableArray<string> Annotations);

/// <summary>A decision table (DMN 1.5, 8): which rules match, and what the hit policy makes of their outputs.</summary>
internal sealed class DecisionTableNode(
    string id, HitPolicy policy, ImmutableArray<InputColumn> inputs, ImmutableArray<OutputColumn> outputs, ImmutableArray<Rule> rules) : Node(0)
{
    private const int MostNamed = 16;
    private readonly RuleMatching matching = new(rules, inputs.Length);

    public string Id => id;

    public HitPolicy Policy => policy;

    public ImmutableArray<InputColumn> Inputs => inputs;

    public ImmutableArray<OutputColumn> Outputs => outputs;

    public ImmutableArray<Rule> Rules => rules;

    public override FeelValue Evaluate(Evaluation run, Scope scope)
    {
        var outer = (run.Element, run.Place);
        run.Element = id.Length > 0 ? id : run.Element;
        var place = run.Place = run.Place with { Table = id, Rule = 0, Column = 0, Output = 0 };
        var told = run.Told;
        var seen = new FeelValue[inputs.Length];
        var isAllowed = true;
        for (var i = 0; i < seen.Length; i++)
        {
            run.Place = place with { Column = i + 1 };
            isAllowed &= See(run, scope, inputs[i], out seen[i]);
        }
        run.Place = place;
        var value = isAllowed ? Answer(run, scope, seen, told) : FeelNull.Instance;
        (run.Element, run.Place) = outer;
        return value;
    }

    private FeelValue Answer(Evaluation run, Scope scope, FeelValue[] seen, int told)
    {
        if (run.Trace is not null || !matching.TryLookUp(run, seen, out var bits))
            return Answer(run, scope, Match(run, scope, seen), seen, told);
        if (bits == 0)
            return Default(run, scope, seen, told);
        if (policy == HitPolicy.First || (policy.GivesOne && BitOperations.IsPow2(bits)))
            return Row(run, scope, BitOperations.TrailingZeroCount(bits));
        var matched = new List<int>(BitOperations.PopCount(bits));
        for (; bits != 0; bits &= bits - 1)
            matched.Add(BitOperations.TrailingZeroCount(bits));
        return Answer(run, scope, matched, seen, told);
    }

    private static bool See(Evaluation run, Scope scope, InputColumn column, out FeelValue value)
    {
        var raw = run.Eval(column.Expression, scope);
        value = Coercion.To(run, column.Type, raw)
            ?? run.Fail(0, FeelIssueCode.Type, $"Expected the input '{column.Text}' to be {column.Type}, but it is {raw.ToBrief()}");
        if (column.Allowed is null || value.IsNull || run.Eval(column.Allowed, new VariableScope(scope, Scope.Input, value)) == FeelBoolean.True)
            return true;
        run.Fail(0, FeelIssueCode.Value, $"Expected the input '{column.Text}' to be one of its allowed values, but it is {value.ToBrief()}");
        return false;
    }

    private List<int> Match(Evaluation run, Scope scope, FeelValue[] seen)
    {
        var tried = run.Trace is null ? null : ImmutableArray.CreateBuilder<DmnRuleTrace>(Math.Min(rules.Length, RuleSet.Few));
        var matched = matching.Match(run, scope, seen, policy == HitPolicy.First, tried);
        if (tried is not null)
            run.Trace!.Add(new DmnTableTrace(id, policy.Name, Saw(seen), tried.DrainToImmutable(), rules.Length));
        return matched;
    }

    private ImmutableArray<DmnInputTrace> Saw(FeelValue[] seen)
    {
        var saw = new DmnInputTrace[seen.Length];
        for (var i = 0; i < saw.Length; i++)
            saw[i] = new DmnInputTrace(inputs[i].Text, seen[i]);
        return ImmutableCollectionsMarshal.AsImmutableArray(saw);
    }

    private FeelValue Answer(Evaluation run, Scope scope, List<int> matched, FeelValue[] seen, int told)
    {
        if (matched.Count == 0)
            return Default(run, scope, seen, told);
        if (matched.Count == 1 && policy.GivesOne)
            return Row(run, scope, matched[0]);
        var hits = new List<ImmutableArray<FeelValue>>(matched.Count);
        foreach (var rule in matched)
            hits.Add(OutputsOf(run, scope, rule));
        return policy.Answer(new Hits(run, scope, outputs, matched, hits));
    }

    private FeelValue Row(Evaluation run, Scope scope, int rule) => outputs.Length == 1
        ? Output(run, scope, rule, 0)
        : Hits.Compose(outputs, OutputsOf(run, scope, rule));

    private ImmutableArray<FeelValue> OutputsOf(Evaluation run, Scope scope, int rule)
    {
        var row = new FeelValue[outputs.Length];
        for (var i = 0; i < row.Length; i++)
            row[i] = Output(run, scope, rule, i);
        return ImmutableCollectionsMarshal.AsImmutableArray(row);
    }

    private FeelValue Default(Evaluation run, Scope scope, FeelValue[] seen, int told)
    {
        if (outputs.All(column => column.Default is null))
            return policy.WantsHit ? NoMatch(run, seen, told) : policy.WithoutHits;
        var values = outputs.Select(column => column.Default is { } node ? Output(run, scope, column, node) : FeelNull.Instance);
        return Hits.Compose(outputs, [.. values]);
    }

    /// <summary>Null, and said so, unless the reason was told before: an input or a cell that failed.</summary>
    private FeelNull NoMatch(Evaluation run, FeelValue[] seen, int told)
    {
        if (run.Told > told || Array.Exists(seen, run.WasTold))
            return run.Failed;
        var given = inputs.IsEmpty ? "" : $" for {string.Join(", ", inputs.Take(MostNamed).Select((column, i) => $"{Brief.Cut(column.Text)} = {seen[i].ToBrief()}"))}";
        return run.Note(FeelIssueCode.NoMatch, $"Expected a rule to match, but {(rules.IsEmpty ? "the table has none" : $"none does{given}")}, and there is no default");
    }

    private FeelValue Output(Evaluation run, Scope scope, int rule, int at)
    {
        var place = run.Place;
        run.Place = place with { Rule = rule + 1, Output = at + 1 };
        var value = Output(run, scope, outputs[at], rules[rule].Outputs[at]);
        run.Place = place;
        return value;
    }

    private static FeelValue Output(Evaluation run, Scope scope, OutputColumn column, Node node)
    {
        var raw = run.Eval(node, scope);
        if (Coercion.To(run, column.Type, raw) is not { } value)
            return run.Fail(0, FeelIssueCode.Type, $"Expected the output '{column.Name}' to be {column.Type}, but it is {raw.ToBrief()}");
        if (column.Allowed is null || value.IsNull || run.Eval(column.Allowed, new VariableScope(scope, Scope.Input, value)) == FeelBoolean.True)
            return value;
        return run.Fail(0, FeelIssueCode.Value, $"Expected the output '{column.Name}' to be one of its allowed values, but it is {value.ToBrief()}");
    }
}
