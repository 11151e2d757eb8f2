using System.Collections.Immutable;

namespace Orderly.Engine.Feel.Evaluate;

/// <summary><c>list[condition]</c> or <c>list[position]</c>; a value that is no list is a list of itself.</summary>
internal sealed class FilterNode(int at, Node target, Node condition) : Node(at)
{
    public Node Target { get; } = target;

    public Node Condition { get; } = condition;

    public override FeelValue Evaluate(Evaluation run, Scope scope)
    {
        var value = run.Eval(Target, scope);
        var list = value as FeelList ?? (value.IsNull ? FeelList.Empty : new FeelList([value]));
        if (Condition is LiteralNode or NegationNode && run.Eval(Condition, scope) is FeelNumber position)
            return Pick(run, list, position, value);
        var kept = ImmutableArray.CreateBuilder<FeelValue>();
        foreach (var item in list.Items)
        {
            run.Step(At);
            var holds = run.Eval(Condition, new ItemScope(scope, item));
            if (holds is FeelNumber number)
                return Pick(run, list, number, value);
            if (holds == FeelBoolean.True)
                kept.Add(item);
            else if (holds is not (FeelBoolean or FeelNull))
                return run.Fail(this, FeelIssueCode.Type, $"Expected a condition or a position in the filter, but it is {holds.TypeName}");
        }
        if (list.Count == 0 && run.Peek(Condition, scope) is FeelNumber index)
            return Pick(run, list, index, value);
        return kept.Count == list.Count && value is FeelList ? value : new FeelList(kept.ToImmutable());
    }

    private FeelValue Pick(Evaluation run, FeelList list, FeelNumber position, FeelValue target)
    {
        if (!position.TryToInt64(out var index) || index == 0 || Math.Abs(index) > list.Count)
            return run.Fail(this, FeelIssueCode.Value, $"Expected a position within the list of {list.Count}, but it is {position}", target);
        return list[(int)(index > 0 ? index - 1 : list.Count + index)];
    }
}
