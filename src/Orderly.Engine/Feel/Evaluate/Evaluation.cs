using System.Collections.Immutable;
using System.Globalization;
using Orderly.Engine.Feel.Values;

namespace Orderly.Engine.Feel.Evaluate;

/// <summary>One evaluation: its environment, what it has spent of its limits, and what went wrong so far.</summary>
internal sealed class Evaluation(FeelEnvironment environment)
{
    /// <summary>What is copied costs steps too, or a few of them would copy gigabytes.</summary>
    public const int ItemsPerStep = 16;

    private const int MaxIssues = 100;
    private const int MaxMessage = 500;
    private const int NodesPerCall = 32;
    private const int MaxNesting = 200;
    private const int SizePerListLength = 10;
    private const int CharactersPerStep = 256;
    private List<FeelIssue>? issues;
    private int steps;
    private int depth;
    private int calls;
    private FeelNull? failed;

    public FeelEnvironment Environment { get; } = environment;

    public FeelLimits Limits => Environment.Limits;

    public ImmutableArray<FeelIssue> Issues => issues is null ? [] : [.. issues];

    /// <summary>How often something was told so far.</summary>
    public int Told { get; private set; }

    /// <summary>In a decision model, the element being evaluated.</summary>
    public string? Element { get; set; }

    /// <summary>In a decision model, the decision or knowledge model being evaluated, and the cell of its table.</summary>
    public Whereabouts Place { get; set; }

    /// <summary>From here on things are told of this element; the caller puts back what was before.</summary>
    public (string? Element, Whereabouts Place) Enter(Dmn.Drg.DrgElement element)
    {
        var outer = (Element, Place);
        (Element, Place) = (element.Label, new Whereabouts(element, null, 0, 0, 0));
        return outer;
    }

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
        var told = Told;
        var value = node.Evaluate(this, scope);
        depth--;
        if (value is FeelNull && Told > told)
            return failed!;
        if (value is FeelList or FeelContext && (value.Nesting > MaxNesting || value.Size > (long)Limits.ListLength * SizePerListLength))
            throw Reached(node.At, $"at most {MaxNesting} nested lists and {(long)Limits.ListLength * SizePerListLength} values in one", $"there are {value.Nesting} and {value.Size}");
        return value;
    }

    /// <summary>Evaluates what may name things that are not there, such as the entries of an item where there is no item: nothing is told of it.</summary>
    public FeelValue Peek(Node node, Scope scope)
    {
        var (told, count) = (Told, issues?.Count ?? 0);
        var value = Eval(node, scope);
        Told = told;
        issues?.RemoveRange(count, issues.Count - count);
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

    /// <summary>Null, with an issue unless an operand is the null of what failed before and was told.</summary>
    public FeelValue Fail(Node node, string code, string message, params ReadOnlySpan<FeelValue> operands)
    {
        foreach (var operand in operands)
        {
            if (WasTold(operand))
                return Failed;
        }
        return Fail(node.At, code, message);
    }

    /// <summary>The null of what failed in this evaluation and was told.</summary>
    public FeelNull Failed => failed ?? FeelNull.Instance;

    /// <summary>Whether this null, or one in this list or its lists, comes of a failure of this evaluation: whoever meets it has nothing to add.</summary>
    public bool WasTold(FeelValue? value) => failed is not null && (ReferenceEquals(value, failed) || (value is FeelList list && list.Items.Any(WasTold)));

    public FeelValue Fail(int at, string code, string message)
    {
        failed ??= new FeelNull();
        Told++;
        Add(code, message, at);
        return failed;
    }

    /// <summary>
    /// A loop says the same of each item, a table's column of each of its cells, and an expression of each place where it names what is not
    /// there: the first time is enough.
    /// </summary>
    private void Add(string code, string message, int at)
    {
        issues ??= [];
        if (issues.Count >= MaxIssues)
            return;
        var issue = new FeelIssue(code, Brief.Cut(message, MaxMessage), at) { Element = Element, Place = Place.InWords };
        if (!issues.Exists(other => other == issue || (code == FeelIssueCode.UnknownName && other with { Position = at } == issue) || (InCell(issue) && InCell(other) && other.Message == message && other.Code == code && other.Place! with { Rule = 0 } == issue.Place! with { Rule = 0 })))
            issues.Add(issue);
    }

    private static bool InCell(FeelIssue issue) => issue.Place is { Rule: > 0, Column: > 0 };

    /// <summary>Tells of a null that may be meant: it is no failure, and whoever cannot use it says so.</summary>
    public FeelNull Note(string code, string message)
    {
        Add(code, message, 0);
        return FeelNull.Instance;
    }

    public FeelList List(int at, ImmutableArray<FeelValue> items)
    {
        CheckLength(at, items.Length);
        Step(at, items.Length / ItemsPerStep);
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
        Step(at, text.Length / CharactersPerStep);
        return new FeelString(text);
    }

    public void CheckText(int at, long length)
    {
        if (length > Limits.StringLength)
            throw Reached(at, $"a string of at most {Limits.StringLength} characters", $"there are {length.ToString(CultureInfo.InvariantCulture)}");
    }

    private LimitReached Reached(int at, string expected, string found) =>
        new(new FeelIssue(FeelIssueCode.Limit, $"Expected {expected}, but {found}", at) { Element = Element, Place = Place.InWords });
}

/// <summary>Where in a decision model an evaluation is; made words of only when something fails there.</summary>
/// <param name="Owner">Null outside of decision models.</param>
/// <param name="Table">The table's id; null outside of tables.</param>
/// <param name="Rule">1-based, or 0; as the columns.</param>
internal readonly record struct Whereabouts(Dmn.Drg.DrgElement? Owner, string? Table, int Rule, int Column, int Output)
{
    public Dmn.DmnPlace? InWords => Owner is null ? null : new(Owner.Kind, Owner.Name, Table, Rule, Column, Output);
}

/// <summary>Unwinds an evaluation that has spent a limit; caught where the evaluation started.</summary>
internal sealed class LimitReached(FeelIssue issue) : Exception(issue.Message)
{
    public FeelIssue Issue { get; } = issue;
}
