using System.Runtime.CompilerServices;

namespace Orderly.Formats.Tests;

/// <summary>The shared corpus, which is not part of the repository: found by walking up from the test binary.</summary>
internal static class Corpus
{
    public static string? Folder { get; } = Find();

    /// <summary>The folder of one format, or a skip that names what is missing.</summary>
    public static string Require(string format, [CallerMemberName] string test = "")
    {
        Assert.SkipWhen(Folder is null, $"{test}: the shared corpus (a folder shared/corpus in or beside a parent of the test binary) is absent.");
        return Path.Combine(Folder!, format);
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "corpus");
            if (Directory.Exists(candidate)) return candidate;
        }
        return null;
    }
}
