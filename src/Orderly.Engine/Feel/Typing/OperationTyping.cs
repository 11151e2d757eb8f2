using System.Collections.Immutable;
using Orderly.Engine.Feel.Evaluate;
using Orderly.Engine.Feel.Functions;

namespace Orderly.Engine.Feel.Typing;

/// <summary>
/// The types of operations. What an operator makes of two types is asked of the operator itself, with one value of each, so that this cannot
/// say other than evaluating does.
/// </summary>
internal sealed class OperationTyping(ExpressionTyping expressions)
{
    private static readonly FeelEnvironment Nowhere = new() { Now = DateTimeOffset.UnixEpoch };

    public FeelType Of(Node node, TypeScope scope) => node switch
    {
        ArithmeticNode arithmetic => Operation(node, [arithmetic.Left, arithmetic.Right], scope, operands => new ArithmeticNode(0, arithmetic.Operator, operands[0], operands[1]), null),
        NegationNode negation => Operation(node, [negation.Operand], scope, operands => new NegationNode(0, operands[0]), null),
        ComparisonNode comparison => Operation(node, [comparison.Left, comparison.Right], scope, operands => new ComparisonNode(0, comparison.Operator, operands[0], operands[1]), FeelType.Boolean),
        BetweenNode between => Operation(node, [between.Operand, between.Low, between.High], scope, operands => new BetweenNode(0, operands[0], operands[1], operands[2]), FeelType.Boolean),
        LogicNode logic => Logic(logic, scope),
        RangeNode range => Range(range, scope),
        PathNode path => Path(path, expressions.Of(path.Target, scope)),
        InvocationNode call => Call(call, scope),
        _ => FeelType.Any,
    };

    /// <summary>Whether values of these types compare; true where too little is known.</summary>
    public static bool Compare(ComparisonOperator op, FeelType a, FeelType b) =>
        !Types.IsKnown(a) || !Types.IsKnown(b) || Types.Sample(a) is not { } left || Types.Sample(b) is not { } right
        || !Try(new ComparisonNode(0, op, new LiteralNode(0, left), new LiteralNode(0, right))).Value.IsNull;

    /// <summary>What a list of such items gives in a function that asks only them, such as <c>sum</c>; Never, with the reason, where they do not fit.</summary>
    public static (FeelType Type, string? Objection) OfItems(string function, FeelType item)
    {
        if (!Types.IsKnown(item) || Types.Sample(item) is not { } sample)
            return (FeelType.Any, null);
        var result = Try(new InvocationNode(0, new NameNode(0, function), [new ListNode(0, [new LiteralNode(0, sample), new LiteralNode(0, sample)])], []));
        return result.Issues.IsEmpty ? (Types.Of(result.Value), null) : (Types.Never, result.Issues[0].Message);
    }

    private static FeelResult Try(Node node)
    {
        var run = new Evaluation(Nowhere);
        var value = run.Start(node, EntriesScope.Empty);
        return new FeelResult(value, run.Issues);
    }

    /// <param name="node">The operation.</param>
    /// <param name="operands">Its operands.</param>
    /// <param name="scope">What they may name.</param>
    /// <param name="again">The same operation with other operands.</param>
    /// <param name="result">What it gives whatever the operands are; null where they tell.</param>
    private FeelType Operation(Node node, ImmutableArray<Node> operands, TypeScope scope, Func<ImmutableArray<Node>, Node> again, FeelType? result)
    {
        var types = operands.Select(operand => expressions.Of(operand, scope)).ToList();
        // Beside null there is an answer: two values that do not compare are not equal when one of them is null.
        var isAnswered = node is BetweenNode or ComparisonNode { Operator: ComparisonOperator.Equal or ComparisonOperator.NotEqual };
        if (types.Contains(Types.Never))
            return isAnswered ? result! : Types.Never;
        var samples = types.Select(type => Types.IsKnown(type) ? Types.Sample(type) : null).ToList();
        if (samples.Contains(null))
            return result ?? FeelType.Any;
        var tried = Try(again([.. samples.Select(sample => new LiteralNode(0, sample!))]));
        if (!tried.Value.IsNull)
            return result ?? Types.Of(tried.Value);
        var told = expressions.Clash(node, tried.Issues[0].Message);
        return isAnswered ? result! : told;
    }

    private FeelType Logic(LogicNode node, TypeScope scope)
    {
        var (a, b) = (expressions.Of(node.Left, scope), expressions.Of(node.Right, scope));
        if (!(Fits(a) && Fits(b)))
            expressions.Clash(node, $"Expected booleans around '{(node.IsAnd ? "and" : "or")}', but they are {Types.Title(a)} and {Types.Title(b)}");
        return FeelType.Boolean;
    }

    private static bool Fits(FeelType type) => !Types.IsKnown(type) || Types.Plain(type) == FeelType.Boolean;

