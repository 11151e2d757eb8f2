using System.Collections.Immutable;
using Orderly.Engine.Feel;
using Orderly.Engine.Feel.Evaluate;

namespace Orderly.Engine.Dmn.Drg;

/// <summary>
/// From where elements are seen: the model itself, an import of it, or an import's import. The same imported element may have another value
/// in each place, for two models that import a third each have inputs of their own for it.
/// </summary>
/// <param name="path">The imports' names, outermost first.</param>
internal sealed class ImportPlace(ImmutableArray<string> path)
{
    private const int UsuallyKnown = 8;
    private FewEntries<DrgElement, FeelValue> known = new(UsuallyKnown);
    private FewEntries<string, ImportPlace> inner;

    public FeelValue? Find(DrgElement element) => known.Find(element);

    public void Set(DrgElement element, FeelValue value) => known.Set(element, value);

    public ImportPlace In(string? import)
    {
        if (import is null)
            return this;
        if (inner.Find(import) is { } place)
            return place;
        place = new ImportPlace(path.Add(import));
        inner.Set(import, place);
        return place;
    }

    /// <summary>An input of this place: in contexts by the imports' names, or under a shorter path, or by its own name alone.</summary>
    public FeelValue? Given(IFeelScope inputs, string input)
    {
        for (var skipped = 0; skipped <= path.Length; skipped++)
        {
            if (Read(inputs, path.AsSpan(skipped..), input) is { } value)
                return value;
        }
        return null;
    }

    private static FeelValue? Read(IFeelScope scope, ReadOnlySpan<string> path, string input)
    {
        foreach (var name in path)
        {
            if (!scope.TryGet(name, out var value) || value is not FeelContext context)
                return null;
            scope = context;
        }
        return scope.TryGet(input, out var found) ? found : null;
    }
}
