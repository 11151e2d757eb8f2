using System.Diagnostics;

namespace Orderly.Bench.Measure;

/// <param name="Rate">a second, of all clients together</param>
/// <param name="Processor">this process's time on all cores, clients included</param>
internal sealed record Round(double Rate, TimeSpan Processor, Latencies Latencies);

/// <summary>Clients that each do the next thing once the last is answered: the load that waits, as people and stop-and-wait senders do.</summary>
internal static class ClosedLoop
{
    /// <summary>Clients begin anew until the time is up; what is under way then is still counted, and its time too.</summary>
    /// <param name="once">one unit of work of the client of that number</param>
    public static Task<Round> For(int clients, TimeSpan duration, Func<int, Task> once)
    {
        var start = Stopwatch.GetTimestamp();
        return Run(clients, () => Stopwatch.GetElapsedTime(start) < duration, once);
    }

    /// <summary>Clients begin anew as long as that holds.</summary>
    public static Task<Round> While(int clients, Func<bool> goesOn, Func<int, Task> once) => Run(clients, goesOn, once);

    /// <summary>Until the process has used that much processor time, or four times as long has passed.</summary>
    public static Task WarmUp(int clients, TimeSpan processor, Func<int, Task> once)
    {
        var start = Stopwatch.GetTimestamp();
        var before = Environment.CpuUsage.TotalTime;
        return Run(clients, () => Environment.CpuUsage.TotalTime - before < processor && Stopwatch.GetElapsedTime(start) < 4 * processor, once);
    }

    /// <summary>Clients share a number of units.</summary>
    /// <param name="once">the unit of that number</param>
    public static Task<Round> Times(int clients, int units, Func<int, Task> once)
    {
        var next = -1;
        return Run(clients, () => true, _ => Interlocked.Increment(ref next) is var unit && unit < units ? once(unit) : null);
    }

    private static async Task<Round> Run(int clients, Func<bool> goesOn, Func<int, Task?> once)
    {
        var processor = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        var running = Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            var latencies = new Latencies();
            while (goesOn())
            {
                var began = Stopwatch.GetTimestamp();
                if (once(client) is not { } unit) break;
                await unit;
                latencies.Add(Stopwatch.GetElapsedTime(began));
            }
            return latencies;
        })).ToArray();
        var all = new Latencies();
        foreach (var latencies in await Task.WhenAll(running)) all.Merge(latencies);
        return new Round(all.Count / Stopwatch.GetElapsedTime(start).TotalSeconds, Environment.CpuUsage.TotalTime - processor, all);
    }
}
