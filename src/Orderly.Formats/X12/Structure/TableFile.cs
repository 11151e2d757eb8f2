using System.Reflection;

namespace Orderly.Formats.X12.Structure;

/// <summary>The tables are text beside the code, so that they can be read against an implementation guide line by line.</summary>
internal static class TableFile
{
    /// <summary>The lines of a table without comments.</summary>
    public static IEnumerable<string> Lines(string name)
    {
        var resource = $"Orderly.Formats.X12.Structure.Tables.{name}.table";
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"Expected the table {resource} in the assembly, but it is not there.");
        using var reader = new StreamReader(stream);
        var lines = new List<string>();
        while (reader.ReadLine() is { } line)
            if (line.Trim().Length > 0 && line[0] != '#') lines.Add(line.TrimEnd());
        return lines;
    }
}
