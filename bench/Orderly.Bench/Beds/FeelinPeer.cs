using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orderly.Bench.Beds;

/// <summary>The npm package feelin, installed by its lock file into a folder of the run. Node and npm must be there.</summary>
internal sealed class FeelinPeer : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("orderly-feelin-").FullName;

    private FeelinPeer()
    {
    }

    public static async Task<FeelinPeer> Install(IReadOnlyList<string> expressions, string context)
    {
        var peer = new FeelinPeer();
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Feelin")))
            File.Copy(file, Path.Combine(peer.folder, Path.GetFileName(file)));
        File.WriteAllText(Path.Combine(peer.folder, "work.json"), JsonSerializer.Serialize(new { expressions, context = JsonNode.Parse(context) }));
        await peer.Run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        return peer;
    }

    /// <returns>Evaluations a second, and what each expression gave.</returns>
    public async Task<(double Rate, JsonArray Values)> Measure(TimeSpan duration)
    {
        var told = JsonNode.Parse(await Run("node", "measure.mjs", "work.json", duration.TotalSeconds.ToString(CultureInfo.InvariantCulture)))!;
        return (told["rate"]!.GetValue<double>(), told["values"]!.AsArray());
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task<string> Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"Expected '{program} {string.Join(' ', arguments)}' to succeed, but: {await errors}");
    }
}