    private FeelType Range(RangeNode node, TypeScope scope)
    {
        var low = node.Start is null ? FeelType.Any : expressions.Of(node.Start, scope);
        var high = node.End is null ? FeelType.Any : expressions.Of(node.End, scope);
        if (low == Types.Never || high == Types.Never)
            return Types.Never;
        if (!Compare(ComparisonOperator.Less, low, high))
            return expressions.Clash(node, $"Expected a range between two values that compare, but they are {Types.Title(low)} and {Types.Title(high)}");
        return new RangeType(node.Start is null ? high : node.End is null ? low : Types.Either(low, high));
    }

    private FeelType Path(PathNode node, FeelType target)
    {
        switch (Types.Plain(target))
        {
            case var failed when failed == Types.Never:
                return failed;
            case ContextType context:
                if (context.Of(node.Name) is { } entry)
                    return entry;
                if (context.Entries.IsEmpty && !context.IsWhole)
                    return FeelType.Any;
                var told = expressions.Clash(node, Missing(node.Name, context));
                // A declared type leaves room for other entries: it is told, and a value is still possible.
                return context.IsWhole ? told : FeelType.Any;
            case ListType list:
                return new ListType(Path(node, list.Element));
            case var known when Types.IsKnown(known) && known is not FunctionType && Types.Sample(known) is { } sample:
                var read = Properties.Read(new Evaluation(Nowhere), sample, node.Name);
                if (known is RangeType range && (node.Name is "start" or "end"))
                    return range.Element;
                return read is null ? expressions.Clash(node, $"Expected a value with a property '{Values.Brief.Cut(node.Name)}', but it is {Types.Title(known)}")
                    : read.IsNull ? FeelType.Any : Types.Of(read);
            default:
                return FeelType.Any;
        }
    }

    private static string Missing(string name, ContextType context) =>
        $"Expected an entry '{Values.Brief.Cut(name)}', but the context has only {(context.Entries.IsEmpty ? "no entries" : string.Join(", ", context.Entries.Take(20).Select(entry => $"'{Values.Brief.Cut(entry.Key)}'")))}";

    private FeelType Call(InvocationNode node, TypeScope scope)
    {
        ImmutableArray<FeelType> types = [.. node.Values.Select(value => expressions.Of(value, scope))];
        if (node.Target is NameNode { Name: var name } && BuiltIns.Find(name) is { } builtIn && scope.Find(name) is var hiding && (hiding is null || (Types.IsKnown(hiding) && hiding is not FunctionType)))
            return BuiltInCall(node, name, builtIn, types);
        var target = Types.Plain(expressions.Of(node.Target, scope));
        if (target is FunctionType function)
            return FunctionCall(node, function, types);
        return Types.IsKnown(target) ? expressions.Clash(node, $"Expected a function to invoke, but it is {Types.Title(target)}") : target;
    }

    private FeelType BuiltInCall(InvocationNode node, string name, BuiltIn function, ImmutableArray<FeelType> types)
    {
        if (types.Contains(Types.Never))
            return BuiltInTypes.Result(name, []);
        if (function.Objection(types, node.Names) is { } objection)
            return expressions.Clash(node, objection);
        if (!BuiltInTypes.AsksItems(name))
            return BuiltInTypes.Result(name, node.Names.IsEmpty ? types : []);
        var items = types is [var only] && Types.Plain(only) is ListType list ? list.Element : types.DefaultIfEmpty(FeelType.Any).Aggregate(Types.Either);
        var (type, reason) = OfItems(name, items);
        return reason is null ? type : expressions.Clash(node, reason);
    }

    private FeelType FunctionCall(InvocationNode node, FunctionType function, ImmutableArray<FeelType> types)
    {
        if (function.Parameters is not { } parameters || (!node.Names.IsEmpty && function.Names is null))
            return function.Result;
        if (types.Length != parameters.Length)
            return expressions.Clash(node, $"Expected {parameters.Length} arguments for {Title(node)}, but there are {types.Length}");
        for (var i = 0; i < types.Length; i++)
        {
            var at = node.Names.IsEmpty ? i : function.Names!.Value.IndexOf(node.Names[i]);
            if (at < 0)
                return expressions.Clash(node, $"Expected arguments {string.Join(", ", function.Names!.Value.Select(one => $"'{one}'"))} for {Title(node)}, but there is '{Values.Brief.Cut(node.Names[i])}'");
            // Null of whatever type may be given, so that there may be a value all the same.
            if (!Types.MayBe(types[i], parameters[at]))
                expressions.Clash(node, $"Expected '{function.Names?[at] ?? $"argument {at + 1}"}' of {Title(node)} to be {Types.Title(parameters[at])}, but it is {Types.Title(types[i])}");
        }
        return function.Result;
    }

    private static string Title(InvocationNode node) => node.Target is NameNode { Name: var name } ? $"'{Values.Brief.Cut(name)}'" : "the function";
}
