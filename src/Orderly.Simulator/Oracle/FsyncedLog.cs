using System.Text;

namespace Orderly.Simulator.Oracle;

/// <summary>
/// An append-only file of text lines, each on disk before <see cref="Append"/> returns. A line cut short by a crash was
/// never confirmed to anyone, so it is dropped when the file is opened again.
/// </summary>
public sealed class FsyncedLog : IDisposable
{
    private readonly Lock gate = new();
    private readonly FileStream file;

    private FsyncedLog(FileStream file, IReadOnlyList<string> recovered)
    {
        this.file = file;
        Recovered = recovered;
    }

    /// <summary>The complete lines that were on disk when the file was opened.</summary>
    public IReadOnlyList<string> Recovered { get; }

    /// <exception cref="IOException">Someone else has it open.</exception>
    public static FsyncedLog Open(string path)
    {
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        try
        {
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            var complete = bytes.AsSpan().LastIndexOf((byte)'\n') + 1;
            file.SetLength(complete);
            file.Position = complete;
            var text = Encoding.UTF8.GetString(bytes, 0, complete);
            return new FsyncedLog(file, text.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <exception cref="ArgumentException">The line holds a line feed.</exception>
    public void Append(string line)
    {
        if (line.Contains('\n', StringComparison.Ordinal))
            throw new ArgumentException("Expected one line, but it holds a line feed.", nameof(line));
        var bytes = Encoding.UTF8.GetBytes(line + "\n");
        lock (gate)
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }
    }

    public void Dispose() => file.Dispose();
}
