using Orderly.Demo;

namespace Orderly.Tests.Running;

/// <summary>The files an operator would write for one server: <c>orderly.yaml</c>, a listener, the ERP connector, secrets, its data.</summary>
internal sealed class ServerFolder
{
    public const string ErpToken = "a-token-of-the-sandbox";

    private ServerFolder(string path) => Path = path;

    public string Path { get; }

    public string Configuration => At("orderly.yaml");

    public string Data => At("data");

    public string Output => At("server.log");

    /// <param name="path">Made if it is not there.</param>
    /// <param name="packs">Folders of packs to deploy.</param>
    /// <param name="erp">Where the ERP answers.</param>
    /// <param name="mllpPort">Where HL7 is listened to; the same after each start.</param>
    /// <param name="postgres">Connection string; null for the embedded store.</param>
    public static ServerFolder Write(string path, IEnumerable<string> packs, Uri erp, int mllpPort, string? postgres = null)
    {
        var folder = new ServerFolder(path);
        Directory.CreateDirectory(folder.Data);
        folder.WriteFile("secrets/erp-token", ErpToken);
        folder.WriteFile("listeners/adt.yaml", $"""
            listener: adt
            address: 127.0.0.1
            port: {mllpPort}

            """);
        // Short, so that a run of injected faults is over soon.
        folder.WriteFile("connectors/erp.yaml", DemoFolder.Connector(erp) + """

            breaker:
              failures: 5
              open-for: PT1S

            """);
        folder.WriteFile("orderly.yaml", $"""
            data: data
            listen: http://127.0.0.1:0
            listeners: listeners
            connectors: connectors
            secrets: secrets
            packs: [{string.Join(", ", packs)}]
            store:
              kind: {(postgres is null ? "embedded" : "postgres")}
            {(postgres is null ? "" : $"  connection: {postgres}")}

            """);
        return folder;
    }

    public string At(string name) => System.IO.Path.Combine(Path, name);

    private void WriteFile(string name, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(At(name))!);
        File.WriteAllText(At(name), text);
    }
}
