using Orderly.Tests.Running;

namespace Orderly.Tests.Faults;

/// <summary>The discharge pack as it is shipped, but for the five minutes it waits after the exit before it posts: here one second.</summary>
internal static class QuickPostingPack
{
    private const string Wait = ">PT5M</bpmn:timeDuration>";

    public static string Write(string folder)
    {
        var shipped = Path.Combine(Executable.Repository, "packs", "discharge");
        foreach (var file in Directory.EnumerateFiles(shipped, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(shipped, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            var text = File.ReadAllText(file);
            if (Path.GetFileName(file) == "discharge.bpmn" && !text.Contains(Wait, StringComparison.Ordinal))
                throw new InvalidDataException($"Expected {file} to wait five minutes before it posts, but it does not.");
            File.WriteAllText(copy, text.Replace(Wait, ">PT1S</bpmn:timeDuration>", StringComparison.Ordinal));
        }
        return folder;
    }
}
