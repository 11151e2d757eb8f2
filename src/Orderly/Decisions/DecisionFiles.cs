using Orderly.Engine.Dmn;

namespace Orderly.Decisions;

/// <summary>Files of decision models, read together so that they may import each other.</summary>
internal sealed class DecisionFiles
{
    private DecisionFiles(IReadOnlyList<(string Path, DmnRead Read)> all) => All = all;

    public IReadOnlyList<(string Path, DmnRead Read)> All { get; }

    /// <summary>Names each path that is neither a file nor a folder; a folder stands for the *.dmn files in it, at any depth.</summary>
    public static IEnumerable<string> Missing(IEnumerable<string> paths) => paths.Where(path => !File.Exists(path) && !Directory.Exists(path));

    public static DecisionFiles Read(IEnumerable<string> paths)
    {
        var files = paths.SelectMany(path => Directory.Exists(path)
            ? Directory.EnumerateFiles(path, "*.dmn", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            : Enumerable.Repeat(path, 1)).Distinct(StringComparer.Ordinal).ToList();
        var reads = DmnReader.ReadAll([.. files.Select(file => new ReadOnlyMemory<byte>(File.ReadAllBytes(file)))]);
        return new DecisionFiles([.. files.Zip(reads)]);
    }

    public DmnRead? Find(string fileName)
    {
        foreach (var (path, read) in All)
            if (string.Equals(Path.GetFileName(path), fileName, StringComparison.OrdinalIgnoreCase)) return read;
        return All.Count == 1 ? All[0].Read : null;
    }
}
