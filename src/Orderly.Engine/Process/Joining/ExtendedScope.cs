using Orderly.Engine.Feel;

namespace Orderly.Engine.Process;

/// <summary>A scope with a few more names in front: what an expression may ask about the element it belongs to.</summary>
internal sealed class ExtendedScope(IFeelScope around, FeelContext more) : IFeelScope
{
    public IEnumerable<string> Names => more.Names.Union(around.Names, StringComparer.Ordinal);

    public bool TryGet(string name, out FeelValue value) => more.TryGet(name, out value!) || around.TryGet(name, out value);
}
