using Orderly.Engine.Feel.Evaluate;

namespace Orderly.Engine.Feel.Typing;

/// <summary>What is known of the names seen from a place in an expression; a chain as <see cref="Scope"/> is.</summary>
/// <param name="parent">Null for the outermost.</param>
/// <param name="mayHide">Whether there may be more names here than are known, so that a name found further out may be another one.</param>
internal sealed class TypeScope(TypeScope? parent, bool mayHide = false)
{
    private readonly Dictionary<string, FeelType> names = new(StringComparer.Ordinal);

    public TypeScope Set(string name, FeelType type)
    {
        names[name] = type;
        return this;
    }

    /// <summary>Null for a name that is not there, which may be a built-in function's.</summary>
    public FeelType? Find(string name)
    {
        for (var scope = this; scope is not null; scope = scope.Parent)
        {
            if (scope.names.TryGetValue(name, out var type))
                return type;
            if (scope.MayHide)
                return FeelType.Any;
        }
        return null;
    }

    /// <summary>The names within a filter: the entries of an item, and the item itself.</summary>
    public TypeScope WithItem(FeelType item)
    {
        var context = Types.Plain(item) as ContextType;
        var inner = new TypeScope(this, mayHide: !Types.IsKnown(item) || context is { IsWhole: false });
        inner.Set(Scope.Item, item);
        foreach (var (name, type) in context?.Entries ?? [])
            inner.Set(name, type);
        return inner;
    }

    private TypeScope? Parent => parent;

    private bool MayHide => mayHide;
}
