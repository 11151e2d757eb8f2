namespace Orderly.Engine.Feel.Evaluate;

/// <summary>Names seen from a place in an expression: a chain from the innermost binding out to the host.</summary>
internal abstract class Scope(Scope? parent)
{
    /// <summary>The name of what a unary test tests.</summary>
    public const string Input = "?";

    /// <summary>The name of the element in a filter.</summary>
    public const string Item = "item";

    /// <summary>The name of the results so far in a <c>for</c>.</summary>
    public const string Partial = "partial";

    private readonly Scope? parent = parent;

    public FeelValue? Find(string name)
    {
        for (var scope = this; scope is not null; scope = scope.parent)
        {
            if (scope.Own(name) is { } value)
                return value;
        }
        return null;
    }

    protected abstract FeelValue? Own(string name);
}

internal sealed class OuterScope(IFeelScope host, Evaluation run) : Scope(null)
{
    /// <summary>Host functions with a value's name are found here so that they shadow built-in ones.</summary>
    protected override FeelValue? Own(string name) => host.TryGet(name, out var value) ? value : run.Environment.Functions?.Invoke(name);
}

internal sealed class VariableScope(Scope parent, string name, FeelValue value) : Scope(parent)
{
    protected override FeelValue? Own(string asked) => string.Equals(asked, name, StringComparison.Ordinal) ? value : null;
}

/// <summary>The names of a context being built, or of a set of parameters.</summary>
internal sealed class EntriesScope(Scope? parent, int expected = 0) : Scope(parent)
{
    public static readonly EntriesScope Empty = new(null);

    private FewEntries<string, FeelValue> entries = new(expected);

    public void Set(string name, FeelValue value) => entries.Set(name, value);

    public bool Contains(string name) => entries.Find(name) is not null;

    protected override FeelValue? Own(string name) => entries.Find(name);
}

/// <summary>One element of a filtered list: its entries by name, and itself as <c>item</c>.</summary>
internal sealed class ItemScope(Scope parent, FeelValue item) : Scope(parent)
{
    protected override FeelValue? Own(string name)
    {
        if (item is FeelContext context && context.TryGet(name, out var value))
            return value;
        return name == Item ? item : null;
    }
}
