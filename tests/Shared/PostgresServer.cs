using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Orderly.Testing;

/// <summary>
/// A private PostgreSQL on a free loopback port, with its data in a temporary folder and durability on. Started for a test
/// run, stopped by its own pid, gone with its folder.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string Install = "apt-get install postgresql";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly string folder;
    private readonly string binaries;
    private int databases;

    private PostgresServer(string folder, string binaries, int port)
    {
        this.folder = folder;
        this.binaries = binaries;
        Port = port;
    }

    public int Port { get; }

    /// <summary>Extra server settings, such as <c>fsync=off</c> to see that it is refused.</summary>
    public static async Task<PostgresServer> Start(params string[] settings)
    {
        var binaries = FindBinaries();
        var folder = Directory.CreateTempSubdirectory("orderly-pg-").FullName;
        if (Environment.UserName == "root") await Run("chown", ["postgres", folder], asServerUser: false);
        var server = new PostgresServer(folder, binaries, FreePort());
        await Run(Path.Combine(binaries, "initdb"),
            ["-D", server.Data, "-U", "orderly", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]);
        var options = $"-c listen_addresses=127.0.0.1 -c port={server.Port} -c unix_socket_directories={folder} -c max_connections=60 -c shared_buffers=256MB"
            + string.Concat(settings.Select(s => $" -c {s}"));
        await Run(Path.Combine(binaries, "pg_ctl"), ["start", "-w", "-D", server.Data, "-l", Path.Combine(folder, "log"), "-o", options]);
        return server;
    }

    /// <summary>Makes an empty database and returns its connection string.</summary>
    public async Task<string> CreateDatabase()
    {
        var name = $"t{Interlocked.Increment(ref databases)}";
        await Run(Path.Combine(binaries, "createdb"), ["-h", "127.0.0.1", "-p", $"{Port}", "-U", "orderly", name]);
        return ConnectionString(name);
    }

    public string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={Port};Username=orderly;Database={database};Timeout=5;Command Timeout=30";

    /// <summary>Stops as a crash would: sessions are cut, recovery runs at the next start.</summary>
    public Task StopImmediately() => Run(Path.Combine(binaries, "pg_ctl"), ["stop", "-m", "immediate", "-D", Data]);

    /// <summary>Starts again on the same port and data.</summary>
    public Task StartAgain() => Run(Path.Combine(binaries, "pg_ctl"),
        ["start", "-w", "-D", Data, "-l", Path.Combine(folder, "log"), "-o",
            $"-c listen_addresses=127.0.0.1 -c port={Port} -c unix_socket_directories={folder} -c max_connections=60"]);

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid"))) await StopImmediately();
        Directory.Delete(folder, recursive: true);
    }

    private string Data => Path.Combine(folder, "data");

    private static string FindBinaries()
    {
        const string Root = "/usr/lib/postgresql";
        var found = Directory.Exists(Root)
            ? Directory.GetDirectories(Root).Select(d => Path.Combine(d, "bin")).Where(d => File.Exists(Path.Combine(d, "initdb"))).Order().LastOrDefault()
            : null;
        return found ?? throw new InvalidOperationException($"Expected PostgreSQL under {Root}, but it is not installed: {Install}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>PostgreSQL refuses to run as root, so root hands over to its system user.</summary>
    private static async Task Run(string program, string[] arguments, bool asServerUser = true)
    {
        var start = new ProcessStartInfo { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = "/" };
        if (asServerUser && Environment.UserName == "root")
        {
            start.FileName = "setpriv";
            foreach (var argument in (string[])["--reuid=postgres", "--regid=postgres", "--init-groups", program]) start.ArgumentList.Add(argument);
        }
        else start.FileName = program;
        foreach (var argument in arguments) start.ArgumentList.Add(argument);

        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(StartLimit);
        // The server inherits the pipes and keeps them open, so its output is not read to the end: only what failed is.
        await process.WaitForExitAsync(limit.Token);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"Expected {Path.GetFileName(program)} to succeed, but it said: {await process.StandardError.ReadToEndAsync(limit.Token)}");
    }
}
