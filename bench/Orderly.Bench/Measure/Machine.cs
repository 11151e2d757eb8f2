using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Orderly.Bench.Measure;

/// <summary>What the figures were measured on: they mean nothing without it.</summary>
internal static class Machine
{
    /// <param name="folder">on the disk that is measured</param>
    /// <param name="fsyncP50">half of all flushes take at most this</param>
    public static string Describe(string folder, out TimeSpan fsyncP50)
    {
        var fsync = Fsync(folder);
        fsyncP50 = TimeSpan.FromMilliseconds(fsync.Percentile(0.5));
        return string.Create(CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} cores ({Model()}), {RuntimeInformation.FrameworkDescription}, fsync of 4 KiB p50 {fsync.Percentile(0.5):0.00} ms, p99 {fsync.Percentile(0.99):0.00} ms; clients shared the cores; load average {Load()} at the start");
    }

    /// <summary>Above the number of cores, other programs took part of what was measured.</summary>
    public static string Load()
    {
        const string Source = "/proc/loadavg";
        return File.Exists(Source) ? File.ReadAllText(Source).Split(' ')[0] : "not known";
    }

    /// <summary>The disk's own limit: 4 KiB appended and flushed, 300 times, in the folder the stores are made in.</summary>
    private static Latencies Fsync(string folder)
    {
        var path = Path.Combine(folder, "fsync.probe");
        var latencies = new Latencies();
        using (var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            var block = new byte[4096];
            for (var i = 0; i < 300; i++)
            {
                var start = Stopwatch.GetTimestamp();
                file.Write(block);
                file.Flush(flushToDisk: true);
                latencies.Add(Stopwatch.GetElapsedTime(start));
            }
        }
        File.Delete(path);
        return latencies;
    }

    private static string Model()
    {
        const string Source = "/proc/cpuinfo";
        if (!File.Exists(Source)) return RuntimeInformation.ProcessArchitecture.ToString();
        var line = File.ReadLines(Source).FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal));
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':') + 1)..].Trim();
    }
}
