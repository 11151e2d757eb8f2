using System.Collections.Immutable;
using Orderly.Engine.Feel;
using Orderly.Engine.Feel.Evaluate;

namespace Orderly.Engine.Dmn.Reading;

/// <summary>A boxed context: its entries, or the value of its last, unnamed one.</summary>
internal sealed class BoxedContextNode(ImmutableArray<KeyValuePair<string, Node>> entries, Node? result) : Node(0)
{
    public bool EntriesSeeEachOther { get; init; } = true;

    public ImmutableArray<KeyValuePair<string, Node>> Entries => entries;

    /// <summary>The last, unnamed entry; null where the value is the context itself.</summary>
    public Node? Result => result;

    public override FeelValue Evaluate(Evaluation run, Scope scope)
    {
        var inner = new EntriesScope(scope);
        var context = new FeelContext.Builder();
        foreach (var (name, node) in entries)
        {
            var value = run.Eval(node, EntriesSeeEachOther ? inner : scope);
            context.Set(name, value);
            inner.Set(name, value);
        }
        return result is null ? context.Build() : run.Eval(result, inner);
    }
}

/// <summary>An expression with a declared type: a value that does not conform is null with an issue.</summary>
internal sealed class TypedNode(string element, FeelType type, Node inner) : Node(0)
{
    public Node Inner { get; } = inner;

    public FeelType Type => type;

    public override FeelValue Evaluate(Evaluation run, Scope scope)
    {
        var value = run.Eval(Inner, scope);
        if (Coercion.To(run, type, value) is { } conforming)
            return conforming;
        var outer = run.Element;
        run.Element = element.Length > 0 ? element : outer;
        run.Fail(this, FeelIssueCode.Type, $"Expected {type}, but it is {value.ToBrief()}");
        run.Element = outer;
        return FeelNull.Instance;
    }
}

/// <summary>A FEEL text of the model, so that issues name the element it stands in.</summary>
internal sealed class TextNode(string element, Node inner) : Node(0)
{
    public Node Inner { get; } = inner;

    public override FeelValue Evaluate(Evaluation run, Scope scope)
    {
        var outer = run.Element;
        run.Element = element;
        var value = run.Eval(Inner, scope);
        run.Element = outer;
        return value;
    }
}
