using System.Collections.Concurrent;
using Orderly.Bench.Beds;
using Orderly.Bench.Measure;

namespace Orderly.Bench.Cases;

/// <summary>Completing user tasks that wait, each in an instance of its own; the starts are not timed.</summary>
internal static class TaskCompletions
{
    private const int Clients = 128;

    public static async Task<IReadOnlyList<Result>> Run(Setting setting)
    {
        var results = new List<Result>();
        foreach (var kind in Stores.Kinds)
        {
            await using var bed = await NodeBed.Start(setting.Stores, kind);
            results.Add((await Run(setting, bed, bed.CompleteTask)).ToResult(
                $"task completions, in process ({Clients} clients)", Stores.NameOf(kind), "≥ 8,000/s"));
            await using var api = await ApiBed.Start(bed);
            results.Add((await Run(setting, bed, api.CompleteTask)).ToResult(
                $"task completions by HTTP ({Clients} clients)", Stores.NameOf(kind), "≥ 3,000/s"));
        }
        return results;
    }

    private static async Task<Series> Run(Setting setting, NodeBed bed, Func<OpenTask, Task> complete)
    {
        await Complete(bed, setting.WarmUp, complete);
        var series = new Series();
        for (var round = 0; round < setting.Rounds; round++) series.Add(await Complete(bed, setting.Round, complete));
        return series;
    }

    /// <summary>As many tasks as can be started in a round's time, then all of them completed.</summary>
    private static async Task<Round> Complete(NodeBed bed, TimeSpan starting, Func<OpenTask, Task> complete)
    {
        var started = new ConcurrentQueue<OpenTask>();
        await ClosedLoop.For(Clients, starting, async _ => started.Enqueue(await bed.StartTask()));
        var tasks = started.ToArray();
        return await ClosedLoop.Times(Clients, tasks.Length, unit => complete(tasks[unit]));
    }
}
