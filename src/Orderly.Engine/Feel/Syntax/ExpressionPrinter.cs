using System.Collections.Immutable;
using Orderly.Engine.Feel.Evaluate;

namespace Orderly.Engine.Feel.Syntax;

/// <summary>
/// Writes what was read in one spelling, with parentheses only where the grammar needs them; read again with the same names it is the same
/// expression. Comments and the author's spacing are gone.
/// </summary>
internal static class ExpressionPrinter
{
    public static string Print(Node root, FeelGrammar grammar) => grammar == FeelGrammar.Expression ? Text(root, Binding.Whole) : Tests(root);

    /// <param name="node">What to write.</param>
    /// <param name="least">How tightly it must bind to stand here without parentheses.</param>
    private static string Text(Node node, Binding least)
    {
        var (text, binding) = node switch
        {
            LiteralNode literal => Literal(literal.Value),
            ZonedLiteralNode literal => (literal.Value.ToLiteral(), Binding.Operand),
            FailedLiteralNode { Text: { } failed } => ("@" + new FeelString(failed).ToLiteral(), Binding.Operand),
            NameNode name => (name.Name, Binding.Operand),
            ListNode list => ($"[{Joined(list.Items)}]", Binding.Operand),
            ContextNode context => ($"{{{string.Join(", ", context.Entries.Select(entry => $"{new FeelString(entry.Key).ToLiteral()}: {Text(entry.Value, Binding.Whole)}"))}}}", Binding.Operand),
            RangeNode range => (Range(range), Binding.Operand),
            PathNode path => ($"{Text(path.Target, path.Target is LiteralNode ? Binding.Parenthesis : Binding.Postfix)}.{path.Name}", Binding.Postfix),
            FilterNode filter => ($"{Text(filter.Target, Binding.Postfix)}[{Text(filter.Condition, Binding.Whole)}]", Binding.Postfix),
            InvocationNode call => ($"{Text(call.Target, Binding.Postfix)}({Arguments(call)})", Binding.Postfix),
            InstanceOfNode test => InstanceOf($"{Text(test.Operand, Binding.InstanceOf)} instance of {test.Type}"),
            NegationNode negation => ($"-{Text(negation.Operand, Binding.InstanceOf)}", Binding.Sign),
            ArithmeticNode arithmetic => Arithmetic(arithmetic),
            ComparisonNode comparison => ($"{Text(comparison.Left, Binding.Comparison)} {Sign(comparison.Operator)} {Text(comparison.Right, Binding.Sum)}", Binding.Comparison),
            BetweenNode between => ($"{Text(between.Operand, Binding.Comparison)} between {Text(between.Low, Binding.Sum)} and {Text(between.High, Binding.Sum)}", Binding.Comparison),
            InNode member => ($"{Text(member.Operand, Binding.Comparison)} in {AfterIn(member.Test)}", Binding.Comparison),
            LogicNode { IsAnd: true } logic => ($"{Text(logic.Left, Binding.And)} and {Text(logic.Right, Binding.Comparison)}", Binding.And),
            LogicNode logic => ($"{Text(logic.Left, Binding.Or)} or {Text(logic.Right, Binding.And)}", Binding.Or),
            _ => (Keyworded(node), Binding.Whole),
        };
        return binding < least ? $"({text})" : text;
    }

    /// <summary>Expressions that begin with a keyword and take all that follows.</summary>
    private static string Keyworded(Node node) => node switch
    {
        ConditionalNode choice => $"if {Text(choice.Condition, Binding.Whole)} then {Text(choice.Then, Binding.Whole)} else {Text(choice.Otherwise, Binding.Whole)}",
        ForNode loop => $"for {Iterators(loop.Iterators)} return {Text(loop.Body, Binding.Whole)}",
        QuantifiedNode quantified => $"{(quantified.IsEvery ? "every" : "some")} {Iterators(quantified.Iterators)} satisfies {Text(quantified.Condition, Binding.Whole)}",
        FunctionNode function => $"function({string.Join(", ", function.Parameters.Select(Parameter))}) {Text(function.Body, Binding.Whole)}",
        _ => throw new NotSupportedException($"Expected an expression of FEEL, but {node.GetType().Name} has no text"),
    };

