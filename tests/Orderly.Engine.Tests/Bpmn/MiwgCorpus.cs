namespace Orderly.Engine.Tests.Bpmn;

/// <summary>Where the shared models of the interchange group lie.</summary>
internal static class MiwgCorpus
{
    public const string Absent = "the corpus is not there: no folder shared/corpus/bpmn-miwg above the test binaries";

    /// <summary>Null in a clone without the corpus beside it.</summary>
    public static string? Folder { get; } = Find();

    public static string[] Files => Folder is null ? [] : [.. Directory.EnumerateFiles(Folder, "*.bpmn", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var corpus = Path.Combine(folder.FullName, "shared", "corpus", "bpmn-miwg");
            if (Directory.Exists(corpus)) return corpus;
        }
        return null;
    }
}
