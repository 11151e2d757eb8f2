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

    public virtual FeelType Of(Node node, TypeScope scope) => node switch
    {
        LiteralNode literal => Types.Of(literal.Value),
        ZonedLiteralNode literal => Types.Of(literal.Value),
        FailedLiteralNode failed => Clash(failed, failed.Message),
        NameNode name => scope.Find(name.Name) ?? (Functions.BuiltIns.Find(name.Name) is null ? FeelType.Any : FeelType.Function),
        ArithmeticNode or NegationNode or ComparisonNode or BetweenNode or LogicNode or RangeNode or PathNode or InvocationNode => operations.Of(node, scope),
        InstanceOfNode instance => Instance(instance, scope),
        ConditionalNode conditional => Conditional(conditional, scope),
        ListNode list => new ListType(list.Items.Select(item => Of(item, scope)).DefaultIfEmpty(FeelType.Any).Aggregate(Types.Either)),
        ContextNode context => Entries(context.Entries, scope),
        FilterNode filter => Filter(filter, scope),
        ForNode loop => For(loop, scope),
        QuantifiedNode quantified => Quantified(quantified, scope),
        FunctionNode function => Function(function, scope),
        InNode membership => Membership(membership.Test, Of(membership.Operand, scope), scope),
        TestsNode or AnyTestNode or ComparisonTestNode or ExpressionTestNode => Membership(node, scope.Find(Scope.Input) ?? FeelType.Any, scope),
        _ => Other(node, scope),
    };

    /// <summary>Whether unary tests may hold for an input of a type that is not null.</summary>
    /// <param name="test">A cell, or what stands after <c>in</c>.</param>
    /// <param name="input">The type of what is tested.</param>
    /// <param name="scope">What the tests may name.</param>
    /// <param name="tell">
    /// Notes a test that can never hold, with the types of what is tested and of the test: <see cref="Types.Never"/> where the reason was
    /// told already.
    /// </param>
    public bool MayHold(Node test, FeelType input, TypeScope scope, Action<Node, FeelType, FeelType> tell)
    {
        var inner = new TypeScope(scope).Set(Scope.Input, input);
        switch (test)
        {
            case TestsNode { IsNegated: true } all:
                // What a test without a value does not accept, its negation does.
                foreach (var one in all.Tests)
                    MayHold(one, input, scope, (at, asked, value) => { if (!IsNever(value)) tell(at, asked, value); });
                return true;
            case TestsNode all:
                return all.Tests.Select(one => MayHold(one, input, scope, tell)).ToList().Contains(true);
            case ComparisonTestNode comparison:
                return Compares(comparison.Operator, comparison.Operand);
            case ExpressionTestNode { MentionsInput: true, Expression: ComparisonNode { Left: NameNode { Name: Scope.Input } } comparison }:
                return Compares(comparison.Operator, comparison.Right);
            case ExpressionTestNode { MentionsInput: true } condition:
                var outcome = Of(condition.Expression, inner);
                if (Types.IsKnown(outcome) && Types.Plain(outcome) != FeelType.Boolean)
                    outcome = Clash(test, $"Expected a boolean of a test that names '?', but it is {Types.Title(outcome)}");
                return Told(!IsNever(outcome), outcome);
            case ExpressionTestNode one:
                var value = Of(one.Expression, inner);
                return Told(!IsNever(value) && MayTest(input, value), value);
            default:
                return true;
        }

        bool Compares(ComparisonOperator op, Node with)
        {
            var operand = Of(with, inner);
            var holds = Told(IsNever(operand) ? op == ComparisonOperator.NotEqual : OperationTyping.Compare(op, input, operand), operand);
            // What does not compare differs from what is null, whatever its type would be.
            return holds || (op == ComparisonOperator.NotEqual && with is not LiteralNode);
        }

        bool Told(bool holds, FeelType value)
        {
            if (!holds)
                tell(test, input, value);
            return holds;
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

    private FeelType Membership(Node test, FeelType input, TypeScope scope)
    {
        MayHold(test, input, scope, (at, asked, value) =>
        {
            if (!IsNever(value))
                Clash(at, $"Expected a test for {Types.Title(asked)}, but it is {Types.Title(value)}");
        });
        return FeelType.Boolean;
    }

    private FeelType Instance(InstanceOfNode node, TypeScope scope)
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
        // A position that is null at last picks nothing: the list is then empty.
        if (condition == FeelType.Number)
            return node.Condition is LiteralNode or NegationNode { Operand: LiteralNode } ? item : FeelType.Any;
        if (condition == FeelType.Boolean)
            return new ListType(item);
        if (!Types.IsKnown(condition))
            return FeelType.Any;
        Clash(node, $"Expected a condition or a position in the filter, but it is {Types.Title(condition)}");
        // Nothing is asked of an empty list.
        return new ListType(item);
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
