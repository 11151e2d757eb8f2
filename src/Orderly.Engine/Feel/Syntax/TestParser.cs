using System.Collections.Immutable;
using Orderly.Engine.Feel.Evaluate;

namespace Orderly.Engine.Feel.Syntax;

/// <summary>Unary tests: the cells of a decision table and the right side of <c>in</c>.</summary>
internal sealed class TestParser(ExpressionParser expressions)
{
    private readonly Cursor cursor = expressions.Cursor;

    public Node ParseWhole()
    {
        var node = Whole();
        expressions.ExpectEnd();
        return node;
    }

    /// <summary>A list of tests in parentheses, or one test.</summary>
    public Node ParseAfterIn()
    {
        if (cursor.Next != '(')
            return One(static parser => parser.ParseSum());
        var at = cursor.At;
        cursor.Expect("(");
        var tests = ImmutableArray.CreateBuilder<Node>();
        do
        {
            if (tests.Count == 0 && !IsComparison())
            {
                var mentions = expressions.InputMentions;
                var first = expressions.Parse();
                if (cursor.Next == '.' && cursor.Following == '.')
                    return new ExpressionTestNode(at, expressions.RangeFrom(at, first), mentionsInput: false);
                tests.Add(new ExpressionTestNode(first.At, first, expressions.InputMentions > mentions));
            }
            else
                tests.Add(One(static parser => parser.Parse()));
        }
        while (cursor.Try(","));
        cursor.Expect(")");
        return new TestsNode(at, tests.ToImmutable(), negated: false);
    }

    private Node Whole()
    {
        var at = cursor.At;
        if (cursor.Next == '-' && cursor.SkipSpace(cursor.At + 1) >= cursor.Text.Length)
        {
            cursor.At++;
            return new AnyTestNode(at);
        }
        if (cursor.Word is "not" && IsNegation())
        {
            cursor.ExpectKeyword("not");
            cursor.Expect("(");
            var tests = Tests();
            cursor.Expect(")");
            return new TestsNode(at, tests, negated: true);
        }
        var all = Tests();
        return all.Length == 1 ? all[0] : new TestsNode(at, all, negated: false);
    }

    private ImmutableArray<Node> Tests()
    {
        var tests = ImmutableArray.CreateBuilder<Node>();
        do
        {
            tests.Add(One(static parser => parser.Parse()));
        }
        while (cursor.Try(","));
        return tests.ToImmutable();
    }

    private Node One(Func<ExpressionParser, Node> operand)
    {
        cursor.SkipSpace();
        var at = cursor.At;
        if (expressions.TryComparison(out var op))
            return new ComparisonTestNode(at, op, operand(expressions));
        var mentions = expressions.InputMentions;
        var node = operand(expressions);
        return new ExpressionTestNode(at, node, expressions.InputMentions > mentions);
    }

    private bool IsComparison() => cursor.Next is '<' or '>' or '=' or '!';

    /// <summary>
    /// "not(" negates the tests when they fill its parenthesis and that ends the text; otherwise it is the function. Brackets of ranges do not
    /// pair up, as in <c>not([1..3))</c>, so only reading on tells.
    /// </summary>
    private bool IsNegation()
    {
        var ahead = expressions.Ahead();
        try
        {
            ahead.Cursor.ExpectKeyword("not");
            ahead.Cursor.Expect("(");
            ahead.Tests.Tests();
            ahead.Cursor.Expect(")");
            return ahead.Cursor.AtEnd;
        }
        catch (SyntaxFailure)
        {
            return false;
        }
    }
}
