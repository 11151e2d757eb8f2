using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Orderly.Hosting;

namespace Orderly.Doctor;

/// <summary>Looks at the machine without changing it, apart from probe files that it removes.</summary>
internal static class MachineChecks
{
    private const long LowSpace = 2L * 1024 * 1024 * 1024;

    public static IEnumerable<Finding> All(OrderlyOptions options)
    {
        yield return Runtime();
        yield return DataFolder(options.Data);
        yield return Space(options.Data);
        yield return Flush(options.Data);
        yield return Port("listen", options.Listen.HostNameType == UriHostNameType.Dns ? IPAddress.Loopback : IPAddress.Parse(options.Listen.Host.Trim('[', ']')), options.Listen.Port);
        yield return Zones();
    }

    private static Finding Runtime() =>
        Environment.Version.Major >= 10
            ? Finding.Good("runtime", $".NET {Environment.Version}")
            : Finding.Bad("runtime", $"Expected .NET 10, but this runs on {Environment.Version}.", "Install the .NET 10 runtime.");

    private static Finding DataFolder(string folder)
    {
        var there = Nearest(folder);
        try
        {
            var probe = Path.Combine(there, ".doctor");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
            return there == folder
                ? Finding.Good("data folder", folder)
                : Finding.Worth("data folder", $"{folder} is not there yet", "The first start makes it.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Finding.Bad("data folder", $"Expected to be able to write in {there}, but: {error.Message}", "Give this user the folder, or set 'data' in orderly.yaml.");
        }
    }

    /// <summary>The folder itself, or the nearest one above it that is there: nothing is made to find out.</summary>
    private static string Nearest(string folder)
    {
        while (!Directory.Exists(folder)) folder = Path.GetDirectoryName(Path.GetFullPath(folder)) ?? Path.GetPathRoot(Path.GetFullPath(folder))!;
        return folder;
    }

    private static Finding Space(string folder)
    {
        var free = new DriveInfo(Path.GetFullPath(Nearest(folder))).AvailableFreeSpace;
        var found = string.Create(CultureInfo.InvariantCulture, $"{free / 1e9:0.0} GB free");
        return free >= LowSpace
            ? Finding.Good("disk space", found)
            : Finding.Worth("disk space", found, "A full disk stops acknowledgements (nothing is lost). Free some, or move 'data'.");
    }

    /// <summary>A commit waits for the disk's flush, so this is the floor of every latency.</summary>
    private static Finding Flush(string folder)
    {
        var path = Path.Combine(Nearest(folder), ".doctor-flush");
        var times = new List<double>();
        try
        {
            using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
            var block = new byte[4096];
            for (var i = 0; i < 60; i++)
            {
                var start = Stopwatch.GetTimestamp();
                file.Write(block);
                file.Flush(flushToDisk: true);
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }
        catch (UnauthorizedAccessException error)
        {
            return Finding.Bad("disk flush", $"Expected to write beside the data, but: {error.Message}", "Mend the data folder first.");
        }
        times.Sort();
        var median = times[times.Count / 2];
        var found = string.Create(CultureInfo.InvariantCulture, $"median {median:0.00} ms for 4 KiB");
        return median <= 10
            ? Finding.Good("disk flush", found)
            : Finding.Worth("disk flush", found, "Acknowledgements wait for it. A local SSD does it in 0.2 to 3 ms.");
    }

    public static Finding Port(string subject, IPAddress address, int port)
    {
        try
        {
            using var listener = new TcpListener(address, port);
            listener.Start();
            return Finding.Good(subject, $"{address}:{port} is free");
        }
        catch (SocketException error)
        {
            return Finding.Worth(subject, $"{address}:{port} cannot be taken: {error.Message}", "Fine when Orderly itself is running; otherwise end what holds it, or choose another port.");
        }
    }

    private static Finding Zones() =>
        TimeZoneInfo.TryFindSystemTimeZoneById("America/New_York", out _)
            ? Finding.Good("time zones", "IANA zones found")
            : Finding.Bad("time zones", "Expected IANA time zones, but the machine has none.", "Install the package tzdata: due dates depend on it.");
}
