using Orderly.Engine.Feel;

namespace Orderly.Engine.Process;

/// <summary>The variables an expression at an element sees: its own, then those of each scope around it.</summary>
internal sealed class ElementScope(ElementInstance at) : IFeelScope
{
    public IEnumerable<string> Names
    {
        get
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            for (var scope = at; scope is not null; scope = scope.Parent)
            {
                foreach (var name in scope.Variables?.Names ?? [])
                {
                    if (seen.Add(name))
                        yield return name;
                }
            }
        }
    }

    public bool TryGet(string name, out FeelValue value)
    {
        for (var scope = at; scope is not null; scope = scope.Parent)
        {
            if (scope.Variables is { } variables && variables.TryGet(name, out value))
                return true;
        }
        value = FeelValue.Null;
        return false;
    }

    public FeelContext ToContext()
    {
        var all = new FeelContext.Builder();
        foreach (var name in Names)
        {
            if (TryGet(name, out var value))
                all.Set(name, value);
        }
        return all.Build();
    }
}