    private static (string, Binding) Literal(FeelValue value) => value is FeelFunction
        ? throw new NotSupportedException("Expected an expression of FEEL, but an external function has no text")
        : (value.ToLiteral(), value is FeelNumber { Value.Sign: < 0 } ? Binding.Sign : Binding.Operand);

    /// <summary>A type of any function would take a comparison that follows it for its parameters.</summary>
    private static (string, Binding) InstanceOf(string text) => (text, text.EndsWith("function", StringComparison.Ordinal) ? Binding.Whole : Binding.InstanceOf);

    private static (string, Binding) Arithmetic(ArithmeticNode node)
    {
        var (sign, binding) = node.Operator switch
        {
            ArithmeticOperator.Add => ("+", Binding.Sum),
            ArithmeticOperator.Subtract => ("-", Binding.Sum),
            ArithmeticOperator.Multiply => ("*", Binding.Product),
            ArithmeticOperator.Divide => ("/", Binding.Product),
            _ => ("**", Binding.Power),
        };
        return ($"{Text(node.Left, binding)} {sign} {Text(node.Right, binding + 1)}", binding);
    }

    private static string Range(RangeNode range) => range switch
    {
        { Start: null } => $"({(range.EndIncluded ? "<=" : "<")} {Text(range.End!, Binding.Sum)})",
        { End: null } => $"({(range.StartIncluded ? ">=" : ">")} {Text(range.Start, Binding.Sum)})",
        // A filter at the end would take the closing bracket for its own.
        _ => $"{(range.StartIncluded ? '[' : '(')}{Text(range.Start, Binding.Sum)}..{Text(range.End, range.End is LiteralNode ? Binding.Sum : Binding.Operand)}{(range.EndIncluded ? ']' : ')')}",
    };

    private static string Arguments(InvocationNode call) => call.Names.IsEmpty
        ? Joined(call.Values)
        : string.Join(", ", call.Names.Zip(call.Values, (name, value) => $"{name}: {Text(value, Binding.Whole)}"));

    private static string Joined(ImmutableArray<Node> nodes) => string.Join(", ", nodes.Select(node => Text(node, Binding.Whole)));

    private static string Iterators(ImmutableArray<Iterator> iterators) => string.Join(", ", iterators.Select(iterator => iterator.End is null
        ? $"{iterator.Name} in {Text(iterator.Domain, Binding.Whole)}"
        : $"{iterator.Name} in {Text(iterator.Domain, Binding.Sum)}..{Text(iterator.End, Binding.Sum)}"));

    private static string Parameter(Parameter parameter) => parameter.Type is AnyType ? parameter.Name : $"{parameter.Name}: {parameter.Type}";

    /// <summary>The whole of a cell.</summary>
    private static string Tests(Node root) => root switch
    {
        AnyTestNode => "-",
        TestsNode { IsNegated: true } tests => $"not({string.Join(", ", tests.Tests.Select(Test))})",
        TestsNode tests => string.Join(", ", tests.Tests.Select(Test)),
        // A lone call of "not" would be the negation of tests.
        _ => Test(root) is var text && text.StartsWith("not(", StringComparison.Ordinal) ? $"({text})" : text,
    };

    private static string Test(Node test) => Test(test, Binding.Whole);

    private static string Test(Node test, Binding least) => test switch
    {
        ComparisonTestNode comparison => $"{Sign(comparison.Operator)} {Text(comparison.Operand, least)}",
        ExpressionTestNode expression => Text(expression.Expression, least),
        _ => throw new NotSupportedException($"Expected a test, but {test.GetType().Name} is none"),
    };

    private static string AfterIn(Node test) => test is TestsNode tests
        ? $"({string.Join(", ", tests.Tests.Select(Test))})"
        : Test(test, Binding.Sum);

    private static string Sign(ComparisonOperator op) => op switch
    {
        ComparisonOperator.Equal => "=",
        ComparisonOperator.NotEqual => "!=",
        ComparisonOperator.Less => "<",
        ComparisonOperator.LessOrEqual => "<=",
        ComparisonOperator.Greater => ">",
        _ => ">=",
    };

    /// <summary>Loosest first, as the grammar nests them.</summary>
    private enum Binding
    {
        Whole,
        Or,
        And,
        Comparison,
        Sum,
        Product,
        Power,
        Sign,
        InstanceOf,
        Postfix,
        Operand,

        /// <summary>Tighter than anything: always in parentheses.</summary>
        Parenthesis,
    }
}
