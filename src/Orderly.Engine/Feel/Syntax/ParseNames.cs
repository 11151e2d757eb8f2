using Orderly.Engine.Feel.Evaluate;

namespace Orderly.Engine.Feel.Syntax;

/// <summary>What the parser knows about the world outside the text.</summary>
/// <param name="Variables">Names in scope; null when the host does not know them, and adjacent words make a name.</param>
/// <param name="Members">Names of context entries that may follow a dot or stand in a filter.</param>
/// <param name="Types">Looks a type of the model up by name.</param>
/// <param name="TypeNames">Names of those types, to recognise ones with spaces.</param>
internal sealed record ParseNames(NameTable? Variables, NameTable Members, Func<string, FeelType?> Types, NameTable TypeNames)
{
    private static readonly NameTable None = new();

    public static ParseNames Open { get; } = new(null, None, static _ => null, None);

    public static ParseNames Of(IEnumerable<string> names)
    {
        var table = new NameTable(names);
        return new(table, table, static _ => null, None);
    }
}
