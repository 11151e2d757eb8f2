using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Orderly.Engine.Feel;
using Orderly.Engine.Feel.Evaluate;

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

internal sealed record Rule(string Id, ImmutableArray<Node> Tests, ImmutableArray<Node> Outputs, ImmutableArray<string> Annotations);

/// <summary>A decision table (DMN 1.5, 8): which rules match, and what the hit policy makes of their outputs.</summary>
internal sealed class DecisionTableNode(
    string id, HitPolicy policy, ImmutableArray<InputColumn> inputs, ImmutableArray<OutputColumn> outputs, ImmutableArray<Rule> rules) : Node(0)
{
    // One trace a rule and column it failed at, made when first met: an evaluation notes which, and allocates none.
    private readonly DmnRuleTrace?[] traces = new DmnRuleTrace?[rules.Length * (inputs.Length + 1)];

    public override FeelValue Evaluate(Evaluation run, Scope scope)
    {
        var outer = run.Element;
        run.Element = id;
        var seen = new FeelValue[inputs.Length];
        var isAllowed = true;
        for (var i = 0; i < seen.Length; i++)
            isAllowed &= See(run, scope, inputs[i], out seen[i]);
        var matched = isAllowed ? Match(run, scope, seen) : [];
        var value = isAllowed ? Answer(run, scope, matched) : FeelNull.Instance;
        run.Element = outer;
        return value;
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
        var columns = new Scope[seen.Length];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = new VariableScope(scope, Scope.Input, seen[i]);
        var matched = new List<int>(1);
        var tried = run.Trace is null ? null : ImmutableArray.CreateBuilder<DmnRuleTrace>();
        for (var r = 0; r < rules.Length; r++)
        {
            var failed = FirstFailed(run, rules[r], columns);
            if (failed == 0)
                matched.Add(r);
            tried?.Add(Trace(r, failed));
            // Later rules cannot change what the first hit answers.
            if (failed == 0 && policy == HitPolicy.First)
                break;
        }
        if (tried is not null)
            run.Trace!.Add(new DmnTableTrace(id, policy.Name, Saw(seen), tried.DrainToImmutable()));
        return matched;
    }

    private DmnRuleTrace Trace(int rule, int failed) =>
        traces[rule * (inputs.Length + 1) + failed] ??= new DmnRuleTrace(rule + 1, rules[rule].Id, failed == 0, failed, rules[rule].Annotations);

    private ImmutableArray<DmnInputTrace> Saw(FeelValue[] seen)
    {
        var saw = new DmnInputTrace[seen.Length];
        for (var i = 0; i < saw.Length; i++)
            saw[i] = new DmnInputTrace(inputs[i].Text, seen[i]);
        return ImmutableCollectionsMarshal.AsImmutableArray(saw);
    }

    private static int FirstFailed(Evaluation run, Rule rule, Scope[] columns)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            if (rule.Tests[i] is not AnyTestNode && run.Eval(rule.Tests[i], columns[i]) != FeelBoolean.True)
                return i + 1;
        }
        return 0;
    }

    private FeelValue Answer(Evaluation run, Scope scope, List<int> matched)
    {
        if (matched.Count == 0)
            return Default(run, scope);
        var hits = new List<ImmutableArray<FeelValue>>(matched.Count);
        foreach (var rule in matched)
        {
            var row = new FeelValue[outputs.Length];
            for (var i = 0; i < row.Length; i++)
                row[i] = Output(run, scope, outputs[i], rules[rule].Outputs[i]);
            hits.Add(ImmutableCollectionsMarshal.AsImmutableArray(row));
        }
        return policy.Answer(new Hits(run, scope, outputs, hits));
    }

    private FeelValue Default(Evaluation run, Scope scope)
    {
        if (outputs.All(column => column.Default is null))
            return policy.WithoutHits;
        var values = outputs.Select(column => column.Default is { } node ? Output(run, scope, column, node) : FeelNull.Instance);
        return Hits.Compose(outputs, [.. values]);
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
