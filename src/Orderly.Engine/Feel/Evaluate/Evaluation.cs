using System.Collections.Immutable;
using System.Globalization;

namespace Orderly.Engine.Feel.Evaluate;

/// <summary>One evaluation: its environment, what it has spent of its limits, and what went wrong so far.</summary>
internal sealed class Evaluation(FeelEnvironment environment)
{
    private const int MaxIssues = 100;
    private const int MaxMessage = 500;
    private const int NodesPerCall = 32;
    private const int MaxNesting = 200;
    private const int SizePerListLength = 10;
    private List<FeelIssue>? issues;
    private int steps;
    private int depth;
    private int calls;

    public FeelEnvironment Environment { get; } = environment;

    public FeelLimits Limits => Environment.Limits;

    public ImmutableArray<FeelIssue> Issues => issues is null ? [] : [.. issues];

    /// <summary>In a decision model, the element being evaluated.</summary>
    public string? Element { get; set; }

    /// <summary>Where decision tables note what they did; null when nobody asked.</summary>
    public Dmn.Drg.TraceLog? Trace { get; init; }

    /// <summary>Evaluates a root; a limit reached anywhere below ends here as null with an issue.</summary>
    public FeelValue Start(Node root, Scope scope)
    {
        try
        {
            return Eval(root, scope);
        }
        catch (LimitReached limit)
        {
            (issues ??= []).Add(limit.Issue);
            return FeelNull.Instance;
        }
    }

    public FeelValue Eval(Node node, Scope scope)
    {
        Step(node.At);
        if (++depth > (Limits.Depth * NodesPerCall))
            throw Reached(node.At, $"at most {Limits.Depth * NodesPerCall} nested operations", "the expression nests deeper");
        var value = node.Evaluate(this, scope);
        depth--;
        if (value is FeelList or FeelContext && (value.Nesting > MaxNesting || value.Size > (long)Limits.ListLength * SizePerListLength))
            throw Reached(node.At, $"at most {MaxNesting} nested lists and {(long)Limits.ListLength * SizePerListLength} values in one", $"there are {value.Nesting} and {value.Size}");
        return value;
    }

    public void Step(int at, int count = 1)
    {
        steps += count;
        if (steps > Limits.Steps || steps < 0)
            throw Reached(at, $"at most {Limits.Steps} steps", "the evaluation needs more");
    }

    public FeelValue Call(FeelFunction function, in Arguments arguments)
    {
        if (++calls > Limits.Depth)
            throw Reached(arguments.At, $"at most {Limits.Depth} nested calls", "the functions call each other deeper");
        var value = function.Invoke(this, arguments);
        calls--;
        return value;
    }

    public FeelValue Fail(Node node, string code, string message) => Fail(node.At, code, message);

    public FeelValue Fail(int at, string code, string message)
    {
        issues ??= [];
        if (issues.Count < MaxIssues)
            issues.Add(new FeelIssue(code, message.Length <= MaxMessage ? message : string.Concat(message.AsSpan(0, MaxMessage - 1), "…"), at) { Element = Element });
        return FeelNull.Instance;
    }

    public FeelList List(int at, ImmutableArray<FeelValue> items)
    {
        CheckLength(at, items.Length);
        return items.IsEmpty ? FeelList.Empty : new FeelList(items);
    }

    public void CheckLength(int at, long length)
    {
        if (length > Limits.ListLength)
            throw Reached(at, $"a list of at most {Limits.ListLength} items", $"there are {length.ToString(CultureInfo.InvariantCulture)}");
    }

    public FeelString Text(int at, string text)
    {
        CheckText(at, text.Length);
        return new FeelString(text);
    }

    public void CheckText(int at, long length)
    {
        if (length > Limits.StringLength)
            throw Reached(at, $"a string of at most {Limits.StringLength} characters", $"there are {length.ToString(CultureInfo.InvariantCulture)}");
    }

    private LimitReached Reached(int at, string expected, string found) =>
        new(new FeelIssue(FeelIssueCode.Limit, $"Expected {expected}, but {found}", at) { Element = Element });
}

/// <summary>Unwinds an evaluation that has spent a limit; caught where the evaluation started.</summary>
internal sealed class LimitReached(FeelIssue issue) : Exception(issue.Message)
{
    public FeelIssue Issue { get; } = issue;
}
