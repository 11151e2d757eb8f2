namespace Orderly.Engine.Dmn.Reading;

/// <summary>Says of a circle how it closes.</summary>
internal static class Circle
{
    private const int MostShown = 10;

    /// <param name="path">Names in the order they are met, the first again as the last.</param>
    /// <param name="verb">What each does to the next.</param>
    public static string InWords(IReadOnlyList<string> path, string verb)
    {
        var names = path.Select(name => $"'{name}'").ToList();
        List<string> shown = names.Count <= MostShown ? names : [.. names.Take(MostShown - 1), $"{names.Count - MostShown} others", names[^1]];
        return $"{names[0]} {verb} itself: {string.Join($", which {verb} ", shown)}";
    }
}
