using System.Collections.Immutable;
using Orderly.Engine.Feel.Evaluate;

namespace Orderly.Engine.Feel.Syntax;

/// <summary>Operands: literals, names, parentheses, lists, ranges, contexts, and the expressions that begin with a keyword.</summary>
internal sealed class OperandParser(ExpressionParser expressions, NameReader names)
{
    private readonly Cursor cursor = expressions.Cursor;

    public Node Parse()
    {
        var next = cursor.Next;
        var at = cursor.At;
        if (char.IsAsciiDigit(next) || (next == '.' && char.IsAsciiDigit(cursor.Following)))
            return LiteralReader.Number(cursor);
        switch (next)
        {
            case '"':
                return new LiteralNode(at, new FeelString(LiteralReader.String(cursor)));
            case '@':
                return LiteralReader.AtLiteral(cursor);
            case '(':
                return Parenthesis();
            case '[':
                return ListOrRange();
            case ']':
                cursor.At++;
                return RangeFrom(at, expressions.ParseSum(), startIncluded: false);
            case '{':
                return Context();
        }
        if (names.TryName() is { } name)
            return name;
        return cursor.Word switch
        {
            "if" => Conditional(),
            "for" => For(),
            "some" => Quantified("some"),
            "every" => Quantified("every"),
            "function" => Function(),
            "true" => Keyword(FeelBoolean.True),
            "false" => Keyword(FeelBoolean.False),
            "null" => Keyword(FeelNull.Instance),
            _ => throw cursor.Failure("an expression"),
        };
    }

    private LiteralNode Keyword(FeelValue value)
    {
        var at = cursor.At;
        cursor.At += cursor.Word.Length;
        return new LiteralNode(at, value);
    }

    private Node Parenthesis()
    {
        var at = cursor.At;
        cursor.Expect("(");
        if (expressions.TryComparison(out var op))
        {
            var range = Unbounded(at, op, expressions.ParseSum());
            cursor.Expect(")");
            return range;
        }
        var inner = expressions.Parse();
        if (cursor.Next == '.' && cursor.Following == '.')
            return RangeFrom(at, inner, startIncluded: false);
        cursor.Expect(")");
        return inner;
    }

    private RangeNode Unbounded(int at, ComparisonOperator op, Node end) => op switch
    {
        ComparisonOperator.Less => new RangeNode(at, null, false, end, false),
        ComparisonOperator.LessOrEqual => new RangeNode(at, null, false, end, true),
        ComparisonOperator.Greater => new RangeNode(at, end, false, null, false),
        ComparisonOperator.GreaterOrEqual => new RangeNode(at, end, true, null, false),
        ComparisonOperator.Equal => new RangeNode(at, end, true, end, true),
        _ => throw cursor.Failure("a range", at),
    };

    private Node ListOrRange()
    {
        var at = cursor.At;
        cursor.Expect("[");
        var items = ImmutableArray.CreateBuilder<Node>();
        if (!cursor.Try("]"))
        {
            do
            {
                items.Add(expressions.Parse());
                if (items.Count == 1 && cursor.Next == '.' && cursor.Following == '.')
                    return RangeFrom(at, items[0], startIncluded: true);
            }
            while (cursor.Try(","));
            cursor.Expect("]");
        }
        return new ListNode(at, items.ToImmutable());
    }

    public RangeNode RangeFrom(int at, Node start, bool startIncluded)
    {
        cursor.Expect("..");
        var end = expressions.ParseRangeEnd();
        var endIncluded = cursor.Try("]");
        if (!endIncluded && !cursor.Try(")"))
            cursor.Expect("[");
        return new RangeNode(at, start, startIncluded, end, endIncluded);
    }

    private ContextNode Context()
    {
        var at = cursor.At;
        cursor.Expect("{");
        var entries = ImmutableArray.CreateBuilder<KeyValuePair<string, Node>>();
        names.Enter();
        if (!cursor.Try("}"))
        {
            do
            {
                var name = cursor.Next == '"' ? LiteralReader.String(cursor) : names.NewName(":");
                cursor.Expect(":");
                entries.Add(KeyValuePair.Create(name, expressions.Parse()));
                names.Declare(name);
                names.DeclareMember(name);
            }
            while (cursor.Try(","));
            cursor.Expect("}");
        }
        names.Leave();
        return new ContextNode(at, entries.ToImmutable());
    }

    private ConditionalNode Conditional()
    {
        var at = cursor.At;
        cursor.ExpectKeyword("if");
        var condition = expressions.Parse();
        cursor.ExpectKeyword("then");
        var then = expressions.Parse();
        cursor.ExpectKeyword("else");
        return new ConditionalNode(at, condition, then, expressions.Parse());
    }

    private ForNode For()
    {
        var at = cursor.At;
        cursor.ExpectKeyword("for");
        names.Enter();
        var iterators = Iterators();
        cursor.ExpectKeyword("return");
        names.Declare(Scope.Partial);
        var body = expressions.Parse();
        names.Leave();
        return new ForNode(at, iterators, body);
    }

    private QuantifiedNode Quantified(string keyword)
    {
        var at = cursor.At;
        cursor.ExpectKeyword(keyword);
        names.Enter();
        var iterators = Iterators();
        cursor.ExpectKeyword("satisfies");
        var condition = expressions.Parse();
        names.Leave();
        return new QuantifiedNode(at, keyword == "every", iterators, condition);
    }

    private ImmutableArray<Iterator> Iterators()
    {
        var iterators = ImmutableArray.CreateBuilder<Iterator>();
        do
        {
            var name = names.NewName("", "in");
            cursor.ExpectKeyword("in");
            var domain = expressions.Parse();
            var end = cursor.Try("..") ? expressions.ParseSum() : null;
            names.Declare(name);
            iterators.Add(new Iterator(name, domain, end));
        }
        while (cursor.Try(","));
        return iterators.ToImmutable();
    }

    private Node Function()
    {
        var at = cursor.At;
        cursor.ExpectKeyword("function");
        cursor.Expect("(");
        var parameters = ImmutableArray.CreateBuilder<Parameter>();
        if (!cursor.Try(")"))
        {
            do
            {
                var name = names.NewName(":,)");
                parameters.Add(new Parameter(name, cursor.Try(":") ? expressions.Types.Parse() : FeelType.Any));
            }
            while (cursor.Try(","));
            cursor.Expect(")");
        }
        if (cursor.TryKeyword("external"))
            return External(at);
        names.Enter(parameters.Select(parameter => parameter.Name));
        var body = expressions.Parse();
        names.Leave();
        return new FunctionNode(at, parameters.ToImmutable(), body);
    }

    /// <summary>A function of another language: it is read, so that the rest of the expression can be evaluated, and gives null when called.</summary>
    private LiteralNode External(int at)
    {
        expressions.Parse();
        expressions.Unsupported.Add(new FeelIssue(FeelIssueCode.External, ExternalFunction.Refusal, at));
        return new LiteralNode(at, ExternalFunction.Instance);
    }
}
