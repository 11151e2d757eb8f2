using System.Diagnostics;

namespace Orderly.Tests.Running;

/// <summary>The product as it was built beside these tests, run as a process of its own.</summary>
internal static class Executable
{
    /// <summary>The built <c>orderly.dll</c> of the same configuration as the tests.</summary>
    public static string Path { get; } = Find();

    public static string Repository { get; } = FindRepository();

    public static ProcessStartInfo Command(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Repository,
        };
        start.ArgumentList.Add(Path);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment["NO_COLOR"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        return start;
    }

    /// <summary>Runs a verb to its end.</summary>
    /// <exception cref="TimeoutException">It did not end; it was killed.</exception>
    public static async Task<Ended> RunAsync(TimeSpan limit, params string[] arguments)
    {
        using var process = Process.Start(Command(arguments))!;
        process.StandardInput.Close();
        using var timer = new CancellationTokenSource(limit);
        var output = process.StandardOutput.ReadToEndAsync(timer.Token);
        var errors = process.StandardError.ReadToEndAsync(timer.Token);
        try
        {
            await process.WaitForExitAsync(timer.Token);
            return new Ended(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw new TimeoutException($"Expected 'orderly {string.Join(' ', arguments)}' to end within {limit}, but it did not.");
        }
    }

    private static string Find()
    {
        // <root>/tests/Orderly.Tests/bin/<configuration>/net10.0/
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(System.IO.Path.DirectorySeparatorChar));
        var built = System.IO.Path.Combine(FindRepository(), "src", "Orderly", "bin", output.Parent!.Name, output.Name, "orderly.dll");
        return File.Exists(built) ? built : throw new FileNotFoundException($"Expected the executable at {built}, but it is not built: dotnet build src/Orderly -c {output.Parent.Name}");
    }

    private static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Orderly.slnx"))) return folder.FullName;
        throw new DirectoryNotFoundException($"Expected Orderly.slnx above {AppContext.BaseDirectory}, but there is none.");
    }
}

internal sealed record Ended(int ExitCode, string Output, string Errors);
