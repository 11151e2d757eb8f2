using System.Collections.Immutable;
using System.Text.Json;
using Orderly.Connectors.Mllp;

namespace Orderly.Hosting;

/// <summary>Where a running server is reached, for the verbs that write through it. There while it runs, gone when it stops.</summary>
internal sealed class EndpointsFile : IDisposable
{
    private const string FileName = "endpoints.json";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly string path;

    private EndpointsFile(string path) => this.path = path;

    public static EndpointsFile Write(string data, Uri http, ImmutableArray<MllpListener> listeners)
    {
        var path = Path.Combine(data, FileName);
        var content = new Endpoints(http, listeners.ToDictionary(listener => listener.Name, listener => listener.EndPoint.ToString()), Environment.ProcessId);
        // Renamed into place, so that a reader never sees half of it.
        File.WriteAllText(path + ".new", JsonSerializer.Serialize(content, Json));
        File.Move(path + ".new", path, overwrite: true);
        return new EndpointsFile(path);
    }

    public static Endpoints? Read(string data)
    {
        var path = Path.Combine(data, FileName);
        return File.Exists(path) ? JsonSerializer.Deserialize<Endpoints>(File.ReadAllText(path), Json) : null;
    }

    public void Dispose() => File.Delete(path);
}

/// <param name="Mllp">Address and port by listener.</param>
internal sealed record Endpoints(Uri Http, IReadOnlyDictionary<string, string> Mllp, int Process);
