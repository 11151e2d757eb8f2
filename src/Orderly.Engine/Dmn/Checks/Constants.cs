using Orderly.Engine.Feel;
using Orderly.Engine.Feel.Evaluate;

namespace Orderly.Engine.Dmn.Checks;

/// <summary>Parts of an expression whose value is known without inputs, such as <c>date("2026-01-01")</c> or <c>-3</c>.</summary>
internal static class Constants
{
    private static readonly FeelEnvironment Nowhere = new() { Now = DateTimeOffset.UnixEpoch };

    /// <summary>Null where the value has to be evaluated with inputs, or there is none.</summary>
    public static FeelValue? Of(Node node)
    {
        if (node is LiteralNode literal)
            return literal.Value;
        return IsConstant(node) && Evaluated(node, EntriesScope.Empty) is { Issues.IsEmpty: true, Value: var value } ? value : null;
    }

    /// <summary>Why a constant such as <c>date("2026-02-30")</c> is null whatever it is evaluated with; null for any other.</summary>
    public static string? Fault(Node node) =>
        IsConstant(node) && Evaluated(node, EntriesScope.Empty) is { Value.IsNull: true, Issues: [var first, ..] } ? first.Message : null;

    /// <summary>What a test says of a value: null where that cannot be said without inputs, or the test fails.</summary>
    public static bool? Test(Node test, FeelValue value) =>
        Evaluated(test, new VariableScope(EntriesScope.Empty, Scope.Input, value)) is { Issues.IsEmpty: true, Value: var holds } ? holds == FeelBoolean.True : null;

    /// <summary>Whether a value may stand where a type is asked, its allowed values included; true where that cannot be said.</summary>
    public static bool Conforms(FeelType type, FeelValue value)
    {
        var run = new Evaluation(Nowhere);
        return Coercion.To(run, type, value) is not null || !run.Issues.IsEmpty;
    }

    private static FeelResult Evaluated(Node node, Scope scope)
    {
        var run = new Evaluation(Nowhere);
        var value = run.Start(node, scope);
        return new FeelResult(value, run.Issues);
    }

    private static bool IsConstant(Node? node) => node switch
    {
        null or LiteralNode => true,
        Reading.TextNode text => IsConstant(text.Inner),
        NegationNode negation => IsConstant(negation.Operand),
        ArithmeticNode arithmetic => IsConstant(arithmetic.Left) && IsConstant(arithmetic.Right),
        RangeNode range => IsConstant(range.Start) && IsConstant(range.End),
        ListNode list => list.Items.All(IsConstant),
        ContextNode context => context.Entries.All(entry => IsConstant(entry.Value)),
        InvocationNode { Target: NameNode { Name: "date" or "time" or "date and time" or "duration" or "years and months duration" or "number" or "string" or "range" } } call => call.Values.All(IsConstant),
        _ => false,
    };
}
