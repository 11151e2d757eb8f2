using System.Collections.Immutable;
using Orderly.Engine.Feel.Evaluate;

namespace Orderly.Engine.Feel.Typing;

/// <summary>
/// Says of an expression what type its value has, as far as literals, operators, built-in functions and names of known types tell, and notes
/// what can have no value whatever it is evaluated with. Where too little is known nothing is noted.
/// </summary>
internal class ExpressionTyping
{
    private readonly OperationTyping operations;

    public ExpressionTyping() => operations = new OperationTyping(this);

    /// <summary>What is told, with the part of the expression it is about.</summary>
    public List<(Node At, string Message)> Clashes { get; } = [];

    public FeelType Of(Node node, TypeScope scope) => node switch
    {
        LiteralNode literal => Types.Of(literal.Value),
        ZonedLiteralNode literal => Types.Of(literal.Value),
        FailedLiteralNode failed => Clash(failed, failed.Message),
        NameNode name => scope.Find(name.Name) ?? (Functions.BuiltIns.Find(name.Name) is null ? FeelType.Any : FeelType.Function),
        ArithmeticNode or NegationNode or ComparisonNode or BetweenNode or LogicNode or RangeNode or PathNode or InvocationNode => operations.Of(node, scope),
        InstanceOfNode instance => Asked(instance, scope),
        ConditionalNode conditional => Conditional(conditional, scope),
        ListNode list => new ListType(list.Items.Select(item => Of(item, scope)).DefaultIfEmpty(FeelType.Any).Aggregate(Types.Either)),
        ContextNode context => Entries(context.Entries, scope),
        FilterNode filter => Filter(filter, scope),
        ForNode loop => For(loop, scope),
        QuantifiedNode quantified => Quantified(quantified, scope),
        FunctionNode function => Function(function, scope),
        InNode membership => Tests(membership.Test, Of(membership.Operand, scope), scope, TellTest),
        TestsNode or AnyTestNode or ComparisonTestNode or ExpressionTestNode => Tests(node, scope.Find(Scope.Input) ?? FeelType.Any, scope, TellTest),
        _ => Other(node, scope),
    };

    /// <summary>What unary tests make of an input of a type: boolean, or never anything.</summary>
    /// <param name="test">A cell, or what stands after <c>in</c>.</param>
    /// <param name="input">The type of what is tested.</param>
    /// <param name="scope">What the tests may name.</param>
    /// <param name="tell">Notes a test that cannot be made of such an input.</param>
    public FeelType Tests(Node test, FeelType input, TypeScope scope, Action<Node, FeelType, FeelType> tell)
    {
        switch (test)
        {
            case TestsNode all:
                var seen = all.Tests.Select(one => Tests(one, input, scope, tell)).ToList();
                return seen.TrueForAll(IsNever) ? Types.Never : FeelType.Boolean;
            case ComparisonTestNode comparison:
                var operand = Of(comparison.Operand, Asking(scope, input));
                return IsNever(operand) || OperationTyping.Compare(comparison.Operator, input, operand) ? operand == Types.Never ? operand : FeelType.Boolean : Told(tell, test, input, operand);
            case ExpressionTestNode { MentionsInput: true } condition:
                var outcome = Of(condition.Expression, Asking(scope, input));
                return !IsNever(outcome) && Types.IsKnown(outcome) && Types.Plain(outcome) != FeelType.Boolean
                    ? Clash(test, $"Expected a boolean of a test that names '?', but it is {Types.Title(outcome)}") : outcome;
            case ExpressionTestNode one:
                var value = Of(one.Expression, Asking(scope, input));
                return IsNever(value) ? value : MayTest(input, value) ? FeelType.Boolean : Told(tell, test, input, value);
            default:
                return FeelType.Boolean;
        }
    }

    /// <summary>Notes that a part has no value; its type is then that of null.</summary>
    public virtual FeelType Clash(Node node, string message)
    {
        Clashes.Add((node, message));
        return Types.Never;
    }

    /// <summary>The type of a node that is none of FEEL's own.</summary>
    protected virtual FeelType Other(Node node, TypeScope scope) => FeelType.Any;

