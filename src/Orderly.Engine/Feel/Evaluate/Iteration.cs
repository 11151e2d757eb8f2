using System.Collections.Immutable;

namespace Orderly.Engine.Feel.Evaluate;

/// <summary>One <c>name in domain</c>; with <paramref name="End"/> the domain is <c>domain..end</c>.</summary>
internal sealed record Iterator(string Name, Node Domain, Node? End)
{
    /// <summary>What the name runs through; null with an issue when the domain cannot be walked.</summary>
    public IEnumerable<FeelValue>? Values(Evaluation run, Scope scope)
    {
        var value = run.Eval(Domain, scope);
        if (End is not null)
            return Iteration.Walk(run, Domain.At, value, run.Eval(End, scope));
        switch (value)
        {
            case FeelList list:
                return list.Items;
            case FeelRange range:
                return Iteration.Walk(run, Domain.At, range);
            case FeelNull:
                run.Fail(Domain, FeelIssueCode.Type, $"Expected a list or range for '{Name}' to run through, but it is null", value);
                return null;
            default:
                return [value];
        }
    }
}

/// <summary>Walks through ranges of whole numbers and of days, up or down.</summary>
internal static class Iteration
{
    public static IEnumerable<FeelValue>? Walk(Evaluation run, int at, FeelRange range)
    {
        if (Walk(run, at, range.Start, range.End) is not { } all)
            return null;
        return all.Where(value => (range.StartIncluded || !value.Equals(range.Start)) && (range.EndIncluded || !value.Equals(range.End)));
    }

    public static IEnumerable<FeelValue>? Walk(Evaluation run, int at, FeelValue start, FeelValue end)
    {
        if (start is FeelNumber a && end is FeelNumber b && a.TryToInt64(out var first) && b.TryToInt64(out var last))
            return Numbers(run, at, first, last, static value => FeelValue.Of(value));
        if (start is FeelDate from && end is FeelDate to)
            return Numbers(run, at, from.EpochDay, to.EpochDay, static value => Values.CivilCalendar.DateOf(value)!);
        if (!run.WasTold(start) && !run.WasTold(end))
            run.Fail(at, FeelIssueCode.Type, $"Expected a range of whole numbers or of dates, but it is from {start.ToBrief()} to {end.ToBrief()}");
        return null;
    }

    private static IEnumerable<FeelValue> Numbers(Evaluation run, int at, long first, long last, Func<long, FeelValue> make)
    {
        run.CheckLength(at, (long)Int128.Min(Int128.Abs((Int128)last - first), long.MaxValue - 1) + 1);
        var step = first <= last ? 1 : -1;
        for (var i = first; ; i += step)
        {
            yield return make(i);
            if (i == last)
                yield break;
        }
    }
}

internal sealed class ForNode(int at, ImmutableArray<Iterator> iterators, Node body) : Node(at)
{
    public ImmutableArray<Iterator> Iterators { get; } = iterators;

    public Node Body { get; } = body;

    public override FeelValue Evaluate(Evaluation run, Scope scope)
    {
        var results = ImmutableArray.CreateBuilder<FeelValue>();
        return Walk(run, scope, 0, results) ? run.List(At, results.ToImmutable()) : FeelNull.Instance;
    }

    private bool Walk(Evaluation run, Scope scope, int depth, ImmutableArray<FeelValue>.Builder results)
    {
        if (depth == Iterators.Length)
        {
            run.CheckLength(At, results.Count + 1);
            results.Add(run.Eval(Body, new PartialScope(run, scope, results)));
            return true;
        }
        if (Iterators[depth].Values(run, scope) is not { } values)
            return false;
        foreach (var value in values)
        {
            run.Step(At);
            if (!Walk(run, new VariableScope(scope, Iterators[depth].Name, value), depth + 1, results))
                return false;
        }
        return true;
    }

    /// <summary>Copies the results so far only when the body asks for them, and lets the copy cost steps.</summary>
    private sealed class PartialScope(Evaluation run, Scope parent, ImmutableArray<FeelValue>.Builder results) : Scope(parent)
    {
        protected override FeelValue? Own(string name)
        {
            if (name != Partial)
                return null;
            run.Step(0, results.Count / Evaluation.ItemsPerStep);
            return new FeelList(results.ToImmutable());
        }
    }
}

/// <summary><c>some … satisfies</c> and <c>every … satisfies</c>: a disjunction or conjunction over all combinations.</summary>
internal sealed class QuantifiedNode(int at, bool isEvery, ImmutableArray<Iterator> iterators, Node condition) : Node(at)
{
    public bool IsEvery { get; } = isEvery;

    public ImmutableArray<Iterator> Iterators { get; } = iterators;

    public Node Condition { get; } = condition;

    public override FeelValue Evaluate(Evaluation run, Scope scope)
    {
        FeelValue answer = FeelBoolean.Of(IsEvery);
        return Walk(run, scope, 0, ref answer) ? answer : FeelNull.Instance;
    }

    private bool Walk(Evaluation run, Scope scope, int depth, ref FeelValue answer)
    {
        if (depth == Iterators.Length)
        {
            var holds = run.Eval(Condition, scope);
            if (holds is not (FeelBoolean or FeelNull))
                run.Fail(this, FeelIssueCode.Type, $"Expected a boolean after 'satisfies', but it is {holds.TypeName}");
            answer = IsEvery ? LogicNode.And(answer, holds) : LogicNode.Or(answer, holds);
            return true;
        }
        if (Iterators[depth].Values(run, scope) is not { } values)
            return false;
        foreach (var value in values)
        {
            run.Step(At);
            if (!Walk(run, new VariableScope(scope, Iterators[depth].Name, value), depth + 1, ref answer))
                return false;
        }
        return true;
    }
}
