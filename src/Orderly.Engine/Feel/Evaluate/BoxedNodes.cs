using System.Collections.Immutable;
using Orderly.Engine.Feel.Values;

namespace Orderly.Engine.Feel.Evaluate;

internal sealed class ListNode(int at, ImmutableArray<Node> items) : Node(at)
{
    public ImmutableArray<Node> Items { get; } = items;

    public override FeelValue Evaluate(Evaluation run, Scope scope)
    {
        var values = ImmutableArray.CreateBuilder<FeelValue>(Items.Length);
        foreach (var item in Items)
            values.Add(run.Eval(item, scope));
        return run.List(At, values.MoveToImmutable());
    }
}

/// <summary>A context: each entry sees the ones before it.</summary>
internal sealed class ContextNode(int at, ImmutableArray<KeyValuePair<string, Node>> entries) : Node(at)
{
    public ImmutableArray<KeyValuePair<string, Node>> Entries { get; } = entries;

    public override FeelValue Evaluate(Evaluation run, Scope scope)
    {
        var inner = new EntriesScope(scope);
        var context = new FeelContext.Builder();
        foreach (var (name, node) in Entries)
        {
            if (context.Contains(name))
                return run.Fail(node, FeelIssueCode.Value, $"Expected each entry of the context once, but '{Brief.Cut(name)}' is there twice");
            var value = run.Eval(node, inner);
            context.Set(name, value);
            inner.Set(name, value);
        }
        return context.Build();
    }
}

/// <summary>An interval; an end that is not written is without limit.</summary>
internal sealed class RangeNode(int at, Node? start, bool startIncluded, Node? end, bool endIncluded) : Node(at)
{
    public Node? Start { get; } = start;

    public bool StartIncluded { get; } = startIncluded;

    public Node? End { get; } = end;

    public bool EndIncluded { get; } = endIncluded;

    /// <summary>Whether both ends are literals or made of literals by a conversion function.</summary>
    public bool HasConstantEnds => (Start is null || IsConstant(Start)) && (End is null || IsConstant(End));

    /// <summary>The range where its ends are literals of one ordered type and do not have to be evaluated; else null.</summary>
    public FeelRange? Literal { get; } = Fixed(start, startIncluded, end, endIncluded);

    public override FeelValue Evaluate(Evaluation run, Scope scope)
    {
        if (Literal is not null)
            return Literal;
        var low = Start is null ? FeelNull.Instance : run.Eval(Start, scope);
        var high = End is null ? FeelNull.Instance : run.Eval(End, scope);
        if (Start is not null && End is not null && !low.IsNull && !high.IsNull && Order.Compare(run, low, high) is null)
            return run.Fail(this, FeelIssueCode.Type, $"Expected a range between two values that compare, but they are {low.TypeName} and {high.TypeName}");
        if ((Start is not null && low.IsNull) || (End is not null && high.IsNull))
            return run.Fail(this, FeelIssueCode.Type, "Expected a range between two values, but one is null", low, high);
        return new FeelRange(low, StartIncluded, high, EndIncluded);
    }

    private static FeelRange? Fixed(Node? start, bool startIncluded, Node? end, bool endIncluded)
    {
        if (start is not (null or LiteralNode { Value: FeelNumber or FeelDate or FeelString or FeelDayTimeDuration or FeelYearMonthDuration })
            || end is not (null or LiteralNode { Value: FeelNumber or FeelDate or FeelString or FeelDayTimeDuration or FeelYearMonthDuration }))
            return null;
        var low = (start as LiteralNode)?.Value;
        var high = (end as LiteralNode)?.Value;
        return low is null || high is null || low.GetType() == high.GetType()
            ? new FeelRange(low ?? FeelNull.Instance, startIncluded, high ?? FeelNull.Instance, endIncluded)
            : null;
    }

    private static bool IsConstant(Node? node) => node switch
    {
        LiteralNode or ZonedLiteralNode => true,
        NegationNode negation => IsConstant(negation.Operand),
        InvocationNode { Target: NameNode { Name: "date" or "time" or "date and time" or "duration" } } call => call.Values.All(IsConstant),
        _ => false,
    };
}

internal sealed class InstanceOfNode(int at, Node operand, FeelType type) : Node(at)
{
    public Node Operand { get; } = operand;

    public FeelType Type { get; } = type;

    public override FeelValue Evaluate(Evaluation run, Scope scope)
    {
        var value = run.Eval(Operand, scope);
        return FeelBoolean.Of(Type.HasInstance(value));
    }
}
