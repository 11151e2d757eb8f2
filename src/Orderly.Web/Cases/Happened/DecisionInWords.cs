using Orderly.Engine.Feel;

namespace Orderly.Web.Cases.Happened;

/// <summary>
/// A decision's value as a person reads it. An answer that brings its own words has them in <c>label</c> or <c>text</c>, as a
/// pack's tables do; another is told entry by entry.
/// </summary>
internal static class DecisionInWords
{
    private const int Longest = 120;
    private static readonly string[] OwnWords = ["label", "text"];

    public static string Of(FeelValue value) => Short(Words(value));

    private static string Words(FeelValue value) => value switch
    {
        FeelNull => "nothing applies",
        FeelList { Count: 0 } => "nothing applies",
        FeelList list => string.Join(" · ", list.Items.Select(Words)),
        FeelContext context when OwnWords.Select(name => context[name]).OfType<FeelString>().FirstOrDefault() is { } words => words.Value,
        FeelContext context => string.Join(", ", context.Entries.Where(entry => entry.Value is not FeelNull).Select(entry => $"{entry.Key} {Words(entry.Value)}")),
        FeelBoolean boolean => boolean.Value ? "yes" : "no",
        FeelString text => text.Value,
        _ => value.ToString() ?? "",
    };

    private static string Short(string words) => words.Length <= Longest ? words : string.Concat(words.AsSpan(0, Longest - 1), "…");
}