    protected FeelType Entries(ImmutableArray<KeyValuePair<string, Node>> entries, TypeScope scope, bool seeEachOther = true)
    {
        var inner = new TypeScope(scope);
        var types = ImmutableArray.CreateBuilder<KeyValuePair<string, FeelType>>(entries.Length);
        foreach (var (name, node) in entries)
        {
            var type = Of(node, seeEachOther ? inner : scope);
            types.Add(KeyValuePair.Create(name, type));
            inner.Set(name, type);
        }
        return new ContextType(types.ToImmutable()) { IsWhole = true };
    }

    protected static bool IsNever(FeelType type) => ReferenceEquals(type, Types.Never);

    private static TypeScope Asking(TypeScope scope, FeelType input) => new TypeScope(scope).Set(Scope.Input, input);

    private static bool MayTest(FeelType input, FeelType value)
    {
        var (asked, tested) = (Types.Plain(input), Types.Plain(value));
        if (!Types.IsKnown(asked) || !Types.IsKnown(tested))
            return true;
        return tested switch
        {
            RangeType range when asked is not RangeType => OperationTyping.Compare(ComparisonOperator.Less, asked, range.Element),
            ListType list => asked is ListType || MayTest(asked, list.Element),
            _ when ReferenceEquals(tested, FeelType.Boolean) => true,
            _ => OperationTyping.Compare(ComparisonOperator.Equal, asked, tested),
        };
    }

    private static FeelType Told(Action<Node, FeelType, FeelType> tell, Node test, FeelType input, FeelType value)
    {
        tell(test, input, value);
        return Types.Never;
    }

    private void TellTest(Node test, FeelType input, FeelType value) => Clash(test, $"Expected a test for {Types.Title(input)}, but it is {Types.Title(value)}");

    private FeelType Asked(InstanceOfNode node, TypeScope scope)
    {
        Of(node.Operand, scope);
        return FeelType.Boolean;
    }

    private FeelType Conditional(ConditionalNode node, TypeScope scope)
    {
        var condition = Of(node.Condition, scope);
        if (Types.IsKnown(condition) && Types.Plain(condition) != FeelType.Boolean)
            Clash(node, $"Expected a boolean after 'if', but it is {Types.Title(condition)}");
        return Types.Either(Of(node.Then, scope), Of(node.Otherwise, scope));
    }

    private FeelType Filter(FilterNode node, TypeScope scope)
    {
        var target = Types.Plain(Of(node.Target, scope));
        var item = target is ListType list ? list.Element : target;
        var condition = Types.Plain(Of(node.Condition, scope.WithItem(IsNever(item) ? FeelType.Any : item)));
        if (condition == FeelType.Number)
            return item;
        if (condition == FeelType.Boolean)
            return new ListType(item);
        return Types.IsKnown(condition) ? Clash(node, $"Expected a condition or a position in the filter, but it is {Types.Title(condition)}") : FeelType.Any;
    }

    private ListType For(ForNode node, TypeScope scope) =>
        new(Of(node.Body, Iterating(node.Iterators, scope).Set(Scope.Partial, FeelType.List)));

    private FeelType Quantified(QuantifiedNode node, TypeScope scope)
    {
        var condition = Of(node.Condition, Iterating(node.Iterators, scope));
        if (Types.IsKnown(condition) && Types.Plain(condition) != FeelType.Boolean)
            Clash(node, $"Expected a boolean after 'satisfies', but it is {Types.Title(condition)}");
        return FeelType.Boolean;
    }

    private TypeScope Iterating(ImmutableArray<Iterator> iterators, TypeScope scope)
    {
        foreach (var iterator in iterators)
        {
            var domain = Types.Plain(Of(iterator.Domain, scope));
            if (iterator.End is not null)
                domain = Types.Either(domain, Of(iterator.End, scope));
            else if (domain is ListType list)
                domain = list.Element;
            else if (domain is RangeType range)
                domain = range.Element;
            scope = new TypeScope(scope).Set(iterator.Name, domain);
        }
        return new TypeScope(scope);
    }

    private FunctionType Function(FunctionNode node, TypeScope scope)
    {
        var inner = new TypeScope(scope);
        foreach (var parameter in node.Parameters)
            inner.Set(parameter.Name, parameter.Type);
        return new FunctionType([.. node.Parameters.Select(parameter => parameter.Type)], Of(node.Body, inner)) { Names = [.. node.Parameters.Select(parameter => parameter.Name)] };
    }
}
