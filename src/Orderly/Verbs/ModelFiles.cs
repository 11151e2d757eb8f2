using System.CommandLine;
using Orderly.Cli;
using Orderly.Engine.Bpmn;

namespace Orderly.Verbs;

/// <summary>The model files a verb was given.</summary>
internal static class ModelFiles
{
    public static Option<bool> All() => new("--all") { Description = "also processes that are not marked executable" };

    /// <summary>The files, and those in the folders; null when one is not there, which is said.</summary>
    public static List<string>? Find(IEnumerable<string> paths)
    {
        var files = new List<string>();
        foreach (var path in paths)
        {
            if (File.Exists(path)) files.Add(path);
            else if (Directory.Exists(path)) files.AddRange(Directory.EnumerateFiles(path, "*.bpmn", SearchOption.AllDirectories).Order(StringComparer.Ordinal));
            else
            {
                Terminal.Complain($"Expected a file or a folder, but {path} is neither.");
                return null;
            }
        }
        if (files.Count > 0)
            return files;
        Terminal.Complain("Expected files ending in .bpmn in the folder, but found none.");
        return null;
    }

    public static BpmnRead Read(string file, bool all)
    {
        using var stream = File.OpenRead(file);
        return BpmnReader.Read(stream, new BpmnReadOptions { IncludeNotExecutable = all });
    }
}
