using System.Security.Cryptography;
using Orderly.Canonical.Erp;
using Orderly.Hosting;

namespace Orderly.Demo;

/// <summary>The configuration a demo makes for itself, as the files an operator would write by hand.</summary>
internal static class DemoFolder
{
    public const string FeedListener = "adt";

    private static readonly ErpVerb[] Verbs = [ErpVerb.IssueGoods, ErpVerb.ReturnGoods, ErpVerb.PostCost, ErpVerb.ReverseCost];

    /// <summary>The packs that come with the executable.</summary>
    public static string ShippedPack(string name) => Path.Combine(AppContext.BaseDirectory, "packs", name);

    public static string BooksPath(string folder) => Path.Combine(folder, "erp-sandbox.books");

    /// <summary>Removes what an earlier demo left in the folder. Refuses a folder that is not a demo's.</summary>
    /// <exception cref="IOException">The folder holds something else.</exception>
    /// <exception cref="Journal.StoreRefusedException">A demo runs on it.</exception>
    public static void Clear(string folder)
    {
        if (!Directory.Exists(folder)) return;
        if (Directory.EnumerateFileSystemEntries(folder).Any() && !File.Exists(Marker(folder)))
            throw new IOException($"Expected an empty folder or an earlier demo's in {folder}, but it holds something else. Nothing was removed; choose another with --data.");
        Journal.Store.ExpectFree(Path.Combine(folder, "orderly.db"));
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Token of the ERP sandbox, made when the folder is.</summary>
    public static string Prepare(string folder)
    {
        Directory.CreateDirectory(Secrets(folder));
        File.WriteAllText(Marker(folder), "This folder belongs to 'orderly demo', which empties it at each start.\n");
        var token = Path.Combine(Secrets(folder), "erp-token");
        if (!File.Exists(token)) WriteSecret(token, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24)));
        return File.ReadAllText(token).Trim();
    }

    public static OrderlyOptions Configure(string folder, Uri listen, int mllpPort, int clockRate, Uri erp)
    {
        Write(Path.Combine(folder, "listeners", "adt.yaml"), $"""
            listener: {FeedListener}
            address: 127.0.0.1
            port: {mllpPort}
            """);
        Write(Path.Combine(folder, "connectors", "erp.yaml"), Connector(erp));
        return new OrderlyOptions
        {
            Data = folder,
            Listen = listen,
            ClockRate = clockRate,
            Packs = [ShippedPack("discharge")],
            Listeners = Path.Combine(folder, "listeners"),
            Connectors = Path.Combine(folder, "connectors"),
            Secrets = Secrets(folder),
        };
    }

    /// <summary>A key for each person the simulator plays: what an operator would write into <c>clients.yaml</c>, and the secrets beside it.</summary>
    public static (OrderlyOptions Options, IReadOnlyDictionary<string, string> Keys) WithKeys(OrderlyOptions options, IEnumerable<string> people)
    {
        var keys = new Dictionary<string, string>();
        var lines = new List<string> { "clients:" };
        foreach (var person in people)
        {
            keys[person] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
            WriteSecret(Path.Combine(options.Secrets!, $"key-{person}"), keys[person]);
            lines.Add($"  - {{ client: simulated-{person}, kind: Person, person: {person}, token: \"secret:key-{person}\" }}");
        }
        var path = Path.Combine(options.Data, "clients.yaml");
        Write(path, string.Join('\n', lines));
        return (options with { Clients = path }, keys);
    }

    /// <summary>The four operations of the pack on the sandbox: each honours its key, can be asked by it, and can be asked what it would book.</summary>
    internal static string Connector(Uri erp) => $"""
        connector: erp
        kind: rest
        base-url: {erp.ToString().TrimEnd('/')}
        allow-plain-http: true
        allow-addresses: [127.0.0.0/8]
        timeout: PT5S
        headers:
          Authorization: Bearer secret:erp-token
        operations:
        {string.Join('\n', Verbs.Select(Operation).Concat(Verbs.Select(Preview)))}
        """;

    private static string Operation(ErpVerb verb) => $"""
          {verb}:
            method: POST
            path: /operations/{verb}
            body: input
            response: body
            honours-key: true
            ask:
              path: /documents?key=[key]
              response: body
        """.Replace("[key]", "{key}", StringComparison.Ordinal);

    /// <summary>What the operation would book: a question, so a refusal is an answer.</summary>
    private static string Preview(ErpVerb verb) => $$"""
          {{ErpVerbs.PreviewOf(verb)}}:
            method: POST
            path: /operations/{{verb}}?preview=true
            body: input
            response: body
            refused: "{refused: body.detail}"
            safe-to-repeat: true
        """;

    private static string Secrets(string folder) => Path.Combine(folder, "secrets");

    private static string Marker(string folder) => Path.Combine(folder, "demo.txt");

    private static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text + "\n");
    }

    private static void WriteSecret(string path, string secret)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(path, options);
        writer.Write(secret);
    }
}
