using System.Collections.Immutable;
using Orderly.Engine.Feel.Values;

namespace Orderly.Engine.Feel.Evaluate;

/// <summary><c>a.b</c>: an entry of a context, a property of a date or duration, or the same of each item of a list.</summary>
internal sealed class PathNode(int at, Node target, string name) : Node(at)
{
    public Node Target { get; } = target;

    public string Name { get; } = name;

    public override FeelValue Evaluate(Evaluation run, Scope scope) => Read(run, run.Eval(Target, scope));

    private FeelValue Read(Evaluation run, FeelValue value)
    {
        switch (value)
        {
            case FeelContext context:
                return context.TryGet(Name, out var entry)
                    ? entry
                    : run.Fail(this, FeelIssueCode.Value, $"Expected an entry '{Brief.Cut(Name)}', but the context has only {Names(context)}");
            case FeelList list:
                var items = ImmutableArray.CreateBuilder<FeelValue>(list.Count);
                run.Step(At, list.Count);
                foreach (var item in list.Items)
                    items.Add(Read(run, item));
                return new FeelList(items.MoveToImmutable());
            default:
                return Properties.Read(run, value, Name)
                    ?? run.Fail(this, FeelIssueCode.Type, $"Expected a value with a property '{Brief.Cut(Name)}', but it is {value.TypeName}", value);
        }
    }

    private static string Names(FeelContext context) =>
        context.Count == 0 ? "no entries" : string.Join(", ", context.Names.Take(20).Select(entry => $"'{Brief.Cut(entry)}'"));
}
