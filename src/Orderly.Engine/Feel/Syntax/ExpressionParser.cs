using System.Collections.Immutable;
using Orderly.Engine.Feel.Evaluate;

namespace Orderly.Engine.Feel.Syntax;

/// <summary>
/// Expressions by precedence, loosest first: or, and, comparison, sum, product, power, sign, instance of, path (DMN 1.5, 10.3.1.2).
/// Operands are read by <see cref="OperandParser"/>.
/// </summary>
internal sealed class ExpressionParser
{
    private const int MaxDepth = 100;
    private readonly ParseNames known;
    private readonly NameReader names;
    private readonly OperandParser operands;
    private int depth;

    public ExpressionParser(Cursor cursor, ParseNames known)
    {
        Cursor = cursor;
        this.known = known;
        names = new NameReader(cursor, known);
        Tests = new TestParser(this);
        Types = new TypeParser(cursor, known);
        operands = new OperandParser(this, names);
    }

    public Cursor Cursor { get; }

    public TestParser Tests { get; }

    public TypeParser Types { get; }

    public IReadOnlyCollection<string> References => names.References;

    /// <summary>How often <c>?</c> was read so far.</summary>
    public int InputMentions => names.InputMentions;

    public bool HasFilter { get; private set; }

    /// <summary>What was read and will not be executed.</summary>
    public List<FeelIssue> Unsupported { get; } = [];

    /// <summary>A parser at the same place that reads on without moving this one.</summary>
    public ExpressionParser Ahead() => new(new Cursor(Cursor.Text) { At = Cursor.At }, known);

    public Node ParseWhole()
    {
        var node = Parse();
        ExpectEnd();
        return node;
    }

    public Node ParseDomain()
    {
        var start = Parse();
        var node = Cursor.Try("..") ? new RangeNode(start.At, start, startIncluded: true, ParseSum(), endIncluded: true) : start;
        ExpectEnd();
        return node;
    }

    public void ExpectEnd()
    {
        if (!Cursor.AtEnd)
            throw Cursor.Failure("an operator or the end");
    }

    public Node Parse()
    {
        if (++depth > MaxDepth)
            throw Cursor.Failure($"at most {MaxDepth} nested expressions");
        var node = Disjunction();
        depth--;
        return node;
    }

    /// <summary>A sum: what may stand as the end of a range or beside a comparison.</summary>
    public Node ParseSum() => Sum(closesRange: false);

    /// <summary>As <see cref="ParseSum"/>, where a '[' may close the range instead of opening a filter.</summary>
    public Node ParseRangeEnd() => Sum(closesRange: true);

    /// <summary>The rest of an open range whose start has been read.</summary>
    public Node RangeFrom(int at, Node start) => operands.RangeFrom(at, start, startIncluded: false);

    private Node Disjunction()
    {
        var left = Conjunction();
        while (Cursor.TryKeyword("or"))
            left = new LogicNode(left.At, isAnd: false, left, Conjunction());
        return left;
    }

    private Node Conjunction()
    {
        var left = Comparison();
        while (Cursor.TryKeyword("and"))
            left = new LogicNode(left.At, isAnd: true, left, Comparison());
        return left;
    }

    private Node Comparison()
    {
        var left = ParseSum();
        while (true)
        {
            if (TryComparison(out var op))
                left = new ComparisonNode(left.At, op, left, ParseSum());
            else if (Cursor.TryKeyword("between"))
            {
                var low = ParseSum();
                Cursor.ExpectKeyword("and");
                left = new BetweenNode(left.At, left, low, ParseSum());
            }
            else if (Cursor.TryKeyword("in"))
                left = new InNode(left.At, left, Tests.ParseAfterIn());
            else
                return left;
        }
    }

    public bool TryComparison(out ComparisonOperator op)
    {
        (var found, op) = (true, default);
        if (Cursor.Try("<="))
            op = ComparisonOperator.LessOrEqual;
        else if (Cursor.Try(">="))
            op = ComparisonOperator.GreaterOrEqual;
        else if (Cursor.Try("!="))
            op = ComparisonOperator.NotEqual;
        else if (Cursor.Try("<"))
            op = ComparisonOperator.Less;
        else if (Cursor.Try(">"))
            op = ComparisonOperator.Greater;
        else if (Cursor.Try("="))
            op = ComparisonOperator.Equal;
        else
            found = false;
        return found;
    }

