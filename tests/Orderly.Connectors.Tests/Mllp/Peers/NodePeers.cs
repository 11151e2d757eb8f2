using System.Diagnostics;

namespace Orderly.Connectors.Tests.Mllp.Peers;

/// <summary>An HL7 client and server that nobody here wrote (npm: node-hl7-client, node-hl7-server), installed by their lock file into a folder of the run.</summary>
public sealed class NodePeers : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("orderly-mllp-peers-").FullName;

    public async ValueTask InitializeAsync()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Mllp", "Peers", "npm")))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        using var install = Start("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        var output = install.StandardOutput.ReadToEndAsync();
        var errors = install.StandardError.ReadToEndAsync();
        await install.WaitForExitAsync();
        install.ExitCode.ShouldBe(0, $"Expected 'npm ci' to install the peers, but: {await output}{await errors}");
    }

    /// <summary>Starts one of the scripts; the caller ends it.</summary>
    public Process Node(params string[] arguments) => Start("node", arguments);

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private Process Start(string program, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
}
