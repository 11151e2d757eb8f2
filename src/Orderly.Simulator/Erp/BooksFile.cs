using System.Text.Json;

namespace Orderly.Simulator.Erp;

/// <summary>The books on disk: one JSON document a line over an <see cref="Oracle.FsyncedLog"/>.</summary>
internal sealed class BooksFile : IDisposable
{
    private readonly Oracle.FsyncedLog log;

    private BooksFile(Oracle.FsyncedLog log, IReadOnlyList<ErpDocument> documents)
    {
        this.log = log;
        Documents = documents;
    }

    /// <summary>The documents that were on disk when the file was opened.</summary>
    public IReadOnlyList<ErpDocument> Documents { get; }

    public static BooksFile Open(string path)
    {
        var log = Oracle.FsyncedLog.Open(path);
        return new BooksFile(log, [.. log.Recovered.Select((line, i) => Read(path, line, i))]);
    }

    public void Append(ErpDocument document) => log.Append(JsonSerializer.Serialize(document, ErpBooks.Json));

    public void Dispose() => log.Dispose();

    private static ErpDocument Read(string path, string line, int index) =>
        JsonSerializer.Deserialize<ErpDocument>(line, ErpBooks.Json)
        ?? throw new InvalidDataException($"Expected a document in line {index + 1} of {path}, but it is null.");
}
