using System.Runtime.CompilerServices;

namespace Orderly.Architecture.Tests;

/// <summary>The checkout these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    public static IEnumerable<string> Tracked(string folder, params string[] extensions)
    {
        var root = Path.Combine(Root, folder);
        if (!Directory.Exists(root)) return [];
        return Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Where(path => extensions.Contains(Path.GetExtension(path)))
            .Where(path => !Path.GetRelativePath(Root, path).Split('/').Any(part => part is "bin" or "obj" or "node_modules" or "client"));
    }

    public static string Relative(string path) => Path.GetRelativePath(Root, path);

    private static string FindRoot(string from, [CallerFilePath] string source = "")
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Orderly.slnx")))
                return folder.FullName;
        throw new InvalidOperationException($"Expected Orderly.slnx above {from} (tests of {Path.GetFileName(source)} read the checkout), but found none.");
    }
}
