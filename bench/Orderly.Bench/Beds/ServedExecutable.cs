using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Orderly.Bench.Beds;

/// <summary><c>orderly serve</c> as a process of its own, with the discharge pack deployed, from nothing.</summary>
internal sealed class ServedExecutable : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);
    private readonly string folder;
    private readonly Process process;

    private ServedExecutable(string folder, Process process, TimeSpan readyAfter) => (this.folder, this.process, ReadyAfter) = (folder, process, readyAfter);

    /// <summary>From the start of the process to the first 200 of <c>/health/ready</c>.</summary>
    public TimeSpan ReadyAfter { get; }

    public double ResidentMegabytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / 1e6;
        }
    }

    /// <param name="folder">Where its files go; made here, and gone with it.</param>
    /// <param name="store">Lines of <c>orderly.yaml</c>; empty for the embedded store.</param>
    public static async Task<ServedExecutable> Start(string folder, string store)
    {
        Directory.CreateDirectory(folder);
        var port = FreePort();
        var configuration = Path.Combine(folder, "orderly.yaml");
        await File.WriteAllTextAsync(configuration, $"data: data\nlisten: http://127.0.0.1:{port}\npacks: [{Path.Combine(Root, "packs", "discharge")}]\n{store}\n");
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(10) };
        var started = Stopwatch.StartNew();
        var process = Process.Start(new ProcessStartInfo("dotnet", [Executable, "serve", "--config", configuration, "--demo-sign-in"]) { RedirectStandardError = true })!;
        // Read, so that what it says never fills the pipe.
        _ = process.StandardError.ReadToEndAsync();
        while (!await IsReady(client))
        {
            if (process.HasExited || started.Elapsed > Limit) throw new InvalidOperationException($"Expected the executable to serve within {Limit}, but it does not (configuration: {configuration})");
            await Task.Delay(5);
        }
        return new ServedExecutable(folder, process, started.Elapsed);
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync();
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static string Root { get; } = FindRoot();

    private static string Executable
    {
        get
        {
            var built = Path.Combine(Root, "src", "Orderly", "bin", "Release", "net10.0", "orderly.dll");
            return File.Exists(built) ? built : throw new FileNotFoundException($"Expected the executable at {built}, but it is not built: dotnet build src/Orderly -c Release");
        }
    }

    private static async Task<bool> IsReady(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Orderly.slnx"))) return folder.FullName;
        throw new DirectoryNotFoundException($"Expected Orderly.slnx above {AppContext.BaseDirectory}, but there is none");
    }
}