    private Node Sum(bool closesRange)
    {
        var left = Product(closesRange);
        while (true)
        {
            if (Cursor.Try("+"))
                left = new ArithmeticNode(left.At, ArithmeticOperator.Add, left, Product(closesRange));
            else if (Cursor.Next == '-' && Cursor.Following != '>' && Cursor.Try("-"))
                left = new ArithmeticNode(left.At, ArithmeticOperator.Subtract, left, Product(closesRange));
            else
                return left;
        }
    }

    private Node Product(bool closesRange)
    {
        var left = Power(closesRange);
        while (true)
        {
            if (Cursor.Next == '*' && Cursor.Following != '*' && Cursor.Try("*"))
                left = new ArithmeticNode(left.At, ArithmeticOperator.Multiply, left, Power(closesRange));
            else if (Cursor.Try("/"))
                left = new ArithmeticNode(left.At, ArithmeticOperator.Divide, left, Power(closesRange));
            else
                return left;
        }
    }

    private Node Power(bool closesRange)
    {
        var left = Signed(closesRange);
        while (Cursor.Try("**"))
            left = new ArithmeticNode(left.At, ArithmeticOperator.Power, left, Signed(closesRange));
        return left;
    }

    private Node Signed(bool closesRange)
    {
        var signs = 0;
        Cursor.SkipSpace();
        var at = Cursor.At;
        while (Cursor.Next == '-')
        {
            Cursor.Try("-");
            if (++signs > MaxDepth)
                throw Cursor.Failure($"at most {MaxDepth} signs");
        }
        var node = InstanceOf(closesRange);
        for (; signs > 0; signs--)
            node = node is LiteralNode { Value: FeelNumber number } ? new LiteralNode(at, new FeelNumber(number.Value.Negate())) : new NegationNode(at, node);
        return node;
    }

    private Node InstanceOf(bool closesRange)
    {
        var node = Postfix(closesRange);
        while (Cursor.TryKeyword("instance"))
        {
            Cursor.ExpectKeyword("of");
            node = new InstanceOfNode(node.At, node, Types.Parse());
        }
        return node;
    }

    private Node Postfix(bool closesRange)
    {
        var node = operands.Parse();
        while (true)
        {
            var next = Cursor.Next;
            if (next == '.' && Cursor.Following != '.')
            {
                Cursor.Try(".");
                node = new PathNode(Cursor.At, node, names.Member());
            }
            else if (next == '[' && !(closesRange && OpensNothing()))
                node = Filter(node);
            else if (next == '(')
                node = Invocation(node);
            else
                return node;
        }
    }

    private FilterNode Filter(Node target)
    {
        var at = Cursor.At;
        Cursor.Expect("[");
        HasFilter = true;
        names.EnterFilter();
        var condition = Parse();
        names.Leave();
        Cursor.Expect("]");
        return new FilterNode(at, target, condition);
    }

    private InvocationNode Invocation(Node target)
    {
        var at = target.At;
        Cursor.Expect("(");
        var values = ImmutableArray.CreateBuilder<Node>();
        var arguments = ImmutableArray.CreateBuilder<string>();
        if (!Cursor.Try(")"))
        {
            do
            {
                if (names.TryArgumentName(out var name))
                    arguments.Add(name);
                else if (arguments.Count > 0)
                    throw Cursor.Failure("a named argument after named arguments");
                values.Add(Parse());
            }
            while (Cursor.Try(","));
            Cursor.Expect(")");
        }
        if (arguments.Count > 0 && arguments.Count != values.Count)
            throw Cursor.Failure("either all arguments named or none", at);
        return new InvocationNode(at, target, values.ToImmutable(), arguments.ToImmutable());
    }

    /// <summary>After the end of <c>]a..b[</c> nothing follows that could be a filter's condition.</summary>
    private bool OpensNothing()
    {
        var at = Cursor.SkipSpace(Cursor.At + 1);
        if (at >= Cursor.Text.Length || ")],}=<>!+*/;.".Contains(Cursor.Text[at], StringComparison.Ordinal))
            return true;
        var word = Cursor.Text.AsSpan(at, Cursor.WordEnd(at) - at);
        return word is "and" or "or" or "then" or "else" or "return" or "satisfies" or "in" or "instance" or "between";
    }
}
