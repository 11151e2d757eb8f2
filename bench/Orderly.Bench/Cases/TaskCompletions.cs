using Orderly.Bench.Beds;
using Orderly.Bench.Measure;

namespace Orderly.Bench.Cases;

/// <summary>Completing user tasks that wait, each in an instance of its own; the starts are not timed.</summary>
internal static class TaskCompletions
{
    private const int Clients = 128;

    public static async Task<IReadOnlyList<Result>> Run(Setting setting)
    {
        var tasks = setting.Quick ? 500 : 10_000;
        var results = new List<Result>();
        foreach (var kind in Stores.Kinds)
        {
            await using var bed = await NodeBed.Start(setting.Stores, kind);
            results.Add((await Run(setting, bed, tasks, bed.CompleteTask)).ToResult(
                $"task completions, in process ({Clients} clients, {tasks:N0} waiting tasks)", Stores.NameOf(kind), "≥ 8,000/s"));
            await using var api = await ApiBed.Start(bed);
            results.Add((await Run(setting, bed, tasks, api.CompleteTask)).ToResult(
                $"task completions by HTTP ({Clients} clients, {tasks:N0} waiting tasks)", Stores.NameOf(kind), "≥ 3,000/s"));
        }
        return results;
    }

    private static async Task<Series> Run(Setting setting, NodeBed bed, int tasks, Func<OpenTask, Task> complete)
    {
        await Complete(bed, tasks / 2, complete);
        var series = new Series();
        for (var round = 0; round < setting.Rounds; round++) series.Add(await Complete(bed, tasks, complete));
        return series;
    }

    private static async Task<Round> Complete(NodeBed bed, int count, Func<OpenTask, Task> complete)
    {
        var tasks = new OpenTask[count];
        await ClosedLoop.Times(Clients, count, async unit => tasks[unit] = await bed.StartTask());
        return await ClosedLoop.Times(Clients, count, unit => complete(tasks[unit]));
    }
}
