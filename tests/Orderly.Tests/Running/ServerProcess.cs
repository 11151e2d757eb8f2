using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Orderly.Tests.Running;

/// <summary>
/// <c>orderly serve</c> as a process of its own, which can be killed as a power cut would. What it says goes into the folder's
/// <c>server.log</c>, start after start.
/// </summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(25);

    private readonly Process process;
    private readonly Task output;

    private ServerProcess(Process process, ServerFolder folder)
    {
        this.process = process;
        var file = new FileStream(folder.Output, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        output = Keep(process, file);
    }

    public int Id => process.Id;

    /// <summary>The exit code once it has ended, by itself or not.</summary>
    public int? ExitCode => process.HasExited ? process.ExitCode : null;

    /// <summary>Where pages and API are served.</summary>
    public Uri Http { get; private set; } = new("http://127.0.0.1/");

    /// <summary>From the start of the process until it accepted work.</summary>
    public TimeSpan ReadyAfter { get; private set; }

    /// <exception cref="InvalidOperationException">It ended instead of serving; the message holds what it said.</exception>
    /// <exception cref="TimeoutException">It did not serve in time.</exception>
    public static async Task<ServerProcess> StartAsync(ServerFolder folder, CancellationToken cancel = default)
    {
        var started = Stopwatch.StartNew();
        var server = Launch(folder);
        try
        {
            while (!server.IsServing(folder))
            {
                if (server.process.HasExited)
                {
                    await server.output;
                    throw new InvalidOperationException($"Expected the server to serve, but it ended with {server.process.ExitCode}: {Tail(folder)}");
                }
                if (started.Elapsed > StartLimit)
                    throw new TimeoutException($"Expected the server to serve within {StartLimit}, but it does not: {Tail(folder)}");
                await Task.Delay(Look, cancel);
            }
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
        server.ReadyAfter = started.Elapsed;
        return server;
    }

    /// <summary>Starts the process without waiting until it serves: for what happens to it meanwhile.</summary>
    public static ServerProcess Launch(ServerFolder folder)
    {
        var process = Process.Start(Executable.Command("serve", "--config", folder.Configuration, "--demo-sign-in"))!;
        process.StandardInput.Close();
        return new ServerProcess(process, folder);
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        await output;
    }

    /// <summary>SIGTERM: it drains and ends by itself.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="TimeoutException">It did not end in time.</exception>
    public async Task<int> StopAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        using var limit = new CancellationTokenSource(StopLimit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"Expected the server to end within {StopLimit} of SIGTERM, but it did not.");
        }
        await output;
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) await KillAsync();
        process.Dispose();
    }

    public static string Tail(ServerFolder folder) =>
        File.Exists(folder.Output) ? string.Join('\n', File.ReadLines(folder.Output).TakeLast(40)) : "(it said nothing)";

    /// <summary>A killed server leaves its file behind, so the file counts only if this process wrote it.</summary>
    private bool IsServing(ServerFolder folder)
    {
        var path = Path.Combine(folder.Data, "endpoints.json");
        if (!File.Exists(path)) return false;
        using var endpoints = JsonDocument.Parse(File.ReadAllText(path));
        if (endpoints.RootElement.GetProperty("process").GetInt32() != process.Id) return false;
        Http = new Uri(endpoints.RootElement.GetProperty("http").GetString()!);
        return true;
    }

    private static async Task Keep(Process process, FileStream file)
    {
        await using var log = file;
        using var gate = new SemaphoreSlim(1);
        await Task.WhenAll(Copy(process.StandardOutput.BaseStream), Copy(process.StandardError.BaseStream));

        async Task Copy(Stream from)
        {
            var buffer = new byte[4096];
            while (await from.ReadAsync(buffer) is > 0 and var read)
            {
                await gate.WaitAsync();
                try
                {
                    await log.WriteAsync(buffer.AsMemory(0, read));
                    await log.FlushAsync();
                }
                finally
                {
                    gate.Release();
                }
            }
        }
    }
}
